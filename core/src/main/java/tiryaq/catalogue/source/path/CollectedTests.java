package tiryaq.catalogue.source.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.command.Invocation;
import tiryaq.command.Target;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.TomlArrays;
import tiryaq.python.ProjectRoot;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/**
 * The folders that pytest puts on the search path for the tests that it collects, by its import mode {@code prepend}:
 * the first above a test file that is no package, the same for each {@code conftest.py} on the way, and what its
 * settings name.
 */
public final class CollectedTests {
    private static final List<String> SETTINGS = List.of("pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg");
    private static final int LEVELS = 12;
    private static final int LIMIT = 1 << 20;

    private final PythonEnvironment seen;
    private final String folder;
    private final Machine machine;

    private CollectedTests(PythonEnvironment seen, String folder, Machine machine) {
        this.seen = seen;
        this.folder = folder;
        this.machine = machine;
    }

    /** Whether it is pytest that is run. */
    public static boolean runs(Invocation invocation) {
        String name = switch (invocation.target()) {
            case Target.Module module -> module.name();
            case Target.Script script -> Paths.name(script.path());
            case Target.Code _, Target.Stdin _, Target.Other _ -> "";
        };
        return name.equals("pytest") || name.equals("py.test");
    }

    /**
     * Those for the file that failed, in the order in which they come to stand in front; none for any other program,
     * and where the tests are imported in another way.
     *
     * @param folder in which the program was started
     */
    public static List<String> folders(
            Symptom symptom, PythonEnvironment seen, AddingSource.Begun begun, String folder, Machine machine) {
        CollectedTests tests = new CollectedTests(seen, folder, machine);
        boolean otherMode = begun.tests().orElse(List.of()).stream().anyMatch(word -> word.contains("import-mode"));
        return otherMode
                ? List.of()
                : tests.failed(symptom, begun.tests().isPresent())
                        .map(tests::before)
                        .orElse(List.of());
    }

    /** The test file, or the {@code conftest.py}, that failed or that called what did. */
    private Optional<String> failed(Symptom symptom, boolean told) {
        for (Incident incident : symptom.incidents()) {
            boolean byName = false;
            for (Frame frame : incident.frames()) {
                String file = frame.internal() ? "" : Paths.absolute(folder, frame.file());
                boolean loaded = byName && frame.function().equals("<module>") && OwnCode.runs(seen, file);
                if (!file.isEmpty() && (loaded || told) && OwnCode.runs(seen, file) && test(Paths.name(file))) {
                    return Optional.of(file);
                }
                byName = frame.file().endsWith("/importlib/__init__.py");
            }
        }
        return Optional.empty();
    }

    private static boolean test(String name) {
        return name.endsWith(".py")
                && (name.startsWith("test_") || name.endsWith("_test.py") || name.equals("conftest.py"));
    }

    private List<String> before(String file) {
        String top = top(Paths.parent(file));
        for (String name : SETTINGS) {
            if (machine.read(Paths.join(top, name), 0, LIMIT).text().contains("import-mode")) {
                return List.of();
            }
        }
        List<String> all = new ArrayList<>(named(top).reversed());
        List<String> conftests = new ArrayList<>();
        for (String each = Paths.parent(file); Paths.within(each, top); each = Paths.parent(each)) {
            if (machine.isFile(Paths.join(each, "conftest.py"))) {
                conftests.add(base(each));
            }
            if (each.equals(top)) {
                break;
            }
        }
        all.addAll(conftests.reversed());
        all.add(base(Paths.parent(file)));
        return all;
    }

    /** Where the settings lie, or else where the program was started: files above it are not looked for. */
    private String top(String start) {
        String each = start;
        for (int level = 0; level < LEVELS && each.length() > 1; level++) {
            if (each.equals(folder)
                    || ProjectRoot.is(machine, each)
                    || machine.isFile(Paths.join(each, SETTINGS.get(0)))) {
                return each;
            }
            each = Paths.parent(each);
        }
        return start;
    }

    /** What the settings name by {@code pythonpath}. */
    private List<String> named(String top) {
        List<String> found = new ArrayList<>();
        String toml = machine.source(Paths.join(top, "pyproject.toml"));
        if (toml.contains("pythonpath")) {
            TomlArrays.strings(toml, "tool.pytest.ini_options", "pythonpath").ifPresent(found::addAll);
        }
        String settings = machine.source(Paths.join(top, SETTINGS.getFirst()));
        for (String line : settings.split("\n")) {
            if (line.startsWith("pythonpath") && line.indexOf('=') > 0) {
                found.addAll(
                        List.of(line.substring(line.indexOf('=') + 1).strip().split("\\s+")));
            }
        }
        return found.stream()
                .filter(each -> !each.isEmpty())
                .map(each -> Paths.absolute(top, each))
                .toList();
    }

    /** The first folder that is no package, from one upwards. */
    private String base(String start) {
        String each = start;
        while (each.length() > 1 && machine.isFile(Paths.join(each, "__init__.py"))) {
            each = Paths.parent(each);
        }
        return each;
    }
}

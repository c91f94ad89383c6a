package tiryaq.catalogue.source.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
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
    private static final String MODE = "--import-mode";
    private static final String PREPEND = "prepend";

    private final PythonEnvironment seen;
    private final String folder;
    private final Machine machine;

    private CollectedTests(PythonEnvironment seen, String folder, Machine machine) {
        this.seen = seen;
        this.folder = folder;
        this.machine = machine;
    }

    /**
     * Those for the file that failed, in the order in which they come to stand in front; none for any other program,
     * and where the tests are imported in another way.
     *
     * @param given what pytest was given, if that is what runs
     * @param folder in which the program was started
     */
    public static List<String> folders(
            Symptom symptom, PythonEnvironment seen, Optional<List<String>> given, String folder, Machine machine) {
        CollectedTests tests = new CollectedTests(seen, folder, machine);
        List<String> last = new ArrayList<>();
        given.ifPresent(words -> {
            last.addAll(List.of(
                    machine.variables().getOrDefault("PYTEST_ADDOPTS", "").split("\\s+")));
            last.addAll(words);
        });
        return tests.failed(symptom, given.isPresent())
                .map(file -> tests.before(file, last))
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
        return TestRunner.isTest(name) || name.equals("conftest.py");
    }

    /** The mode that counts, which is the last one given. */
    private static String mode(List<String> options) {
        String mode = PREPEND;
        for (int i = 0; i < options.size(); i++) {
            String word = bare(options.get(i));
            int at = word.startsWith(MODE) || word.startsWith("addopts=") ? word.lastIndexOf(MODE) : -1;
            String behind = at < 0 ? "" : word.substring(at + MODE.length());
            if (behind.startsWith("=")) {
                mode = behind.substring(1);
            } else if (word.equals(MODE) && i + 1 < options.size()) {
                mode = bare(options.get(i + 1));
            }
        }
        return mode;
    }

    /** A word of settings as a shell would give it on. */
    private static String bare(String word) {
        return word.replace("\"", "").replace("'", "");
    }

    /** By the settings, and by the options that come after theirs. */
    private List<String> before(String file, List<String> last) {
        PytestSettings settings = PytestSettings.above(Paths.parent(file), folder, machine);
        List<String> options = new ArrayList<>(settings.options());
        options.addAll(last);
        if (!mode(options).equals(PREPEND)) {
            return List.of();
        }
        String top = settings.root();
        List<String> all = new ArrayList<>(settings.searched().reversed());
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

    /** The first folder that is no package, from one upwards. */
    private String base(String start) {
        String each = start;
        while (each.length() > 1 && machine.isFile(Paths.join(each, "__init__.py"))) {
            each = Paths.parent(each);
        }
        return each;
    }
}

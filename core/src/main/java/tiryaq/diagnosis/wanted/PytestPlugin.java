package tiryaq.diagnosis.wanted;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.knowledge.PluginTable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.words.PytestWords;

/**
 * An option or a fixture that pytest does not know: a plugin that is not installed may bring it.
 *
 * @param name {@code --cov}, or that of the fixture
 * @param fixture whether it is one; else an option
 */
public record PytestPlugin(String name, boolean fixture) {
    private static final int LIMIT = 1 << 16;
    private static final int MOST_FILES = 60;

    /** What pytest missed, unless the project's own files bring it; empty where the failure is not about that. */
    public static Optional<PytestPlugin> of(Case patient) {
        if (!(patient.failure() instanceof Failure.OtherException)) {
            return Optional.empty();
        }
        String fixture = PytestWords.fixture(patient.failure());
        List<String> options = PytestWords.options(patient.failure());
        String missed = fixture != null ? fixture : options.isEmpty() ? "" : options.getFirst();
        return Optional.of(new PytestPlugin(missed, fixture != null))
                .filter(found -> !missed.isEmpty() && !found.own(patient));
    }

    /**
     * A plugin that is not here and that the project declares.
     *
     * @param file that names it
     */
    public record Declared(PluginTable.Plugin plugin, String file) {}

    /** The one that is known to bring it; empty where the project names none, or has it installed. */
    public Optional<Declared> declared(Case patient) {
        if (patient.environment().isEmpty()) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        for (PluginTable.Plugin each : known()) {
            boolean here = seen.distributions().named(each.distribution()).isPresent();
            Optional<String> file = here ? Optional.empty() : DeclaredTools.naming(patient, each.distribution());
            if (file.isPresent()) {
                return Optional.of(new Declared(each, file.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * A plugin that another interpreter or environment has, and whose own source brings it.
     *
     * @param file that does
     */
    public record Elsewhere(PythonEnvironment other, Distribution owner, String module, String file) {}

    /** The first of them; one without pytest itself is none. */
    public Optional<Elsewhere> elsewhere(Case patient) {
        for (PythonEnvironment other : patient.others()) {
            if (other.modules().find("pytest").isEmpty()) {
                continue;
            }
            for (Distribution each : other.distributions().all()) {
                for (String module : points(patient.machine(), each)) {
                    Optional<String> file = other.modules().find(module).flatMap(found -> bringing(patient, found));
                    if (file.isPresent()) {
                        return Optional.of(new Elsewhere(other, each, ModuleName.top(module), file.get()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The plugins that are installed, in the order of their names. */
    public static List<String> installed(Case patient) {
        TreeSet<String> names = new TreeSet<>();
        patient.environment()
                .ifPresent(seen -> seen.distributions().all().stream()
                        .filter(each -> !points(patient.machine(), each).isEmpty())
                        .forEach(each -> names.add(seen.distributions().displayName(each))));
        return List.copyOf(names);
    }

    private List<PluginTable.Plugin> known() {
        return fixture ? PluginTable.ofFixture(name) : PluginTable.ofOption(name);
    }

    /** A file of the project's own for pytest brings it, and was not loaded or fails by itself. */
    private boolean own(Case patient) {
        Machine machine = patient.machine();
        if (patient.folder().isEmpty()) {
            return false;
        }
        return machine.list(patient.folder()).names().stream()
                .limit(MOST_FILES)
                .anyMatch(each -> each.equals("conftest.py")
                        ? brings(machine.source(Paths.join(patient.folder(), each)))
                        : brings(machine.source(Paths.join(patient.folder(), each + "/conftest.py"))));
    }

    /** The modules that a distribution names among the entry points of pytest. */
    private static List<String> points(Machine machine, Distribution each) {
        String text = machine.read(Paths.join(each.metadata(), "entry_points.txt"), 0, LIMIT)
                .text();
        int section = text.indexOf("[pytest11]");
        int end = section < 0 ? -1 : text.indexOf("\n[", section);
        return section < 0
                ? List.of()
                : text.substring(section, end < 0 ? text.length() : end)
                        .lines()
                        .filter(line -> line.indexOf('=') > 0)
                        .map(line -> line.substring(line.indexOf('=') + 1).strip())
                        .toList();
    }

    /** The module itself, or a file beside it: what an entry point names may only gather the others. */
    private Optional<String> bringing(Case patient, Module found) {
        Machine machine = patient.machine();
        if (brings(machine.source(found.file()))) {
            return Optional.of(found.file());
        }
        @Nullable
        String folder = found.folders().isEmpty() ? null : found.folders().getFirst();
        return folder == null
                ? Optional.empty()
                : machine.list(folder).names().stream()
                        .filter(each -> each.endsWith(".py"))
                        .limit(MOST_FILES)
                        .map(each -> Paths.join(folder, each))
                        .filter(file -> brings(machine.source(file)))
                        .findFirst();
    }

    private boolean brings(String source) {
        if (!fixture) {
            return source.contains("addoption(")
                    && (source.contains("\"" + name + "\"") || source.contains("'" + name + "'"));
        }
        int at = source.indexOf("fixture");
        return at >= 0
                && (source.indexOf("def " + name + "(", at) >= 0
                        || source.lines().anyMatch(line -> line.startsWith(name + " = ") && line.contains("fixture")));
    }
}

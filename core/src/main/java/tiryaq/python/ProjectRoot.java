package tiryaq.python;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.TomlArrays;

/** What tells that a folder is where a project begins: one list for all who look for that. */
public final class ProjectRoot {
    /** Folders that setuptools takes for no part of a project ({@code FlatLayoutPackageFinder}). */
    private static final Set<String> BESIDE = Set.of(
            "benchmark",
            "benchmarks",
            "bin",
            "build",
            "ci",
            "doc",
            "docs",
            "documentation",
            "example",
            "examples",
            "exercise",
            "exercises",
            "python",
            "scripts",
            "tasks",
            "test",
            "tests",
            "tools",
            "unit_test",
            "unit_tests",
            "util",
            "utils");

    /** Folders of the system (FHS 3.0), which hold projects but are none. */
    private static final Set<String> SYSTEM = Set.of(
            "/",
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/home",
            "/lib",
            "/lib64",
            "/media",
            "/mnt",
            "/opt",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/srv",
            "/sys",
            "/tmp",
            "/usr",
            "/usr/bin",
            "/usr/lib",
            "/usr/local",
            "/usr/local/bin",
            "/usr/local/lib",
            "/usr/local/src",
            "/usr/share",
            "/usr/src",
            "/var",
            "/var/lib",
            "/var/opt",
            "/var/tmp",
            "/Users",
            "/Applications",
            "/Library",
            "/System",
            "/private",
            "/private/tmp");

    private ProjectRoot() {}

    /** Whether an installer can build what is there (PEP 517; setuptools before it). */
    public static boolean installable(Machine machine, String folder) {
        return machine.isFile(Paths.join(folder, "pyproject.toml")) || machine.isFile(Paths.join(folder, "setup.py"));
    }

    /**
     * Whether a module of a folder of the project's is among what an installed project has, as far as its own files
     * tell: its build names the folders or the modules, else its {@code src} is all of it (setuptools' discovery).
     *
     * @param entry the folder, one of the project or below it
     * @param file of the module
     */
    public static boolean exposes(Machine machine, String project, String entry, String file) {
        boolean packaged = !Paths.parent(file).equals(entry);
        String top = packaged ? first(entry, file) : Paths.name(file).split("\\.", 2)[0];
        String toml = machine.source(Paths.join(project, "pyproject.toml"));
        Set<String> named = new HashSet<>();
        for (String key : List.of("packages", "py-modules")) {
            TomlArrays.strings(toml, "tool.setuptools", key).ifPresent(named::addAll);
        }
        Optional<List<String>> where = TomlArrays.strings(toml, "tool.setuptools.packages.find", "where");
        if (named.contains(top) || where.isPresent() || !named.isEmpty()) {
            boolean within = where.orElse(List.of()).stream()
                    .anyMatch(each -> Paths.absolute(project, each).equals(entry));
            // An editable install leads to such a folder as a whole, unless it is the project's.
            return named.contains(top) || (within && (packaged || !entry.equals(project)));
        }
        if (!entry.equals(project)) {
            return true;
        }
        boolean told = Identifier.standsIn(toml, top)
                || Identifier.standsIn(machine.source(Paths.join(project, "setup.py")), top)
                || Identifier.standsIn(machine.source(Paths.join(project, "setup.cfg")), top);
        return told || (packaged && !BESIDE.contains(top) && !machine.isFolder(Paths.join(project, "src")));
    }

    private static String first(String entry, String file) {
        String inner = file.substring(Math.min(file.length(), entry.length() + 1));
        int slash = inner.indexOf('/');
        return slash < 0 ? inner : inner.substring(0, slash);
    }

    /**
     * Whether a working tree begins there. It may hold several projects, so it is where all that belongs to them ends;
     * in a linked tree {@code .git} is a file.
     */
    public static boolean versioned(Machine machine, String folder) {
        return machine.stat(Paths.join(folder, ".git")).exists();
    }

    /** Whether either tells that a project begins there, or at least the settings of one. */
    public static boolean is(Machine machine, String folder) {
        return installable(machine, folder)
                || machine.isFile(Paths.join(folder, "setup.cfg"))
                || versioned(machine, folder);
    }

    /** Whether a folder without a marker may be taken for a project: not a home, what holds homes, or the system's. */
    public static boolean canBeOne(Machine machine, String folder) {
        String home = machine.variable("HOME").orElse("");
        return !SYSTEM.contains(folder) && (home.isEmpty() || !Paths.within(home, folder));
    }
}

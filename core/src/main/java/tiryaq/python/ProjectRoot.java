package tiryaq.python;

import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** What tells that a folder is where a project begins: one list for all who look for that. */
public final class ProjectRoot {
    private ProjectRoot() {}

    /** Whether an installer can build what is there (PEP 517; setuptools before it). */
    public static boolean installable(Machine machine, String folder) {
        return machine.isFile(Paths.join(folder, "pyproject.toml")) || machine.isFile(Paths.join(folder, "setup.py"));
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
}

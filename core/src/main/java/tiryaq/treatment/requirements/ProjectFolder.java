package tiryaq.treatment.requirements;

import java.util.List;
import java.util.Set;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.ProjectRoot;

/** Which folder a program belongs to. */
public final class ProjectFolder {
    /** Files that declare what a program needs, also where nothing says that it is a project. */
    private static final List<String> DECLARING = List.of("requirements.txt", "Pipfile", "uv.lock", "poetry.lock");

    private static final int HIGHEST = 64;

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

    private ProjectFolder() {}

    /** Whether a folder without a marker may be taken for a project: not a home, what holds homes, or the system's. */
    public static boolean canBeOne(Machine machine, String folder) {
        String home = machine.variable("HOME").orElse("");
        return !SYSTEM.contains(folder) && (home.isEmpty() || !Paths.within(home, folder));
    }

    /**
     * The nearest folder upwards that has a project's marker; the folder itself where none has. A home is no project.
     */
    public static String of(Machine machine, String folder) {
        String home = machine.variable("HOME").orElse("");
        String each = folder;
        for (int i = 0; i < HIGHEST && !each.isEmpty() && !each.equals(home); i++) {
            if (ProjectRoot.is(machine, each)) {
                return each;
            }
            for (String marker : DECLARING) {
                if (machine.stat(each + "/" + marker).exists()) {
                    return each;
                }
            }
            each = each.substring(0, Math.max(0, each.lastIndexOf('/')));
        }
        return folder;
    }
}

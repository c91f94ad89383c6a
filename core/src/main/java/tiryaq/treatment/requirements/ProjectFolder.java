package tiryaq.treatment.requirements;

import java.util.List;
import tiryaq.machine.Machine;
import tiryaq.python.ProjectRoot;

/** Which folder a program belongs to. */
public final class ProjectFolder {
    /** Files that declare what a program needs, also where nothing says that it is a project. */
    private static final List<String> DECLARING = List.of("requirements.txt", "Pipfile", "uv.lock", "poetry.lock");

    private static final int HIGHEST = 64;

    private ProjectFolder() {}

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

package tiryaq.treatment.requirements;

import java.util.List;
import tiryaq.machine.Machine;

/** Which folder a program belongs to. */
public final class ProjectFolder {
    private static final List<String> MARKERS = List.of(
            "pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "Pipfile", "uv.lock", "poetry.lock", ".git");
    private static final int HIGHEST = 64;

    private ProjectFolder() {}

    /** The nearest folder upwards that has a project's marker; the folder itself where none has. A home is no project. */
    public static String of(Machine machine, String folder) {
        String home = machine.variable("HOME").orElse("");
        String each = folder;
        for (int i = 0; i < HIGHEST && !each.isEmpty() && !each.equals(home); i++) {
            for (String marker : MARKERS) {
                if (machine.stat(each + "/" + marker).exists()) {
                    return each;
                }
            }
            each = each.substring(0, Math.max(0, each.lastIndexOf('/')));
        }
        return folder;
    }
}

package tiryaq.diagnosis.wanted;

import java.util.ArrayList;
import java.util.List;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.ProjectRoot;

/**
 * The folders whose files may speak for what a command belongs to.
 *
 * @param folders the first one, then those above it as far as its project reaches
 * @param project the nearest of them in which a project begins; empty where nothing says that there is one
 */
record ProjectAround(List<String> folders, String project) {
    private static final int LEVELS = 6;

    ProjectAround {
        folders = List.copyOf(folders);
    }

    /** Those of a command. */
    static ProjectAround of(Case patient) {
        return of(patient.machine(), patient.folder());
    }

    /**
     * Those of a folder. Above it they count only up to where a project begins, or the working tree around that, and no
     * home is a part of one: all else is a heap of other things.
     */
    static ProjectAround of(Machine machine, String start) {
        String home = machine.variable("HOME").orElse("");
        List<String> all = new ArrayList<>();
        String project = "";
        int reach = 1;
        String folder = start;
        while (all.size() < LEVELS && folder.length() > 1) {
            if (folder.equals(home)) {
                if (all.isEmpty()) {
                    all.add(folder);
                }
                break;
            }
            all.add(folder);
            if (ProjectRoot.is(machine, folder)) {
                boolean whole = ProjectRoot.versioned(machine, folder);
                reach = project.isEmpty() || whole ? all.size() : reach;
                project = project.isEmpty() ? folder : project;
                if (whole) {
                    break;
                }
            }
            folder = Paths.parent(folder);
        }
        return new ProjectAround(all.subList(0, Math.min(reach, all.size())), project);
    }
}

package tiryaq.diagnosis.wanted;

import java.util.List;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Distributions;
import tiryaq.python.ProjectRoot;

/** A module of the project's own, which no index has. What an installer put beside the project is not its own. */
public final class OwnModule {
    /** How far up from where it begins a project without a marker may reach. */
    private static final int LEVELS = 4;

    /** A project has fewer folders beside one another; a folder with more is a heap of other things. */
    private static final int MOST_PLACES = 200;

    private OwnModule() {}

    /** Whether the project around the working folder, or around the script, has a module of this name. */
    public static boolean isThere(Case patient, String top) {
        return isAround(patient.machine(), patient.folder(), top)
                || patient.script()
                        .filter(script -> isAround(patient.machine(), Paths.parent(script), top))
                        .isPresent();
    }

    private static boolean isAround(Machine machine, String start, String top) {
        ProjectAround around = ProjectAround.of(machine, start);
        if (around.folders().stream().anyMatch(folder -> isIn(machine, folder, top))) {
            return true;
        }
        // Where nothing tells how far a project reaches, what lies beside it may be a part of it.
        String folder = Paths.parent(start);
        for (int level = 1; around.project().isEmpty() && level < LEVELS; level++) {
            if (!ProjectRoot.canBeOne(machine, folder)) {
                return false;
            }
            if (isIn(machine, folder, top)) {
                return true;
            }
            folder = Paths.parent(folder);
        }
        return false;
    }

    /** Whether a folder has it, or one that is in the folder. */
    private static boolean isIn(Machine machine, String folder, String top) {
        List<String> names = machine.list(folder).names();
        return holds(machine, folder, top)
                || names.subList(0, Math.min(names.size(), MOST_PLACES)).stream()
                        .map(name -> Paths.join(folder, name))
                        .anyMatch(place -> machine.isFolder(place) && holds(machine, place, top));
    }

    private static boolean holds(Machine machine, String folder, String top) {
        boolean there = machine.isFile(Paths.join(folder, top + ".py"))
                || machine.isFile(Paths.join(folder, top + "/__init__.py"));
        return there && !Distributions.liesIn(machine, folder);
    }
}

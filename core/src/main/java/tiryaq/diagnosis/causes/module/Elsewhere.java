package tiryaq.diagnosis.causes.module;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Python2Program;
import tiryaq.machine.Paths;
import tiryaq.python.Damage;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;

/**
 * A module as another interpreter or environment of this machine has it installed.
 *
 * @param damage a file that is gone or broken of it, or of what it requires; null where none is seen
 */
record Elsewhere(
        PythonEnvironment other, Module module, @Nullable String damage) {
    /** The first that is whole, else the first of all; empty where the module is installed nowhere. */
    static Optional<Elsewhere> of(Case patient, PythonEnvironment seen, String name) {
        Optional<Elsewhere> damaged = Optional.empty();
        for (PythonEnvironment other : patient.others()) {
            Optional<Module> there = Python2Program.mayRunUnder(patient, seen, other)
                    ? other.modules()
                            .find(name)
                            .filter(found -> installed(found, other) && found.holdsCode(patient.machine()))
                    : Optional.empty();
            if (there.isPresent()) {
                String damage =
                        Damage.of(other, List.of(name), patient.machine()).orElse(null);
                Elsewhere found = new Elsewhere(other, there.get(), damage);
                if (damage == null) {
                    return Optional.of(found);
                }
                damaged = damaged.isPresent() ? damaged : Optional.of(found);
            }
        }
        return damaged;
    }

    /** Whether it can be loaded there, as far as the disk shows. */
    boolean whole() {
        return damage == null;
    }

    /** The file that it is loaded from, or the folder of a namespace package. */
    String file() {
        return module.file().isEmpty() ? module.folders().getFirst() : module.file();
    }

    /** What has put it there. */
    Optional<Distribution> owner() {
        return other.distributions()
                .owner(file())
                .or(() -> other.distributions().owner(Paths.join(file(), "__init__.py")));
    }

    /** Found where distributions lie: a file beside the program would be seen by every interpreter. */
    private static boolean installed(Module found, PythonEnvironment other) {
        return other.path().entries().stream()
                .filter(entry -> entry.location().equals(found.entry()))
                .anyMatch(entry -> entry.origin() == PathEntry.Origin.SITE
                        || entry.origin() == PathEntry.Origin.USER_SITE
                        || entry.origin() == PathEntry.Origin.PTH);
    }
}

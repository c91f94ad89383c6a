package tiryaq.diagnosis.causes.module;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;

/**
 * A part of a package that lies in another folder of the path than the package. Without an {@code __init__} of its own
 * the package would be the sum of both (PEP 420); with one, its parts are looked for beside that alone.
 *
 * @param part the file of the part
 * @param keeper the file that keeps it from being found
 */
public record SplitPackage(String part, String keeper) {
    /** That part, if the failure is that it is missing. */
    public static Optional<SplitPackage> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        String missing = patient.missingModule().orElse("");
        if (seen == null || missing.indexOf('.') < 0) {
            return Optional.empty();
        }
        Module top = seen.modules()
                .find(ModuleName.top(missing))
                .filter(found -> found.isPackage() && !found.file().isEmpty())
                .orElse(null);
        if (top == null || seen.modules().find(missing).isPresent()) {
            return Optional.empty();
        }
        for (String entry : seen.path().locations()) {
            Optional<String> part = entry.equals(top.entry())
                    ? Optional.empty()
                    : part(patient.machine(), Paths.join(entry, missing.replace('.', '/')));
            if (part.isPresent()) {
                return Optional.of(new SplitPackage(part.get(), top.file()));
            }
        }
        return Optional.empty();
    }

    /** The installed part of a package of several distributions, found where a mere file hides all of the package. */
    static Optional<String> behind(Case patient, PythonEnvironment seen, String missing) {
        for (String entry : seen.path().locations()) {
            Optional<String> part = part(patient.machine(), Paths.join(entry, missing.replace('.', '/')));
            if (part.isPresent()) {
                return part;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> part(Machine machine, String path) {
        for (String file : List.of(path + "/__init__.py", path + ".py")) {
            if (machine.isFile(file)) {
                return Optional.of(file);
            }
        }
        String start = Paths.name(path) + ".";
        return machine.list(Paths.parent(path)).names().stream()
                .filter(name -> name.startsWith(start) && NativeName.isNative(name))
                .map(name -> Paths.join(Paths.parent(path), name))
                .findFirst();
    }
}

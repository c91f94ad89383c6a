package tiryaq.catalogue;

import java.util.List;
import java.util.Optional;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** The folder of the search path that a log shows: the failing package was loaded from there, whatever is set now. */
final class ShownEntry {
    private ShownEntry() {}

    /** That folder, if it is still there and is not searched now. */
    static Optional<String> of(Symptom symptom, PythonEnvironment seen, String folder, Machine machine) {
        for (Incident incident : symptom.incidents()) {
            String top = top(incident.failure());
            List<Frame> frames = top.isEmpty() ? List.of() : incident.frames().reversed();
            for (Frame frame : frames) {
                Optional<String> entry =
                        frame.internal() ? Optional.empty() : entry(Paths.absolute(folder, frame.file()), top, machine);
                if (entry.isPresent()) {
                    boolean known = seen.inStandardLibrary(entry.get())
                            || seen.path().locations().contains(entry.get());
                    return known ? Optional.empty() : entry;
                }
            }
        }
        return Optional.empty();
    }

    /** The package that was loaded and lacks a part; a top-level module that is not there was loaded from nowhere. */
    private static String top(Failure failure) {
        String module = failure.about();
        boolean absent = failure instanceof Failure.MissingModule && module.indexOf('.') < 0;
        return absent ? "" : ModuleName.top(module);
    }

    /** The folder from which a package was loaded, by one of its files. */
    static Optional<String> entry(String file, String top, Machine machine) {
        String inner = "/" + top + "/";
        for (int at = file.indexOf(inner); at > 0; at = file.indexOf(inner, at + 1)) {
            String entry = file.substring(0, at);
            if (machine.isFile(entry + inner + "__init__.py") && !machine.isFile(entry + "/__init__.py")) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}

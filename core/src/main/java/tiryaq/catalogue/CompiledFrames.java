package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;

/**
 * Frames in the source of a compiled module, whose paths are those of where it was built: here its native file stands
 * for it.
 */
final class CompiledFrames {
    private CompiledFrames() {}

    /** The same with the native files that this interpreter loads for such frames. */
    static Case placed(Case patient) {
        Incident incident = patient.incident();
        if (patient.environment().isEmpty() || !anyCompiled(incident)) {
            return patient;
        }
        PythonEnvironment seen = patient.environment().get();
        List<Frame> frames = new ArrayList<>();
        for (Frame frame : incident.frames()) {
            boolean elsewhere = frame.compiled() && !patient.machine().isFile(patient.absolute(frame.file()));
            frames.add(
                    elsewhere
                            ? module(frame, seen)
                                    .map(found -> new Frame(found.file(), 0, frame.function(), frame.source()))
                                    .orElse(frame)
                            : frame);
        }
        return patient.about(incident.at(frames));
    }

    private static boolean anyCompiled(Incident incident) {
        for (Frame frame : incident.frames()) {
            if (frame.compiled()) {
                return true;
            }
        }
        return false;
    }

    /** The module that the function's name begins with. */
    private static Optional<Module> module(Frame frame, PythonEnvironment seen) {
        String name =
                frame.function().startsWith("init ") ? frame.function().substring("init ".length()) : frame.function();
        while (!name.isEmpty()) {
            Optional<Module> found = seen.modules().find(name).filter(module -> module.kind() == Module.Kind.NATIVE);
            if (found.isPresent()) {
                return found;
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        return Optional.empty();
    }
}

package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.python.Module;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** Files of the project's own that import each other; a namesake of somebody else's module is no such thing. */
final class OwnCircle {
    private OwnCircle() {}

    /** Whether the module that lacks a name was still being loaded, by files of the project's own alone. */
    static boolean closes(Case patient) {
        return patient.failure() instanceof Failure.Lacking lacking
                && lacking.partial()
                && closes(patient, lacking.module(), lacking.file());
    }

    /**
     * Whether {@code from . import x} asks for what may be a part: Python finds one that is there though its package is
     * still being loaded. In capitals, or with underlines around it, a name is none of a file.
     */
    static boolean asksForPart(Case patient) {
        List<Frame> frames = patient.incident().frames();
        String source = frames.isEmpty() ? "" : String.valueOf(frames.getLast().source());
        return patient.failure() instanceof Failure.MissingName missing
                && source.startsWith("from .")
                && source.substring("from ".length()).replaceFirst("^\\.+", "").startsWith(" import ")
                && !missing.name().startsWith("__")
                && missing.name().equals(missing.name().toLowerCase(Locale.ROOT));
    }

    private static boolean closes(Case patient, String module, @Nullable String file) {
        List<String> loading = patient.incident().frames().stream()
                .filter(frame -> !frame.internal() && !importsByName(frame))
                .map(Frame::file)
                .map(patient::absolute)
                .toList();
        String begin = file == null ? found(patient, module) : patient.absolute(file);
        // Whatever led to the module itself, a test runner or a server, is no part of the circle.
        int from = Math.max(0, loading.indexOf(begin));
        List<String> circle = loading.subList(from, loading.size());
        return circle.stream().distinct().count() > 1
                && circle.stream().noneMatch(each -> foreign(patient, each))
                && patient.table().providers(module).isEmpty();
    }

    private static String found(Case patient, String module) {
        return patient.environment()
                .flatMap(seen -> seen.modules().find(module))
                .map(Module::file)
                .orElse("");
    }

    /** {@code importlib.import_module}, which code calls as it would import. */
    private static boolean importsByName(Frame frame) {
        return frame.function().equals("import_module") && frame.file().endsWith("importlib/__init__.py");
    }

    private static boolean foreign(Case patient, String file) {
        return patient.environment()
                .map(seen -> !OwnCode.runs(seen, file))
                .orElse(file.contains("-packages/") || file.contains("/lib/python") || file.contains("\\lib\\"));
    }
}

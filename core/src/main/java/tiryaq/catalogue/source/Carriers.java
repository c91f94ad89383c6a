package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** The imports of the program's own whose failure can be why a line, elsewhere, found nothing. */
public final class Carriers {
    private static final int MOST = 64;

    private Carriers() {}

    /**
     * Those whose {@code None} can have come, by whatever way, to the line that uses it, or that alone fill the table
     * in which the line looked for a key; whether they fail is another question.
     */
    public static List<PassedOver> of(Case patient, PythonEnvironment seen) {
        Optional<String> key = lackedKey(patient.failure());
        List<Frame> frames = patient.incident().frames();
        if (frames.isEmpty() || (key.isEmpty() && !ofNone(patient.failure()))) {
            return List.of();
        }
        String file = patient.absolute(frames.getLast().file());
        SourceCode here = CaseSources.code(patient.machine(), file);
        int at = here.at(frames.getLast().line());
        String message = patient.failure() instanceof Failure.OtherException other ? other.message() : "";
        List<PassedOver> found = new ArrayList<>();
        Map<String, SourceCode> read = new HashMap<>(Map.of(file, here));
        List<PassedOver> all = at < 0 ? List.of() : PassedOver.of(patient, seen);
        for (PassedOver each : all.subList(0, Math.min(MOST, all.size()))) {
            SourceCode there = read.computeIfAbsent(each.file(), other -> CaseSources.code(patient.machine(), other));
            boolean reaches = key.isPresent()
                    ? FilledTable.lacks(there, each.guard(), here, at, key.get())
                    : CarriedNone.reaches(there, each.guard(), here, at, message);
            if (reaches) {
                found.add(each);
            }
        }
        return found;
    }

    /** Whether {@code None} was used as something else is. */
    public static boolean ofNone(Failure failure) {
        return failure instanceof Failure.OtherException other
                && other.message().startsWith("'NoneType' object ");
    }

    /** The key, as Python prints it, that a table had not. */
    public static Optional<String> lackedKey(Failure failure) {
        return failure instanceof Failure.OtherException other
                        && other.type().equals("KeyError")
                        && !other.message().isEmpty()
                ? Optional.of(other.message())
                : Optional.empty();
    }
}

package tiryaq.catalogue;

import java.util.List;
import tiryaq.command.Resolution;
import tiryaq.command.Unresolved;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** How a command died: by the words of its output, and else by its end alone. */
final class Deaths {
    /** One of which nothing is known. */
    static final Incident SILENT = Incident.bare(new Failure.OtherException("", ""), "", 0);

    private Deaths() {}

    /** What has to be examined, never empty: a death without words is an incident, too. */
    static List<Incident> of(Symptom symptom, Ran ran, Resolution resolution) {
        if (!symptom.incidents().isEmpty()) {
            return symptom.incidents();
        }
        if (ran.signal() != null) {
            return List.of(Incident.bare(new Failure.Killed(ran.signal()), "", 0));
        }
        if (resolution instanceof Unresolved unresolved && missing(unresolved)) {
            boolean shebang = unresolved.reason() == Unresolved.Reason.SHEBANG_MISSING;
            return List.of(new Incident(
                    new Failure.CommandMissing(unresolved.subject(), shebang), List.of(), List.of(), "", 0));
        }
        return List.of(SILENT);
    }

    private static boolean missing(Unresolved unresolved) {
        return switch (unresolved.reason()) {
            case NOT_FOUND, NOT_EXECUTABLE, SHEBANG_MISSING, SHIM_VERSION_MISSING, LOOP -> true;
            case NOT_PYTHON, UNKNOWN_WRAPPER -> false;
        };
    }
}

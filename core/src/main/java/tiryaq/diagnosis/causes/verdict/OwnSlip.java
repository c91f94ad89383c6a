package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.python.Identifier;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** An exception that comes of how the program is written, whatever else the program lacked when it came there. */
public final class OwnSlip {
    /** What may set a name. */
    private static final List<String> SETS =
            List.of("=", "import", "def ", "class ", "for ", "global ", " as ", "exec");

    private OwnSlip() {}

    /** Whether nothing that failed to come could have led to it. */
    public static boolean is(Case patient) {
        List<Frame> frames = patient.incident().frames();
        return switch (patient.failure()) {
            case Failure.Lacking lacking -> !ofOwnFile(patient, lacking.module());
            case Failure.OtherException other ->
                switch (other.type()) {
                    case "SyntaxError", "IndentationError", "TabError" ->
                        !frames.isEmpty() && !frames.getLast().internal();
                    case "TypeError" -> Arising.CALL.stream().anyMatch(other.message()::contains);
                    case "AttributeError" -> ofBuiltin(Arising.asked(other.message()));
                    case "NameError" -> !frames.isEmpty() && nowhereSet(patient, other.message(), frames.getLast());
                    default -> false;
                };
            case Failure.MissingModule _,
                    Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.Killed _ -> false;
        };
    }

    private static boolean ofBuiltin(Arising.@Nullable Named asked) {
        return asked != null
                && Arising.BUILTIN.contains(asked.type())
                && !asked.type().equals("NoneType");
    }

    private static boolean nowhereSet(Case patient, String message, Frame last) {
        String name = Arising.quoted(message, "'");
        return !name.isEmpty()
                && patient.machine()
                        .source(patient.absolute(last.file()))
                        .lines()
                        .noneMatch(line ->
                                Identifier.standsIn(line, name) && SETS.stream().anyMatch(line::contains));
    }

    /** A thread may be what should have set a name of one. */
    private static boolean ofOwnFile(Case patient, String module) {
        return patient.environment()
                .flatMap(seen -> seen.modules()
                        .find(module)
                        .filter(found -> !found.file().isEmpty() && OwnCode.runs(seen, found.file())))
                .isPresent();
    }
}

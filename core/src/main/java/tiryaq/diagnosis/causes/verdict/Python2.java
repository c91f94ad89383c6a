package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import tiryaq.python.Python2Code;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;

/** Code that is written for Python 2, by what a Python 3 says of it. */
final class Python2 {
    private Python2() {}

    /** Whether the interpreter's own words show it, or the line that it could not read. */
    static boolean writes(Incident incident) {
        if (!(incident.failure() instanceof Failure.OtherException other)) {
            return false;
        }
        String message = other.message();
        if (other.type().equals("TypeError")) {
            // print >>stream can be read, and only then fails.
            return message.contains("Did you mean \"print(<message>, file=<output_stream>)\"");
        }
        if (!other.type().equals("SyntaxError")) {
            return false;
        }
        List<Frame> frames = incident.frames();
        String source = frames.isEmpty() ? null : frames.getLast().source();
        return message.startsWith("Missing parentheses in call to")
                || (source == null
                        ? message.startsWith("leading zeros in decimal integer literals")
                        : Python2Code.in(source));
    }
}

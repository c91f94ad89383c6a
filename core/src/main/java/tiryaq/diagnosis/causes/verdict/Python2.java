package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import tiryaq.diagnosis.Case;
import tiryaq.python.Python2Code;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;

/** Code that is written for Python 2, by what a Python 3 says of it. */
final class Python2 {
    private Python2() {}

    /**
     * Whether the interpreter's own words show it, or the line that it could not read, and nothing else in that file is
     * what only Python 3 has: there such a line is a slip.
     */
    static boolean writes(Case patient) {
        Incident incident = patient.incident();
        if (!writes(incident)) {
            return false;
        }
        List<Frame> frames = incident.frames();
        return frames.isEmpty()
                || patient.environment().isEmpty()
                || !Python3Code.in(patient.machine()
                        .source(patient.absolute(frames.getLast().file())));
    }

    private static boolean writes(Incident incident) {
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

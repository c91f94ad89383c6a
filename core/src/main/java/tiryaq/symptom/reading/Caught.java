package tiryaq.symptom.reading;

import java.util.List;
import tiryaq.symptom.Frame;
import tiryaq.symptom.reading.Event.Place;
import tiryaq.symptom.reading.Event.Raised;

/**
 * Tells a traceback that the program itself printed, having caught the exception, from that of the interpreter. The
 * interpreter's leads down from where the program starts; one that was caught begins where it was caught, or a logger
 * announces it.
 */
final class Caught {
    private static final int LONGEST = 300;
    private static final List<String> LEVELS =
            List.of("ERROR", "CRITICAL", "WARNING", "FATAL", "[error", "level=error");

    private Caught() {}

    static boolean is(List<Raised> chain) {
        for (Raised raised : chain) {
            if (raised.place() == Place.LOGGED) {
                return true;
            }
        }
        List<Frame> frames = chain.getLast().frames();
        if (chain.getLast().place() != Place.PROGRAM
                || frames.isEmpty()
                || frames.getFirst().internal()) {
            return false;
        }
        String first = frames.getFirst().function();
        return !first.isEmpty() && !first.equals("<module>") && !first.equals("_run_module_as_main");
    }

    /**
     * Whether a line is one of a logger ({@code ERROR:root:…}), such as stands before a traceback that it was given.
     */
    static boolean announces(String line) {
        if (line.length() > LONGEST || line.startsWith("##[")) {
            return false;
        }
        for (String level : LEVELS) {
            int at = line.indexOf(level);
            if (at >= 0 && ends(line, at - 1) && ends(line, at + level.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(String line, int at) {
        return at < 0 || at >= line.length() || !Character.isLetterOrDigit(line.charAt(at));
    }
}

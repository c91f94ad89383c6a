package tiryaq.symptom.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Frame;
import tiryaq.symptom.lines.LinePrefix;
import tiryaq.symptom.lines.Scan;
import tiryaq.symptom.reading.Event.ChainLink;
import tiryaq.symptom.reading.Event.Place;
import tiryaq.symptom.reading.Event.Raised;

/** The lines that name a place in the code. */
final class FrameLine {
    private static final String FILE = "File \"";
    private static final String LINE = "\", line ";

    private FrameLine() {}

    /**
     * {@code  File "x.py", line 3, in f}, as tracebacks, syntax errors and faulthandler (without the comma) print it.
     */
    static @Nullable Frame python(String line) {
        int start = Scan.indent(line);
        if (!line.startsWith(FILE, start)) {
            return null;
        }
        int end = line.lastIndexOf(LINE);
        if (end < start + FILE.length()) {
            return null;
        }
        String file = line.substring(start + FILE.length(), end);
        int number = end + LINE.length();
        int after = Scan.digits(line, number);
        if (after == number && !line.startsWith("???", number)) {
            return null;
        }
        String rest = line.substring(after == number ? after + 3 : after).strip();
        String function =
                rest.startsWith(", in ") ? rest.substring(5) : rest.startsWith("in ") ? rest.substring(3) : "";
        return function.isEmpty() && !rest.isEmpty()
                ? null
                : new Frame(file, Scan.number(line, number), function, null);
    }

    /** Whether a frame begins whose file name does not end in this line. */
    static boolean breaksOff(String line) {
        int start = Scan.indent(line);
        return start >= 2 && line.startsWith(FILE, start) && line.indexOf('"', start + FILE.length()) < 0;
    }

    /** {@code path.py:3: in f} of pytest, also {@code path.py:3: KeyError} and {@code path.py:3: } of its long form. */
    static @Nullable Frame pytest(String line) {
        int mark = line.indexOf(".py:");
        if (mark <= 0 || line.charAt(0) == ' ' || line.startsWith("E ")) {
            return null;
        }
        int number = mark + 4;
        int after = Scan.digits(line, number);
        if (after == number || !line.startsWith(":", after)) {
            return null;
        }
        String rest = line.substring(after + 1).strip();
        String function = rest.startsWith("in ") ? rest.substring(3) : "";
        if (function.indexOf(' ') >= 0 || (function.isEmpty() && !rest.isEmpty() && !Scan.isDotted(rest))) {
            return null;
        }
        return new Frame(line.substring(0, mark + 3), Scan.number(line, number), function, null);
    }

    /** The line that pytest marks as the one that failed: the last one so far, unless this is one. */
    static String marked(String line, String last) {
        return line.startsWith(">  ") ? line.substring(1).strip() : line.startsWith("_____") ? "" : last;
    }

    /** A place with the line that was marked above it. */
    static Frame quoting(Frame place, String marked) {
        return marked.isEmpty() || marked.equals("???") || place.source() != null
                ? place
                : new Frame(place.file(), place.line(), place.function(), marked);
    }

    /** {@code path.py:3: KeyError: 'a'}, as pytest tells a failure in one line, of an exception that was told above. */
    static @Nullable Frame told(String line, @Nullable ExceptionText exception) {
        Raised failed = exception == null ? null : failed(line, 0);
        return failed != null
                        && failed.exception() != null
                        && exception != null
                        && failed.exception().words().equals(exception.words())
                ? failed.frames().getFirst()
                : null;
    }

    /** The same where that is all that is told of it; null for any other line. */
    static @Nullable Raised failed(String line, int number) {
        int mark = line.indexOf(".py:");
        int after = mark <= 0 ? 0 : Scan.digits(line, mark + 4);
        if (mark <= 0 || after == mark + 4 || !line.startsWith(": ", after) || line.charAt(0) == ' ') {
            return null;
        }
        ExceptionText exception = ExceptionText.alone(line.substring(after + 2), number);
        Frame place = new Frame(line.substring(0, mark + 3), Scan.number(line, mark + 4), "", null);
        return exception == null
                ? null
                : new Raised(
                        List.of(place), exception, ChainLink.NONE, true, Place.TEST, new LinePrefix(""), false, number);
    }

    /** The older of the versions that print all so far and this line, which 3.13 writes where it leaves some out. */
    static String later(String known, String line) {
        String said = line.startsWith("    ...<") ? line.strip() : "";
        return said.endsWith(" lines>...") ? "3.13" : known;
    }

    /** Whether a line stands below a frame as its source does: the marks under it, or an import, deeply indented. */
    static boolean quotes(String line) {
        if (Scan.indent(line) < 4) {
            return false;
        }
        String quoted = line.strip();
        boolean marks = !quoted.isEmpty();
        for (int i = 0; i < quoted.length() && marks; i++) {
            marks = "^~ ".indexOf(quoted.charAt(i)) >= 0;
        }
        return marks || quoted.startsWith("import ") || quoted.startsWith("from ");
    }
}

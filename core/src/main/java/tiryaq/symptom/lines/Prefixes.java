package tiryaq.symptom.lines;

import java.util.Locale;
import java.util.Set;

/**
 * What carriers put in front of each line: timestamps and stream marks of CI systems, names of containers. Not what
 * loggers put there, since a logged text is not yet a failure of the program.
 */
public final class Prefixes {
    private static final int DEEPEST = 6;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PID = 7;

    private static final Set<String> LEVELS = Set.of(
            "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "CRITICAL", "FATAL", "ALERT", "EMERG");

    private Prefixes() {}

    /** How many characters of the line are such prefixes. */
    public static int length(String line) {
        int at = begin(line);
        for (int depth = 0; depth < DEEPEST; depth++) {
            int next = one(line, at);
            if (next == at) {
                break;
            }
            at = next;
        }
        return at;
    }

    /** Which process such prefixes say that a line is of; empty where they name none. */
    public static String label(String line) {
        int at = begin(line);
        String label = "";
        for (int depth = 0; depth < DEEPEST; depth++) {
            int next = one(line, at);
            if (next == at) {
                break;
            }
            label = names(line, at, next)
                    ? label + name(line.substring(at, next).strip())
                    : label;
            at = next;
        }
        return label;
    }

    /** Without the stamp of syslog, and without the seconds of BuildKit. */
    private static String name(String prefix) {
        if (prefix.startsWith("#")) {
            return prefix.substring(0, Scan.digits(prefix, 1));
        }
        return prefix.endsWith("]:") ? prefix.substring(prefix.lastIndexOf(' ') + 1) : prefix;
    }

    private static int begin(String line) {
        return line.startsWith("\ufeff") ? 1 : 0;
    }

    /** Not what tells the time or how grave it is, nor what an installer puts before all lines of its child. */
    private static boolean names(String line, int at, int end) {
        // An exception group in the margin of pytest has bars of its own.
        // The steps that gh names come one after the other.
        return !Scan.isDigit(line.charAt(at))
                && !(Character.isLetter(line.charAt(at))
                        && line.substring(at, end).indexOf('\t') > 0)
                && !line.startsWith("E ", at)
                && !line.startsWith("##[", at)
                && !line.startsWith(":", at)
                && !line.startsWith("npm ", at)
                && !stamp(line, at);
    }

    /** {@code [1714557600] } of a clock, {@code [0007] } of a counter: no process has such a number. */
    private static boolean stamp(String line, int at) {
        int end = line.charAt(at) == '[' ? Scan.digits(line, at + 1) : at;
        boolean number = end > at + 1 && line.charAt(end) == ']';
        return number && (end - at - 1 > LONGEST_PID || (line.charAt(at + 1) == '0' && end > at + 2));
    }

    private static int one(String line, int at) {
        if (at >= line.length()) {
            return at;
        }
        char c = line.charAt(at);
        if (c == '#') {
            return line.startsWith("##[", at) ? bracket(line, at + 2) : buildStep(line, at);
        }
        if (c == ':') {
            return annotation(line, at);
        }
        if (c == '[') {
            int end = ProcessLabel.end(line, at);
            return end > at ? end : source(line, at);
        }
        if (c == '(') {
            return ProcessLabel.end(line, at);
        }
        if (Scan.isDigit(c)) {
            int stamp = timestamp(line, at);
            return stamp > at ? stream(line, stamp) : Math.max(seconds(line, at), clock(line, at));
        }
        if (line.startsWith("npm ERR! ", at) || line.startsWith("npm error ", at)) {
            return line.indexOf(' ', at + 4) + 1;
        }
        return Character.isLetter(c) ? process(line, at) : at;
    }

    private static int process(String line, int at) {
        int end = container(line, at);
        if (end > at) {
            return end;
        }
        return at > 0 ? ProcessLabel.afterStamp(line, at) : ProcessLabel.end(line, at);
    }

    /** {@code 10:00:00 } of honcho, which a name and a bar follow. */
    private static int clock(String line, int at) {
        int end = at + 9;
        boolean clock = line.length() > end
                && line.charAt(at + 2) == ':'
                && line.charAt(at + 5) == ':'
                && line.charAt(end - 1) == ' '
                && Scan.digits(line, at) == at + 2
                && Scan.digits(line, at + 6) == at + 8;
        return clock && Character.isLetter(line.charAt(end)) && container(line, end) > end ? end : at;
    }

    /** {@code ##[error]} of GitHub Actions and Azure Pipelines. */
    private static int bracket(String line, int at) {
        int close = line.indexOf(']', at);
        return close > 0 && close - at < 16 ? close + 1 : at - 2;
    }

    /**
     * {@code [pod/web-1/app] } of kubectl and of what runs several programs at once; a level, a logger or a worker of
     * pytest is none.
     */
    private static int source(String line, int at) {
        int i = at + 1;
        while (i < line.length() && i - at < 2 * LONGEST_NAME && isSourcePart(line.charAt(i))) {
            i++;
        }
        boolean closed = i + 1 < line.length() && line.charAt(i) == ']' && line.charAt(i + 1) == ' ';
        if (!closed || i == at + 1) {
            return at;
        }
        String name = line.substring(at + 1, i);
        boolean logger = LEVELS.contains(name.toUpperCase(Locale.ROOT))
                || (name.indexOf('.') >= 0 && name.indexOf('/') < 0)
                || name.startsWith("MainThread")
                || (name.startsWith("gw") && Scan.digits(name, 2) == name.length())
                || name.startsWith("Thread-");
        return logger ? at : i + 2;
    }

    private static boolean isSourcePart(char c) {
        return Scan.isNamePart(c) || c == '/' || c == '-' || c == '.' || c == '_';
    }

    /** {@code ::error file=x::} of GitHub Actions. */
    private static int annotation(String line, int at) {
        if (!line.startsWith("::error", at) && !line.startsWith("::warning", at)) {
            return at;
        }
        int close = line.indexOf("::", at + 2);
        return close < 0 ? at : close + 2;
    }

    /** {@code #12 3.456 } of BuildKit; without the seconds it tells of the build, not of what it runs. */
    private static int buildStep(String line, int at) {
        int number = Scan.digits(line, at + 1);
        if (number == at + 1 || number >= line.length() || line.charAt(number) != ' ') {
            return at;
        }
        int end = seconds(line, number + 1);
        return end > number + 1 ? end : at;
    }

    /** {@code 3.456 }, also as BuildKit repeats the end of a failed step. */
    private static int seconds(String line, int at) {
        int dot = Scan.digits(line, at);
        if (dot == at || dot - at > 6 || dot >= line.length() || line.charAt(dot) != '.') {
            return at;
        }
        int end = Scan.digits(line, dot + 1);
        return end == dot + 4 && end < line.length() && line.charAt(end) == ' ' ? end + 1 : at;
    }

    /** {@code 2024-05-01T10:00:00.0000000Z } (RFC 3339). */
    private static int timestamp(String line, int at) {
        if (line.length() < at + 20 || line.charAt(at + 4) != '-' || line.charAt(at + 13) != ':') {
            return at;
        }
        char middle = line.charAt(at + 10);
        if ((middle != 'T' && middle != ' ') || Scan.digits(line, at) != at + 4) {
            return at;
        }
        int i = at + 19;
        while (i < line.length() && i < at + 40 && line.charAt(i) != ' ') {
            char c = line.charAt(i);
            if (!Scan.isDigit(c) && ".,:+-Z".indexOf(c) < 0) {
                return at;
            }
            i++;
        }
        return i < line.length() && line.charAt(i) == ' ' ? i + 1 : i == line.length() ? i : at;
    }

    /** {@code 01E } of GitLab, {@code stderr F } of Kubernetes. */
    private static int stream(String line, int at) {
        if (line.startsWith("stderr F ", at) || line.startsWith("stdout F ", at)) {
            return at + 9;
        }
        boolean mark = line.length() >= at + 4
                && Character.digit(line.charAt(at), 16) >= 0
                && Character.digit(line.charAt(at + 1), 16) >= 0
                && "OE".indexOf(line.charAt(at + 2)) >= 0
                && " +".indexOf(line.charAt(at + 3)) >= 0;
        return mark ? at + 4 : at;
    }

    /** {@code web_1  | } of docker compose, {@code job<TAB>step<TAB>} of gh. */
    private static int container(String line, int at) {
        int i = at;
        while (i < line.length() && i - at < LONGEST_NAME && Scan.isNamePart(line.charAt(i))) {
            i++;
        }
        int bar = i;
        while (bar < line.length() && line.charAt(bar) == ' ') {
            bar++;
        }
        if (bar > i && bar < line.length() && line.charAt(bar) == '|') {
            return bar + 1 < line.length() && line.charAt(bar + 1) == ' ' ? bar + 2 : bar + 1;
        }
        int tab = line.indexOf('\t', at);
        if (tab > at && tab - at < LONGEST_NAME) {
            int second = line.indexOf('\t', tab + 1);
            if (second > 0 && second - tab < LONGEST_NAME && timestamp(line, second + 1) > second + 1) {
                return second + 1;
            }
        }
        return at;
    }
}

package tiryaq.symptom.lines;

/**
 * Whatever stood in front of a traceback's header, and so stands in front of its other lines too, apart from its
 * digits: {@code ERROR:root:}, a syslog stamp, plain indentation.
 */
public final class LinePrefix {
    private final String pattern;
    private boolean seenAgain;
    private boolean headerOnly;

    /** What stood in front of a header; empty for nothing. */
    public LinePrefix(String pattern) {
        this.pattern = pattern;
    }

    /** The line without it; as it came, less the prefixes of carriers, when only the header had it. */
    public String remove(String line) {
        if (!headerOnly && !pattern.isEmpty()) {
            int end = match(line);
            if (end >= 0) {
                seenAgain = true;
                return line.substring(end);
            }
            if (!seenAgain && !line.isBlank()) {
                headerOnly = true;
            }
        }
        return line.substring(Prefixes.length(line));
    }

    /** Where in the line the prefix ends, or -1 if it does not begin with one like it. */
    private int match(String line) {
        int i = 0;
        int j = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            if (Scan.isDigit(c)) {
                int end = Scan.digits(line, j);
                if (end == j) {
                    return -1;
                }
                i = Scan.digits(pattern, i);
                j = end;
            } else if (j < line.length() && line.charAt(j) == c) {
                i++;
                j++;
            } else {
                return j == line.length() && pattern.substring(i).isBlank() ? j : -1;
            }
        }
        return j;
    }

    /** Whether no other line has been seen to have it than the first. */
    public boolean onlyFirst() {
        return !pattern.isEmpty() && !seenAgain;
    }

    /** Whether it is nothing but indentation, as of an output within another's. */
    public boolean indents() {
        return !pattern.isEmpty() && pattern.isBlank();
    }

    /** How wide the margin of bars is in which an exception group has its parts; 0 for none. */
    public int margin() {
        int from = pattern.length();
        while (from > 0 && (pattern.charAt(from - 1) == ' ' || pattern.charAt(from - 1) == '|')) {
            from--;
        }
        return pattern.indexOf('|', from) < 0 ? 0 : pattern.length() - from;
    }

    /** Whether another line's prefix is of the same kind. */
    public boolean like(String prefix) {
        return match(prefix) == prefix.length();
    }
}

package tiryaq.symptom.lines;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The output within a log of JSON that has a record on each line: what Docker keeps of a container's output, a line in
 * each record, and what loggers write, a whole traceback in one. Records are read as text; no tree is built.
 */
public final class JsonLines {
    /** Where Docker's {@code json-file} driver, and collectors after it, put what a program printed. */
    private static final String PRINTED = "log";

    private static final int DEEPEST = 2;
    private static final int LONGEST_PREFIX = 200;

    private String key = PRINTED;
    private boolean logged;

    /** The lines that a record holds, without their ends; null for a line that is no such record, or holds none. */
    public @Nullable List<String> read(String line) {
        logged = false;
        return read(line, DEEPEST);
    }

    /** Whether a logger had put the lines of the last record into it, all at once. */
    public boolean ofLogger() {
        return logged;
    }

    private @Nullable List<String> read(String line, int depth) {
        int brace = line.indexOf('{');
        if (brace < 0 || brace > LONGEST_PREFIX || depth == 0) {
            return null;
        }
        int first = brace + 1;
        while (first < line.length() && line.charAt(first) == ' ') {
            first++;
        }
        boolean begins = first < line.length() && line.charAt(first) == '"';
        return begins && Prefixes.length(line) == brace ? of(line, first, depth) : null;
    }

    private @Nullable List<String> of(String line, int from, int depth) {
        String name = "";
        String known = null;
        String printed = null;
        for (int at = from; at >= 0; ) {
            int end = literalEnd(line, at + 1);
            String literal = line.substring(at + 1, Math.min(end, line.length()));
            if (isKey(line, end + 1)) {
                name = literal;
            } else if (literal.contains(TracebackHeader.WORDS)) {
                return holding(name, plain(literal), depth);
            } else if (name.equals(PRINTED)) {
                printed = literal;
            } else if (name.equals(key)) {
                known = literal;
            }
            at = end >= line.length() ? -1 : line.indexOf('"', end + 1);
        }
        String value = known == null ? printed : known;
        return value == null ? null : lines(plain(value), depth);
    }

    /** From the record on that has a traceback's beginning, its other lines are looked for in the same place. */
    private List<String> holding(String name, String value, int depth) {
        List<String> inner = read(value, depth - 1);
        if (inner != null) {
            return inner;
        }
        key = name;
        logged = !name.equals(PRINTED) && value.strip().indexOf('\n') >= 0;
        return List.of(ended(value).split("\n", -1));
    }

    private List<String> lines(String value, int depth) {
        List<String> inner = read(value, depth - 1);
        return inner == null ? List.of(ended(value).split("\n", -1)) : inner;
    }

    private static String ended(String value) {
        return value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
    }

    /** Where the quote stands that closes a literal; the length where none does. */
    private static int literalEnd(String line, int from) {
        int i = from;
        while (i < line.length() && line.charAt(i) != '"') {
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, line.length());
    }

    private static boolean isKey(String line, int after) {
        int i = after;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i < line.length() && line.charAt(i) == ':';
    }

    /** A literal without its escapes (RFC 8259). */
    private static String plain(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        StringBuilder out = new StringBuilder(literal.length());
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c != '\\' || i + 1 == literal.length()) {
                out.append(c);
                continue;
            }
            char escaped = literal.charAt(++i);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    int code = code(literal, i + 1);
                    out.append(code < 0 ? 'u' : (char) code);
                    i += code < 0 ? 0 : 4;
                }
                default -> out.append(escaped);
            }
        }
        return out.toString();
    }

    private static int code(String literal, int at) {
        if (at + 4 > literal.length()) {
            return -1;
        }
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(literal.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}

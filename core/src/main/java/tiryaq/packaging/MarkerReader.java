package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a marker expression by PEP 508's grammar. */
final class MarkerReader extends TextCursor {
    private static final int DEEPEST = 200;

    private int depth;

    MarkerReader(String text, int at) {
        super(text, at);
    }

    boolean atEnd() {
        skipBlanks();
        return at == text.length();
    }

    @Nullable
    Marker marker() {
        List<Marker> alternatives = new ArrayList<>(1);
        List<Marker> together = new ArrayList<>(2);
        while (true) {
            Marker atom = atom();
            if (atom == null) {
                return null;
            }
            together.add(atom);
            if (word("and")) {
                continue;
            }
            alternatives.add(together.size() == 1 ? together.getFirst() : new Marker.And(together));
            if (!word("or")) {
                return alternatives.size() == 1 ? alternatives.getFirst() : new Marker.Or(alternatives);
            }
            together = new ArrayList<>(2);
        }
    }

    private @Nullable Marker atom() {
        skipBlanks();
        if (peek() != '(') {
            return comparison();
        }
        if (++depth > DEEPEST) {
            return null;
        }
        at++;
        Marker inner = marker();
        skipBlanks();
        if (inner == null || peek() != ')') {
            return null;
        }
        at++;
        depth--;
        return inner;
    }

    private Marker.@Nullable Comparison comparison() {
        Marker.Operand left = operand();
        String operator = left == null ? null : operator();
        Marker.Operand right = operator == null ? null : operand();
        return left == null || operator == null || right == null ? null : new Marker.Comparison(left, operator, right);
    }

    private Marker.@Nullable Operand operand() {
        skipBlanks();
        char quote = peek();
        if (quote == '\'' || quote == '"') {
            int close = text.indexOf(quote, at + 1);
            if (close < 0) {
                return null;
            }
            String quoted = text.substring(at + 1, close);
            at = close + 1;
            return new Marker.Operand(quoted, false);
        }
        int start = at;
        while (isWord(peek()) || peek() == '.') {
            at++;
        }
        String name = variable(text.substring(start, at));
        return name == null ? null : new Marker.Operand(name, true);
    }

    private static @Nullable String variable(String name) {
        return switch (name) {
            case "python_version",
                    "python_full_version",
                    "os_name",
                    "sys_platform",
                    "platform_release",
                    "platform_system",
                    "platform_version",
                    "platform_machine",
                    "platform_python_implementation",
                    "implementation_name",
                    "implementation_version",
                    "extra" -> name;
            case "os.name" -> "os_name";
            case "sys.platform" -> "sys_platform";
            case "platform.version" -> "platform_version";
            case "platform.machine" -> "platform_machine";
            case "platform.python_implementation", "python_implementation" -> "platform_python_implementation";
            default -> null;
        };
    }

    private @Nullable String operator() {
        skipBlanks();
        if (word("in")) {
            return "in";
        }
        if (word("not")) {
            return at < text.length() && isBlank(peek()) && word("in") ? "not in" : null;
        }
        String operator = Specifier.operator(text.substring(at, Math.min(text.length(), at + 3)));
        if (operator != null) {
            at += operator.length();
        }
        return operator;
    }

    private boolean word(String word) {
        int start = at;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        int end = start + word.length();
        if (!text.startsWith(word, start)
                || (end < text.length() && isWord(text.charAt(end)))
                || (start > 0 && isWord(text.charAt(start - 1)))) {
            return false;
        }
        at = end;
        return true;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}

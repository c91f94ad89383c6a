package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.python.Statement;

/** Expressions of Python code in one line, whose strings hold no brackets, taken apart at their brackets and commas. */
public final class Brackets {
    /** Nobody puts more around one thing. */
    private static final int LEVELS = 20;

    private Brackets() {}

    /** Where the dotted name ends that an expression begins with, {@code self.} passed over; 0 for none. */
    static int name(String text) {
        int from = text.startsWith("self.") || text.startsWith("cls.") ? text.indexOf('.') + 1 : 0;
        int end = from;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end > from && Character.isJavaIdentifierStart(text.charAt(from)) ? end : 0;
    }

    /** Whether it is one pair of brackets with all else inside. */
    static boolean isList(String text) {
        return !text.isEmpty() && "([{".indexOf(text.charAt(0)) >= 0 && close(text, 0) == text.length() - 1;
    }

    /** What stands between the brackets that it begins with, at their commas. */
    static List<String> items(String text) {
        if (text.isEmpty() || "([{".indexOf(text.charAt(0)) < 0) {
            return List.of();
        }
        return split(text.substring(1, Math.max(1, close(text, 0))), ',');
    }

    /** A part of a tuple or list; empty where it has none. */
    static Optional<String> component(String row, int index) {
        List<String> items = isList(row) ? items(row) : List.of();
        return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }

    /** Without the round brackets around one thing. */
    static String unwrapped(String expression) {
        String text = expression.strip();
        for (int i = 0; i < LEVELS && text.startsWith("(") && isList(text); i++) {
            String inside = text.substring(1, text.length() - 1);
            if (top(inside, ',') >= 0) {
                return text;
            }
            text = inside.strip();
        }
        return text;
    }

    /** What stands between commas that are in no brackets, trimmed; nothing for a blank text. */
    public static List<String> parts(String inside) {
        return split(inside, ',');
    }

    /** The parts between such characters that stand in no brackets, trimmed, without empty ones. */
    public static List<String> split(String text, char at) {
        List<String> found = new ArrayList<>();
        int from = 0;
        for (int next = top(text, at, from); next >= 0; next = top(text, at, from)) {
            found.add(text.substring(from, next).strip());
            from = next + 1;
        }
        found.add(text.substring(from).strip());
        found.removeIf(String::isEmpty);
        return found;
    }

    /** Where a character stands first in no brackets; -1 for nowhere. */
    static int top(String text, char wanted) {
        return top(text, wanted, 0);
    }

    private static int top(String text, char wanted, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == wanted && depth == 0) {
                return i;
            }
            depth += Statement.step(c);
        }
        return -1;
    }

    /** Where the next comma stands of the brackets around a place; -1 for none. */
    static int comma(String text, int from) {
        return top(text, ',', from);
    }

    /** The expression that begins there, to where its brackets, its clause or the statement ends. */
    static String expression(String text, int from) {
        int depth = 0;
        int i = from;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == ':' || c == ',' || text.startsWith(" if ", i) || text.startsWith(" for ", i);
            if (depth == 0 && (ends || ")]}".indexOf(c) >= 0)) {
                break;
            }
            depth += Statement.step(c);
            if (depth == 0 && i > from && text.charAt(from) == '(' && c == ')') {
                // Of a call only what is given.
                return text.substring(from, i + 1);
            }
        }
        return text.substring(from, i).strip();
    }

    /** The index of the bracket that closes the one there; the end of the text where none does. */
    public static int close(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += Statement.step(text.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** The index of the bracket that opens what is closed there; -1 where none does. */
    static int open(String text, int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            depth -= Statement.step(text.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Where the brackets close that a place stands in; the end of the text where none do. */
    public static int end(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            depth += Statement.step(text.charAt(i));
            if (depth < 0) {
                return i;
            }
        }
        return text.length();
    }
}

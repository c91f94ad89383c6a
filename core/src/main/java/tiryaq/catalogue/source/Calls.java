package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;
import tiryaq.python.Statement;

/** The parts of an expression of Python in which strings are empty, as {@link Statement#code} has it. */
public final class Calls {
    private Calls() {}

    /** What stands between commas that are in no brackets, trimmed; nothing for a blank text. */
    public static List<String> parts(String inside) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= inside.length(); i++) {
            char c = i < inside.length() ? inside.charAt(i) : ',';
            depth += opens(c) ? 1 : closes(c) ? -1 : 0;
            if (c == ',' && (depth == 0 || i == inside.length())) {
                String part = inside.substring(from, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = i + 1;
            }
        }
        return parts;
    }

    /** The index of the bracket that closes the one there; the end of the text where none does. */
    public static int close(String code, int open) {
        int depth = 0;
        for (int i = open; i < code.length(); i++) {
            depth += opens(code.charAt(i)) ? 1 : closes(code.charAt(i)) ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return code.length();
    }

    /** The index of the bracket that opens what is closed there; -1 where none does. */
    static int open(String code, int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            depth += closes(code.charAt(i)) ? 1 : opens(code.charAt(i)) ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The name that ends before an index: {@code b} of {@code a.b(}; empty where something else does. */
    public static String nameBefore(String code, int end) {
        int from = end;
        while (from > 0 && Character.isJavaIdentifierPart(code.charAt(from - 1))) {
            from--;
        }
        return code.substring(from, end);
    }

    /** The last name of one that may have dots, {@code t} of {@code self.t}; empty for any other expression. */
    static String dotted(String expression) {
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c != '.' && !Character.isJavaIdentifierPart(c)) {
                return "";
            }
        }
        return nameBefore(expression, expression.length());
    }

    /** Where the value of an assignment begins, after the first {@code =} in no brackets; -1 for no assignment. */
    static int value(String code) {
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += opens(c) ? 1 : closes(c) ? -1 : 0;
            boolean alone = c == '='
                    && depth == 0
                    && !code.startsWith("==", i)
                    && i > 0
                    && "=!<>:+-*/|&^%@".indexOf(code.charAt(i - 1)) < 0;
            if (alone) {
                return i + 1;
            }
        }
        return -1;
    }

    /** The names of the parameters of a function, in order. */
    public static List<String> parameters(Statement function) {
        int open = function.code().indexOf('(');
        List<String> names = new ArrayList<>();
        for (String each : open < 0
                ? List.<String>of()
                : parts(function.code().substring(open + 1, close(function.code(), open)))) {
            names.add(each.split("[:= ]", 2)[0]);
        }
        return names;
    }

    /** The name that a statement defines as a function or class; empty for any other. */
    public static String defined(Statement statement) {
        String head = statement.code();
        int from =
                head.startsWith("class ") ? 6 : head.startsWith("def ") ? 4 : head.startsWith("async def ") ? 10 : -1;
        int end = Math.max(from, 0);
        while (end < head.length() && Character.isJavaIdentifierPart(head.charAt(end))) {
            end++;
        }
        return from < 0 ? "" : head.substring(from, end);
    }

    private static boolean opens(char c) {
        return c == '(' || c == '[' || c == '{';
    }

    private static boolean closes(char c) {
        return c == ')' || c == ']' || c == '}';
    }
}

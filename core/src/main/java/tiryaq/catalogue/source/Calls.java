package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;
import tiryaq.python.Statement;

/** The parts of an expression of Python in which strings are empty, as {@link Statement#code} has it. */
public final class Calls {
    /** Nobody puts more brackets around one thing. */
    private static final int LEVELS = 20;

    private Calls() {}

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
        return value(code, 0);
    }

    private static int value(String code, int from) {
        int depth = 0;
        for (int i = from; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += Statement.step(c);
            boolean alone = c == '='
                    && depth == 0
                    && !code.startsWith("==", i)
                    && i > from
                    && "=!<>:+-*/|&^%@".indexOf(code.charAt(i - 1)) < 0;
            if (alone) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Where the last value of {@code a = b = x} begins, of which the first begins there. */
    static int lastValue(String text, int begin) {
        int from = begin;
        for (int next = value(text, from); next > 0; next = value(text, from)) {
            from = next;
        }
        return from;
    }

    /** The last names of what a statement gives a value to; the {@code d} of {@code d[""] = x} is none of them. */
    static List<String> targets(String text) {
        List<String> found = new ArrayList<>();
        int from = 0;
        for (int value = value(text); value > 0; value = value(text, from)) {
            String target = text.substring(from, value - 1).strip();
            int type = target.indexOf(':');
            String name = dotted(type > 0 ? target.substring(0, type).strip() : target);
            if (!name.isEmpty()) {
                found.add(name);
            }
            from = value;
        }
        return found;
    }

    /** Without the round brackets around one thing; nothing for a table. */
    static String unwrapped(String expression) {
        String text = expression;
        for (int i = 0; i < LEVELS && bracketed(text); i++) {
            List<String> inside = Brackets.parts(text.substring(1, text.length() - 1));
            text = text.startsWith("(") && inside.size() == 1 ? inside.getFirst() : "";
        }
        return bracketed(text) ? "" : text;
    }

    private static boolean bracketed(String text) {
        int last = text.length() - 1;
        return last > 0 && "([{".indexOf(text.charAt(0)) >= 0 && Brackets.open(text, last) == 0;
    }

    /** What a method of strings makes of one, as far as names are made so. */
    static String changed(String text, String method) {
        String name = method.contains(".replace(") ? text.replace('-', '_') : text;
        int end = 0;
        while (end < name.length()
                && (Character.isJavaIdentifierPart(name.charAt(end)) || ".-".indexOf(name.charAt(end)) >= 0)) {
            end++;
        }
        return method.contains(".split(") ? name.substring(0, end) : name;
    }

    /** The names of the parameters of a function, in order. */
    public static List<String> parameters(Statement function) {
        int open = function.code().indexOf('(');
        List<String> names = new ArrayList<>();
        for (String each : open < 0
                ? List.<String>of()
                : Brackets.parts(function.code().substring(open + 1, Brackets.close(function.code(), open)))) {
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
}

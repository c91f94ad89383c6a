package tiryaq.catalogue.source.path;

import java.util.List;
import java.util.Set;
import tiryaq.catalogue.source.Bindings;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * Whether a statement takes from the search path what the program had not put there itself. What it had added and takes
 * away again, by the same words or in the same function, leaves the path as it was.
 */
final class PathTakes {
    /** The methods of a list that take from it. */
    static final Set<String> TAKES = Set.of("remove", "pop", "clear");

    /** Those that only order it anew. */
    static final Set<String> ORDERS = Set.of("sort", "reverse");

    /** What is called with the path and leaves it as it is. */
    private static final Set<String> READERS = Set.of(
            "print",
            "len",
            "list",
            "tuple",
            "set",
            "frozenset",
            "dict",
            "str",
            "repr",
            "sorted",
            "reversed",
            "enumerate",
            "iter",
            "next",
            "any",
            "all",
            "filter",
            "map",
            "zip",
            "max",
            "min",
            "sum",
            "bool",
            "id",
            "type",
            "hash",
            "isinstance",
            "format",
            "pprint",
            "pformat",
            "copy",
            "deepcopy",
            "chain",
            "join",
            "dumps",
            "and",
            "or",
            "not",
            "in",
            "if",
            "elif",
            "while",
            "return",
            "yield",
            "assert",
            "is",
            "else",
            "await",
            "del",
            "for");

    private final PathReader reader;
    private final String text;
    private final int at;

    PathTakes(PathReader reader, String text, int at) {
        this.reader = reader;
        this.text = text;
        this.at = at;
    }

    /** Whether the path is taken from where one of its names stands. */
    boolean path(int begin, String name) {
        int end = begin + name.length();
        String after = text.substring(end).stripLeading();
        if (deleted(begin)) {
            return !(after.replace(" ", "").startsWith("[0]") && pushed());
        }
        if (after.startsWith(".")) {
            String word = word(after.substring(1).strip());
            String given = after.substring(1 + after.substring(1).indexOf(word) + word.length())
                    .strip();
            return TAKES.contains(word)
                    && given.startsWith("(")
                    && !(word.equals("pop") && given.replace(" ", "").startsWith("(0)") && pushed())
                    && !(word.equals("remove") && added(given));
        }
        if (after.startsWith("[")) {
            int close = close(after);
            String inner = after.substring(1, close).replace(" ", "");
            String rest = after.substring(Math.min(after.length(), close + 1)).stripLeading();
            int colon = inner.indexOf(':');
            boolean between = colon >= 0
                    && inner.indexOf(':', colon + 1) < 0
                    && inner.substring(colon + 1).equals(colon == 0 ? "0" : inner.substring(0, colon));
            boolean behind = colon > 0 && colon == inner.length() - 1 && inner.startsWith("len(");
            boolean whole = inner.equals(":");
            return assigns(rest) && !between && !behind && !(whole && keeps(value(rest), name));
        }
        if (after.startsWith("*=") || after.startsWith(",")) {
            boolean target =
                    begin == 0 && reader.code().statements().get(at).code().indexOf(" = ") > 0;
            return after.startsWith("*=") || target || passed(begin);
        }
        return assigns(after) ? !inCall(begin) && !keeps(value(after), name) : passed(begin);
    }

    /** Whether what searches the path is taken away; what is added there takes nothing from it. */
    boolean finders(int begin, String name) {
        String after = text.substring(begin + name.length()).stripLeading();
        if (deleted(begin) || assigns(after)) {
            return true;
        }
        if (after.startsWith("[")) {
            String inner = after.substring(1, close(after)).replace(" ", "");
            return assigns(after.substring(Math.min(after.length(), close(after) + 1))
                            .stripLeading())
                    && !inner.equals("0:0")
                    && !inner.equals(":0");
        }
        return after.startsWith(".") && TAKES.contains(word(after.substring(1).strip()));
    }

    private boolean deleted(int begin) {
        String before = text.substring(0, begin).strip();
        return before.equals("del") || before.endsWith(" del") || before.endsWith(";del") || before.endsWith(":del");
    }

    private static boolean assigns(String rest) {
        return rest.startsWith("=") && !rest.startsWith("==");
    }

    private static String value(String rest) {
        String value = rest.substring(1);
        int end = SourceCode.index(value, ";", 0);
        return end < 0 ? value : value.substring(0, end);
    }

    /** A word of a call's own, {@code f(path=x)}. */
    private boolean inCall(int begin) {
        int depth = 0;
        for (int i = 0; i < begin; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return depth > 0;
    }

    /** Whether a function of somebody's own is given the list itself, which it may change. */
    private boolean passed(int begin) {
        int depth = 0;
        for (int i = begin - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == ')' || c == ']' || c == '}') {
                depth++;
            } else if (c == '[' || c == '{' || (c == '(' && depth > 0)) {
                if (depth-- == 0) {
                    return false;
                }
            } else if (c == '(') {
                return changer(text.substring(0, i).stripTrailing());
            } else if (depth == 0 && c != ',' && c != '_' && c != '=' && !Character.isWhitespace(c) && !named(c)) {
                return false;
            }
        }
        return false;
    }

    private static boolean named(char c) {
        return Character.isLetterOrDigit(c) || c == '\'' || c == '"' || c == '.';
    }

    private static boolean changer(String before) {
        int from = before.length();
        while (from > 0 && Character.isJavaIdentifierPart(before.charAt(from - 1))) {
            from--;
        }
        String word = before.substring(from);
        boolean part = from > 0 && before.charAt(from - 1) == '.';
        boolean defined = before.startsWith("def ") || before.startsWith("class ");
        return !word.isEmpty()
                && !part
                && !defined
                && !READERS.contains(word)
                && !Character.isUpperCase(word.charAt(0));
    }

    /** Whether a value still has all that the path had: the same again, in another order, or with more. */
    private boolean keeps(String value, String name) {
        return keeps(value.replaceAll("\\s+", ""), name, 0);
    }

    private boolean keeps(String value, String name, int depth) {
        if (value.equals(name)
                || value.equals(name + "[:]")
                || value.equals(name + "[::-1]")
                || value.equals(name + ".copy()")
                || (value.startsWith("[") && close(value) == value.length() - 1 && spread(value, name))) {
            return true;
        }
        for (String copy : List.of("list(", "sorted(", "tuple(", "reversed(", "copy.copy(", "set(", "dict.fromkeys(")) {
            if (value.startsWith(copy) && value.endsWith(")")) {
                String inner = value.substring(copy.length(), value.length() - 1);
                return inner.indexOf(')') <= inner.lastIndexOf(')') && keeps(inner, name, depth + 1);
            }
        }
        int from = 0;
        int open = 0;
        for (int i = 0; i <= value.length(); i++) {
            char c = i == value.length() ? '+' : value.charAt(i);
            open += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            if (c == '+' && open == 0) {
                boolean part = i < value.length() || from > 0;
                if (part && keeps(value.substring(from, i), name, depth + 1)) {
                    return true;
                }
                from = i + 1;
            }
        }
        // A copy that was made before: what was added since is gone, and no more.
        String saved = depth < 4 && Identifier.is(value) ? reader.value(value, at) : "";
        return !saved.isEmpty() && keeps(saved.replaceAll("\\s+", ""), name, depth + 1);
    }

    private static boolean spread(String list, String name) {
        return list.contains("*" + name + ",") || list.contains("*" + name + "]");
    }

    private static int close(String bracket) {
        int depth = 0;
        for (int i = 0; i < bracket.length(); i++) {
            char c = bracket.charAt(i);
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return bracket.length();
    }

    private static String word(String text) {
        int end = 0;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** Whether the same function has put something in front before, that was not taken away yet. */
    private boolean pushed() {
        int function = Bindings.function(reader.code(), at);
        int front = 0;
        List<Statement> all = reader.code().statements();
        for (int i = 0; i < at; i++) {
            String code = all.get(i).code().replace(" ", "");
            if (Bindings.function(reader.code(), i) == function) {
                for (String name : reader.names().path()) {
                    boolean puts = code.startsWith(name + ".insert(0,") || code.endsWith("]+" + name);
                    boolean takes = code.startsWith(name + ".pop(0)") || code.startsWith("del" + name + "[0]");
                    front = Math.max(0, front + (puts ? 1 : takes ? -1 : 0));
                }
            }
        }
        return front > 0;
    }

    /** Whether just this was added before, in the same words. */
    private boolean added(String given) {
        String wanted = given.substring(1, Math.max(1, close(given))).replaceAll("\\s+", "");
        List<Statement> all = reader.code().statements();
        for (int i = 0; i < at; i++) {
            String before =
                    reader.code().lines(all.get(i).from(), all.get(i).until()).replaceAll("\\s+", "");
            for (String name : reader.names().path()) {
                boolean adds = before.startsWith(name + ".append(") || before.startsWith(name + ".insert(");
                if (adds && (before.endsWith("(" + wanted + ")") || before.endsWith("," + wanted + ")"))) {
                    return true;
                }
            }
        }
        return false;
    }
}

package tiryaq.catalogue.source.path;

import java.util.List;
import java.util.Set;
import tiryaq.catalogue.source.Brackets;
import tiryaq.catalogue.source.Calls;
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

    /** Copies that keep all. */
    private static final List<String> COPIES =
            List.of("list(", "sorted(", "tuple(", "reversed(", "copy.copy(", "set(", "dict.fromkeys(", "(");

    /** What may leave a part of an expression out. */
    private static final List<String> CHOICES = List.of("if", "or", "and", "not", "lambda", "for");

    private static final int DEEPEST = 12;
    private static final int LONGEST = 8 * 1024;

    private final PathReader reader;
    private final String raw;
    /** Without what strings and comments say, and as long. */
    private final String text;

    private final int at;
    private final List<String> names;

    PathTakes(PathReader reader, String raw, int at, List<String> names) {
        this.reader = reader;
        this.raw = raw;
        this.text = SourceCode.muted(raw);
        this.at = at;
        this.names = names;
    }

    /** Whether the path is taken from where one of its names stands. */
    boolean path(int begin, String name) {
        String after = text.substring(begin + name.length()).stripLeading();
        return (assigns(after) && !deleted(begin)) ? !inCall(begin) && !keeps(value(after), names) : given(begin, name);
    }

    /** Whether a list is taken from where a name for it stands that may itself come to stand for another one. */
    boolean given(int begin, String name) {
        int end = begin + name.length();
        String after = text.substring(end).stripLeading();
        if (deleted(begin)) {
            return !(after.replace(" ", "").startsWith("[0]") && pushed());
        }
        if (after.startsWith(".")) {
            String word = word(after.substring(1).strip());
            String given =
                    after.substring(after.indexOf(word, 1) + word.length()).strip();
            return TAKES.contains(word)
                    && given.startsWith("(")
                    && !(word.equals("pop") && given.replace(" ", "").startsWith("(0)") && pushed())
                    && !(word.equals("remove") && added(raw.substring(text.indexOf(given, begin))));
        }
        if (after.startsWith("[")) {
            int close = Brackets.close(after, 0);
            String inner = after.substring(1, close).replace(" ", "");
            String rest = after.substring(Math.min(after.length(), close + 1)).stripLeading();
            int colon = inner.indexOf(':');
            boolean between = colon >= 0
                    && inner.indexOf(':', colon + 1) < 0
                    && inner.substring(colon + 1).equals(colon == 0 ? "0" : inner.substring(0, colon));
            boolean behind = colon > 0 && colon == inner.length() - 1 && inner.startsWith("len(");
            boolean whole = inner.equals(":");
            return assigns(rest) && !between && !behind && !(whole && keeps(value(rest), names));
        }
        boolean target = after.startsWith(",")
                && name.contains(".")
                && begin == 0
                && reader.code().statements().get(at).code().indexOf(" = ") > 0;
        return after.startsWith("*=") || target || passed(begin, after);
    }

    /** Whether what a call is given after an index, behind a comma, still has all that the path had. */
    boolean kept(int from) {
        int comma = text.indexOf(',', from);
        boolean next = comma >= 0 && text.substring(from, comma).isBlank();
        List<String> parts = next
                ? Brackets.parts(text.substring(comma + 1, Math.max(comma + 1, Brackets.end(text, comma))))
                : List.of();
        return !parts.isEmpty() && keeps(parts.getFirst(), names);
    }

    /** Whether what searches the path is taken away; what is added there takes nothing from it. */
    boolean finders(int begin, String name) {
        String after = text.substring(begin + name.length()).stripLeading();
        if (deleted(begin) || assigns(after)) {
            return deleted(begin) || !(inCall(begin) || keeps(value(after), List.of(name)));
        }
        if (after.startsWith("[")) {
            String inner = after.substring(1, Brackets.close(after, 0)).replace(" ", "");
            return assigns(after.substring(Math.min(after.length(), Brackets.close(after, 0) + 1))
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
        int end = value.indexOf(';');
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

    /** Whether a function of the same file is given the list itself, and changes it. */
    private boolean passed(int begin, String after) {
        if (!after.startsWith(",") && !after.startsWith(")")) {
            return false;
        }
        int depth = 0;
        int place = 0;
        int argument = -1;
        for (int i = begin - 1; i >= 0; i--) {
            char c = text.charAt(i);
            depth -= Statement.step(c);
            if (depth < 0 || (depth == 0 && c == ',')) {
                argument = argument < 0 ? i + 1 : argument;
                place += depth < 0 ? 0 : 1;
            }
            if (depth < 0) {
                String given = text.substring(argument, begin).replaceAll("\\s+", "");
                boolean named = given.endsWith("=") && Identifier.is(given.substring(0, given.length() - 1));
                String before = text.substring(0, i).stripTrailing();
                String function = Calls.nameBefore(before, before.length());
                boolean part = before.endsWith("." + function);
                return c == '('
                        && !part
                        && (given.isEmpty() || named)
                        && reader.changed(function, named ? -1 : place, given.replace("=", ""));
            }
        }
        return false;
    }

    /** Whether a value still has all that was there: the same again, in another order, or with more. */
    private boolean keeps(String value, List<String> those) {
        return keeps(value, those, 0);
    }

    private boolean keeps(String given, List<String> those, int depth) {
        String value = tidy(given);
        if (depth > DEEPEST || value.length() > LONGEST || chosen(value)) {
            return false;
        }
        for (String name : those) {
            boolean same = value.startsWith(name)
                    && List.of("", "[:]", "[::-1]", ".copy()").contains(value.substring(name.length()));
            if (same || spread(value, name)) {
                return true;
            }
        }
        for (String copy : COPIES) {
            if (value.startsWith(copy)
                    && copy.length() - 1 + Brackets.close(value.substring(copy.length() - 1), 0)
                            == value.length() - 1) {
                List<String> parts = Brackets.parts(value.substring(copy.length(), value.length() - 1));
                boolean one = parts.size() == 1 || (parts.size() > 1 && copy.equals("sorted("));
                return one && keeps(parts.getFirst(), those, depth + 1);
            }
        }
        List<String> parts = Brackets.split(value, '+');
        if (parts.size() > 1) {
            return parts.stream().anyMatch(part -> keeps(part, those, depth + 1));
        }
        // A copy that was made before: what was added since is gone, and no more.
        String saved = depth < 4 && Identifier.is(value) ? reader.value(value, at) : "";
        return !saved.isEmpty() && keeps(saved, those, depth + 1);
    }

    /** Without blanks, but for those between two words. */
    private static String tidy(String value) {
        StringBuilder tidy = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isWhitespace(c)) {
                boolean words = i > 0
                        && Character.isWhitespace(value.charAt(i - 1))
                        && !tidy.isEmpty()
                        && Character.isJavaIdentifierPart(tidy.charAt(tidy.length() - 1))
                        && Character.isJavaIdentifierPart(c);
                tidy.append(words ? " " : "").append(c);
            }
        }
        return tidy.toString();
    }

    /** Whether something in no brackets decides what the value is. */
    private static boolean chosen(String value) {
        StringBuilder top = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            depth += Statement.step(c);
            top.append(depth == 0 ? c : ' ');
        }
        return CHOICES.stream().anyMatch(word -> Identifier.standsIn(top.toString(), word));
    }

    /** {@code [a, *sys.path]}. */
    private static boolean spread(String value, String name) {
        return (value.startsWith("[") || value.startsWith("("))
                && Brackets.close(value, 0) == value.length() - 1
                && Brackets.parts(value.substring(1, value.length() - 1)).contains("*" + name);
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
        int function = reader.functionAt(at);
        int front = 0;
        for (int i : reader.speaking()) {
            String code = reader.code().statements().get(i).code().replace(" ", "");
            if (i < at && reader.functionAt(i) == function) {
                for (String name : names) {
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
        String wanted = given.substring(1, Math.max(1, Brackets.close(SourceCode.muted(given), 0)))
                .replaceAll("\\s+", "");
        for (int i : reader.speaking()) {
            Statement each = reader.code().statements().get(i);
            String before = reader.code().lines(each.from(), each.until()).replaceAll("\\s+", "");
            for (String name : names) {
                boolean adds = before.startsWith(name + ".append(") || before.startsWith(name + ".insert(");
                if (i < at && adds && (before.endsWith("(" + wanted + ")") || before.endsWith("," + wanted + ")"))) {
                    return true;
                }
            }
        }
        return false;
    }
}

package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** Tables that may hold the {@code None} of an import, and under which keys; and what else they hold. */
final class CarriedTables {
    /** A key that is no literal. */
    private static final String ANY = "";

    /** What is longer is no key that anybody looks up. */
    private static final int LONGEST = 40;

    private final Map<String, Set<String>> held = new HashMap<>();
    private final Map<String, Set<String>> others = new HashMap<>();

    /** A statement with the text of its strings in their places, as digits and letters. */
    static Statement keyed(SourceCode code, Statement statement) {
        String text = statement.code();
        StringBuilder whole = new StringBuilder();
        int from = 0;
        for (String each : text.contains("\"\"") ? code.strings(statement) : List.<String>of()) {
            int at = text.indexOf("\"\"", from);
            if (at < 0) {
                break;
            }
            whole.append(text, from, at).append('"').append(digits(each)).append('"');
            from = at + 2;
        }
        String keyed = whole.append(text.substring(from)).toString();
        return new Statement(statement.from(), statement.until(), statement.indent(), keyed);
    }

    private static String digits(String literal) {
        int quotes = literal.startsWith("\"\"\"") || literal.startsWith("'''") ? 3 : 1;
        return literal.length() < 2 * quotes || literal.length() > LONGEST
                ? ""
                : ofWord(literal.substring(quotes, literal.length() - quotes));
    }

    private static String ofWord(String word) {
        StringBuilder digits = new StringBuilder("0");
        word.chars().forEach(c -> digits.append(Integer.toHexString(c)).append('x'));
        return digits.toString();
    }

    /** A key by its literal; any where it is none. */
    static String key(String expression) {
        boolean plain = !expression.isEmpty();
        boolean quoted = expression.length() > 2 && expression.startsWith("\"") && expression.endsWith("\"");
        for (int i = quoted ? 1 : 0; i < expression.length() - (quoted ? 1 : 0); i++) {
            char c = expression.charAt(i);
            plain &= Character.isDigit(c) || (quoted && Character.isLetter(c));
        }
        return plain ? expression : ANY;
    }

    /** The key of one of the things in a table that is written down: its own, a keyword, or its place. */
    static String key(String part, int mark, int place) {
        if (mark < 0) {
            return String.valueOf(place);
        }
        String before = part.substring(0, mark).strip();
        return part.charAt(mark) == '=' ? "\"" + ofWord(before) + "\"" : key(before);
    }

    /** Whether this is new. */
    boolean hold(String table, String key) {
        return held.computeIfAbsent(table, each -> new HashSet<>()).add(key);
    }

    /** That it holds another {@code None}, or is given another thing under a key that is known. */
    void other(String table, String key) {
        others.computeIfAbsent(table, each -> new HashSet<>()).add(key);
    }

    /**
     * Whether what is looked up may be that {@code None}, and no other.
     *
     * @param asked whether a key that is not there gives {@code None} too
     */
    boolean gives(String table, String key, boolean asked) {
        Set<String> keys = held.getOrDefault(table, Set.of());
        Set<String> wrong = others.getOrDefault(table, Set.of());
        if (!key.equals(ANY) && keys.contains(key)) {
            return !wrong.contains(key);
        }
        boolean may = key.equals(ANY) ? !keys.isEmpty() && !asked : keys.contains(ANY);
        return may && wrong.isEmpty();
    }

    /** A place in a table. */
    record Slot(String table, String key) {}

    /** The one that a statement fills, whose value begins there. */
    static Optional<Slot> slot(String text, int begin) {
        String target = begin < 1 ? "" : text.substring(0, begin - 1).strip();
        int open = target.endsWith("]") ? Brackets.open(target, target.length() - 1) : -1;
        String table = open < 0 ? "" : Calls.nameBefore(target, open);
        return table.isEmpty()
                ? Optional.empty()
                : Optional.of(new Slot(
                        table,
                        key(target.substring(open + 1, target.length() - 1).strip())));
    }

    /** The keys under which a table that is written down has what is wanted. */
    static List<String> displayed(String value, Predicate<String> wanted) {
        int open = value.startsWith("dict(") ? 4 : 0;
        List<String> keys = new ArrayList<>();
        if (value.isEmpty() || "([{".indexOf(value.charAt(open)) < 0) {
            return keys;
        }
        List<String> parts = Brackets.parts(value.substring(open + 1, Brackets.close(value, open)));
        for (int i = 0; i < parts.size(); i++) {
            String each = parts.get(i);
            int mark = Math.max(each.lastIndexOf(':'), each.lastIndexOf('='));
            if (wanted.test(each.substring(mark + 1).strip())) {
                keys.add(key(each, mark, i));
            }
        }
        return keys;
    }
}

package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * The strings that an expression of a Python file may stand for, as far as its text tells: literals, tables of them,
 * names of these, loops over them, and what functions of the file are given. What order things happen in is not asked.
 */
final class HeldStrings {
    private static final int DEPTH = 8;
    private static final int MOST = 256;

    /** Names that stand for each other several times and more would take for ever. */
    private static final int MOST_NAMES = 2000;

    /** How much is read for all that is asked of a file, in characters or what takes as long; then no more is found. */
    private static final long MOST_READ = 20_000_000;

    private static final int MOST_FOUND = 1024;

    /** What it takes to keep one thing. */
    private static final int ITEM = 20;

    /** What only hands on what it is given. */
    private static final List<String> THROUGH =
            List.of("sorted(", "list(", "set(", "tuple(", "frozenset(", "reversed(", "iter(", "dict(");

    /**
     * One of them.
     *
     * @param text without its quotes
     * @param entry all strings of the row of a table that it stands in, itself among them
     */
    record Held(String text, List<String> entry) {
        Held {
            entry = List.copyOf(entry);
        }
    }

    private final List<String> statements = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private int names;
    private int given;
    private long read;

    HeldStrings(SourceCode code) {
        for (Statement each : code.statements()) {
            List<String> literals = code.strings(each);
            StringBuilder marked = new StringBuilder();
            int next = 0;
            int from = 0;
            for (int at = each.code().indexOf("\"\""); at >= 0; at = each.code().indexOf("\"\"", from)) {
                marked.append(each.code(), from, at);
                marked.append('"').append(values.size()).append('"');
                values.add(next < literals.size() ? bare(literals.get(next)) : "");
                next++;
                from = at + 2;
            }
            statements.add(marked.append(each.code().substring(from)).toString());
        }
    }

    /** The statements in their order, each string as its number between quotes. */
    List<String> statements() {
        return statements;
    }

    /** What an expression of such a statement may stand for. */
    List<Held> of(String expression) {
        List<Held> found = new ArrayList<>();
        scalar(expression, DEPTH, found, new HashSet<>());
        List<Held> some = found.subList(0, Math.min(found.size(), MOST_FOUND - given));
        given += some.size();
        return some;
    }

    /** Whether so much more is too much. */
    private boolean over(long more) {
        read += more;
        return read > MOST_READ;
    }

    private static String bare(String literal) {
        int quotes = literal.startsWith("\"\"\"") || literal.startsWith("'''") ? 3 : 1;
        return literal.length() < 2 * quotes ? "" : literal.substring(quotes, literal.length() - quotes);
    }

    private void scalar(String expression, int depth, List<Held> found, Set<String> asked) {
        if (depth == 0 || found.size() > MOST || given >= MOST_FOUND || over(ITEM + expression.length())) {
            return;
        }
        String text = Brackets.unwrapped(expression);
        if (text.isEmpty()) {
            return;
        }
        String literal = literal(text);
        int end = Brackets.name(text);
        String name = text.substring(0, end);
        String rest = text.substring(end);
        if (literal != null) {
            found.add(new Held(literal, List.of(literal)));
        } else if (rest.startsWith("[")
                || rest.startsWith(".get(")
                || (rest.startsWith(".") && Identifier.is(rest.substring(1)))) {
            for (String row : bound(name, depth - 1, asked)) {
                part(row, rest, found);
            }
        } else if (!name.isEmpty() && (rest.isEmpty() || rest.startsWith("."))) {
            List<Held> held = new ArrayList<>();
            for (String each : bound(name, depth - 1, asked)) {
                scalar(each, depth - 1, held, asked);
            }
            for (Held each : held) {
                found.add(rest.isEmpty() ? each : new Held(Calls.changed(each.text(), rest), each.entry()));
            }
        } else if (Brackets.isList(text)) {
            for (String each : Brackets.items(text)) {
                scalar(each, depth - 1, found, asked);
            }
        }
    }

    /** A part of a row: {@code row["module"]}, {@code row[0]}, {@code row.module}. */
    private void part(String row, String rest, List<Held> found) {
        if (found.size() > MOST || over(ITEM + row.length())) {
            return;
        }
        List<String> all = List.copyOf(literals(row));
        boolean asked = !rest.startsWith(".") || rest.startsWith(".get(");
        String given = rest.startsWith(".get(") ? rest.substring(4) : rest;
        List<String> keys = asked ? Brackets.items(given) : List.of(rest.substring(1));
        String key = keys.isEmpty() ? "" : keys.getFirst();
        // Under a key that is not known any of them may be meant.
        boolean any = asked && Brackets.name(key) > 0;
        String wanted = literal(key);
        boolean call = row.endsWith(")") && Brackets.name(row) > 0;
        String inside = call ? row.substring(row.indexOf('(')) : row;
        List<String> items = Brackets.isList(inside) ? Brackets.items(inside) : List.of();
        for (int i = 0; i < items.size() && found.size() <= MOST; i++) {
            int colon = Brackets.top(items.get(i), ':');
            int equals = Brackets.top(items.get(i), '=');
            String named = colon > 0
                    ? items.get(i).substring(0, colon)
                    : equals > 0 ? items.get(i).substring(0, equals) : "";
            String value = literal(items.get(i).substring(Math.max(colon, equals) + 1));
            boolean meant = any
                    || (named.isEmpty()
                            ? key.equals(String.valueOf(i)) || (call && rest.startsWith("."))
                            : named.strip().equals(key) || (wanted != null && wanted.equals(literal(named))));
            if (meant && value != null) {
                found.add(new Held(value, all));
            }
        }
    }

    private List<String> literals(String expression) {
        List<String> found = new ArrayList<>();
        for (int open = expression.indexOf('"'); open >= 0; ) {
            int close = expression.indexOf('"', open + 1);
            if (close < 0) {
                break;
            }
            String value = literal(expression.substring(open, close + 1));
            if (value != null) {
                found.add(value);
            }
            open = expression.indexOf('"', close + 1);
        }
        return found;
    }

    /** The value of a plain literal; null for anything else. */
    private @Nullable String literal(String expression) {
        String text = expression.strip();
        boolean one = text.length() > 2 && text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1;
        return one ? values.get(Integer.parseInt(text, 1, text.length() - 1, 10)) : null;
    }

    /** The expressions that a name may stand for. */
    private List<String> bound(String name, int depth, Set<String> asked) {
        List<String> found = new ArrayList<>();
        if (name.isEmpty() || depth <= 0 || ++names > MOST_NAMES || !asked.add(name)) {
            return found;
        }
        String simple = name.substring(name.indexOf('.') + 1);
        for (String each : statements) {
            if (over(1 + each.length() / ITEM)) {
                break;
            }
            if (Identifier.standsIn(each, simple)) {
                String code = each.startsWith("self." + simple) ? each.substring("self.".length()) : each;
                String assigned = Bindings.assigned(code, simple);
                if (!assigned.isEmpty()) {
                    found.add(assigned);
                }
                loops(each, simple, depth, found, asked);
                parameter(each, simple, depth, found, asked);
            }
        }
        asked.remove(name);
        return found;
    }

    /** {@code for name in table}, as a statement and inside of brackets, and {@code lambda name: …, table)}. */
    private void loops(String statement, String name, int depth, List<String> found, Set<String> asked) {
        for (int at = statement.indexOf("for "); at >= 0; at = statement.indexOf("for ", at + 1)) {
            int in = statement.indexOf(" in ", at);
            boolean word = at == 0 || !Character.isJavaIdentifierPart(statement.charAt(at - 1));
            if (in < 0 || over(ITEM + in - at)) {
                return;
            }
            if (!word) {
                continue;
            }
            List<String> targets = Brackets.items("(" + Brackets.unwrapped(statement.substring(at + 4, in)) + ")");
            int index = targets.indexOf(name);
            if (index < 0) {
                continue;
            }
            for (String row : rows(Brackets.expression(statement, in + 4), depth, asked)) {
                if (over(ITEM + row.length())) {
                    return;
                }
                if (targets.size() == 1) {
                    found.add(row);
                } else {
                    Brackets.component(row, index).ifPresent(found::add);
                }
            }
        }
        int lambda = statement.indexOf("lambda " + name + ":");
        int comma = lambda < 0 ? -1 : Brackets.comma(statement, lambda);
        if (comma > 0) {
            found.addAll(rows(Brackets.expression(statement, comma + 1), depth, asked));
        }
    }

    /** What calls of a function give to a parameter. */
    private void parameter(String head, String name, int depth, List<String> found, Set<String> asked) {
        int def = head.indexOf("def ");
        int open = def < 0 ? -1 : head.indexOf('(', def);
        if (def < 0 || open < 0 || over(head.length()) || (def > 0 && !head.startsWith("async def "))) {
            return;
        }
        String function = head.substring(def + 4, open).strip();
        List<String> parameters = new ArrayList<>();
        for (String each : Brackets.items(Brackets.expression(head, open))) {
            if (!each.equals("self") && !each.equals("cls")) {
                parameters.add(each.split("[:=]", 2)[0].strip());
            }
        }
        int index = function.isEmpty() ? -1 : parameters.indexOf(name);
        boolean all = parameters.contains("*" + name);
        for (String each : function.isEmpty() || (index < 0 && !all) ? List.<String>of() : statements) {
            if (over(1 + each.length() / ITEM)) {
                return;
            }
            for (int at = each.indexOf(function); at >= 0; at = each.indexOf(function, at + 1)) {
                int end = at + function.length();
                boolean word = at == 0 || !Character.isJavaIdentifierPart(each.charAt(at - 1));
                if (each.equals(head) || !word || end >= each.length()) {
                    continue;
                }
                if (over(ITEM + each.length() - at)) {
                    return;
                }
                if (each.charAt(end) == '(') {
                    List<String> given = Brackets.items(Brackets.expression(each, end));
                    for (int i = 0; i < given.size(); i++) {
                        int equals = Brackets.top(given.get(i), '=');
                        boolean named = equals > 0
                                && given.get(i).substring(0, equals).strip().equals(name);
                        boolean spread = given.get(i).startsWith("*");
                        if (spread) {
                            found.addAll(rows(given.get(i).substring(1), depth, asked));
                        } else if (named || (equals < 0 && i == index)) {
                            found.add(given.get(i).substring(equals + 1));
                        }
                    }
                    if (all) {
                        found.add("[" + String.join(", ", given) + "]");
                    }
                } else if (each.charAt(end) == ',') {
                    // filter(function, table), pool.map(function, table)
                    found.addAll(rows(Brackets.expression(each, end + 1), depth, asked));
                }
            }
        }
    }

    /** What a loop over an expression is given, one after the other. */
    private List<String> rows(String expression, int depth, Set<String> asked) {
        List<String> found = new ArrayList<>();
        if (depth <= 0 || over(ITEM + expression.length())) {
            return found;
        }
        String text = Brackets.unwrapped(expression);
        List<String> sum = Brackets.split(text, '+');
        if (sum.size() > 1) {
            sum.forEach(each -> found.addAll(rows(each, depth - 1, asked)));
            return found;
        }
        for (String through : THROUGH) {
            if (text.startsWith(through) && text.endsWith(")")) {
                List<String> given = Brackets.items(text.substring(through.length() - 1));
                return given.isEmpty() ? found : rows(given.getFirst(), depth - 1, asked);
            }
        }
        if (text.startsWith("enumerate(")) {
            List<String> given = Brackets.items(text.substring("enumerate".length()));
            for (String each : given.isEmpty() ? found : rows(given.getFirst(), depth - 1, asked)) {
                found.add("(0, " + each + ")");
            }
            return found;
        }
        if (Brackets.isList(text)) {
            for (String each : Brackets.items(text)) {
                if (each.startsWith("*")) {
                    found.addAll(rows(each.substring(1), depth - 1, asked));
                } else {
                    int colon = text.startsWith("{") ? Brackets.top(each, ':') : -1;
                    found.add(
                            colon < 0 ? each : "(" + each.substring(0, colon) + ", " + each.substring(colon + 1) + ")");
                }
            }
            return found;
        }
        return ofName(text, depth, asked);
    }

    private List<String> ofName(String text, int depth, Set<String> asked) {
        List<String> found = new ArrayList<>();
        int split = text.indexOf(".split");
        String before = split < 0 ? "" : text.substring(0, text.contains(".strip(") ? text.indexOf(".strip(") : split);
        if (!before.isEmpty()) {
            List<Held> held = new ArrayList<>();
            scalar(before, depth - 1, held, asked);
            for (Held whole : held) {
                for (String each : whole.text().strip().split("[\\s,]+")) {
                    if (over(ITEM + each.length())) {
                        return found;
                    }
                    found.add("\"" + values.size() + "\"");
                    values.add(each);
                }
            }
            return found;
        }
        int end = Brackets.name(text);
        String name = text.substring(0, end);
        String rest = text.substring(end);
        if (!rest.isEmpty() && !rest.equals(".items()") && !rest.equals(".keys()") && !rest.equals(".values()")) {
            return found;
        }
        boolean pairs = rest.equals(".items()");
        for (String each : bound(name, depth - 1, asked)) {
            boolean table = Brackets.unwrapped(each).startsWith("{") || each.startsWith("dict(");
            for (String row : rows(each, depth - 1, asked)) {
                if (over(ITEM + row.length())) {
                    return found;
                }
                boolean pair = table && row.startsWith("(");
                if (pair && !pairs) {
                    Brackets.component(row, rest.equals(".values()") ? 1 : 0).ifPresent(found::add);
                } else {
                    found.add(row);
                }
            }
        }
        for (String each : statements) {
            if (over(1)) {
                return found;
            }
            if (each.startsWith(name + ".append(") || each.startsWith(name + ".add(")) {
                found.addAll(Brackets.items(each.substring(each.indexOf('('))));
            } else if (each.startsWith(name + ".extend(") || each.startsWith(name + ".update(")) {
                for (String given : Brackets.items(each.substring(each.indexOf('(')))) {
                    found.addAll(rows(given, depth - 1, asked));
                }
            } else if (each.startsWith(name + " += ") || each.startsWith(name + " |= ")) {
                found.addAll(rows(each.substring(name.length() + 4), depth - 1, asked));
            }
        }
        return found;
    }
}

package tiryaq.catalogue.source.path;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.source.Bindings;
import tiryaq.catalogue.source.Brackets;
import tiryaq.machine.Paths;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** A statement that may change the search path. */
final class PathStatement {
    /** Adds a folder of packages, at the end. */
    static final String SITE = "addsitedir(";

    private static final int SHOWN = 100;

    /** Of its code, and of all with its strings; longer than anybody writes by hand. */
    private static final int LONGEST = 8 * 1024;

    private static final int LONGEST_TEXT = 64 * 1024;

    private static final Pattern PATCHES =
            Pattern.compile("\\b(setattr|patch|object)\\s*\\(\\s*(?:sys\\s*,\\s*([\"'])path\\2|([\"'])sys\\.path\\3)");

    private final PathReader reader;
    private final String text;
    /** The same, as long, where strings say nothing; of one that is too long, nothing. */
    private final String code;

    private final List<String> names;
    private final int at;
    private final int until;
    private boolean reached;

    PathStatement(PathReader reader, int at, int until) {
        Statement each = reader.code().statements().get(at);
        this.reader = reader;
        this.text = reader.code().lines(each.from(), each.until());
        this.at = at;
        this.code = isLong(text, each) ? "" : SourceCode.muted(text);
        this.names = reader.names().path(reader.code(), at);
        this.until = until;
    }

    /** The statement for a person to read. */
    String shown() {
        String line = text.replace('\n', ' ');
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    /** Whether it takes from the path, or from what searches it, what it has not added itself. */
    boolean takes() {
        if (isLong()) {
            return true;
        }
        PathTakes takes = new PathTakes(reader, text, at, names);
        if (patches(takes)) {
            return true;
        }
        for (String name : names) {
            for (int i = index(name, 0); i >= 0; i = index(name, i + 1)) {
                if (takes.path(i, name)) {
                    return true;
                }
            }
        }
        for (String name : reader.names().finders()) {
            for (int i = index(name, 0); i >= 0; i = index(name, i + 1)) {
                if (takes.finders(i, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the body of a function changes the list that it is given by a name. */
    static boolean changes(PathReader reader, int head, String name) {
        List<Statement> all = reader.code().statements();
        int end = reader.code().end(head);
        for (int i = head; i < end; i++) {
            Statement each = all.get(i);
            int body = i == head
                    ? Brackets.close(each.code(), Math.max(0, each.code().indexOf('(')))
                    : 0;
            if (PathNames.index(each.code(), name, body) < 0) {
                continue;
            }
            boolean given = Bindings.binds(each, name) && !PathNames.changes(each.code(), name);
            if (i > head && given && each.indent() == all.get(head + 1).indent()) {
                return false;
            }
            PathStatement statement = new PathStatement(reader, i, -1);
            if (statement.isLong()) {
                return true;
            }
            PathTakes takes = new PathTakes(reader, statement.text, i, List.of(name));
            int from = i == head ? Brackets.close(statement.code, Math.max(0, statement.code.indexOf('('))) : 0;
            for (int at = statement.index(name, from); at >= 0; at = statement.index(name, at + 1)) {
                if (takes.given(at, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Too long to be looked into: nobody knows what it does. */
    private boolean isLong() {
        return isLong(text, reader.code().statements().get(at));
    }

    private static boolean isLong(String text, Statement each) {
        return text.length() > LONGEST_TEXT || each.code().length() > LONGEST;
    }

    /** {@code setattr(sys, "path", …)}, {@code patch.object(sys, "path", …)}, {@code patch("sys.path", …)}. */
    private boolean patches(PathTakes takes) {
        Matcher patch = PATCHES.matcher(text);
        while (patch.find()) {
            if (code.startsWith(text.substring(patch.start(), patch.end(1)), patch.start())
                    && !takes.kept(patch.end())) {
                return true;
            }
        }
        return false;
    }

    /** Whether code without its strings may put another path in place by its name alone. */
    static boolean mayPatch(String code) {
        return code.contains("setattr") || code.contains("patch");
    }

    private int index(String name, int from) {
        return PathNames.index(code, name, from);
    }

    /** Finds what it adds. */
    void add(boolean sure) {
        reached = sure;
        if (isLong()) {
            reader.doubts();
            return;
        }
        int from = 0;
        while (from >= 0 && !reader.full()) {
            int path = -1;
            String name = "";
            for (String each : names) {
                int next = index(each, from);
                if (next >= 0 && (path < 0 || next < path)) {
                    path = next;
                    name = each;
                }
            }
            int site = code.indexOf(SITE, from);
            if (site >= 0 && (path < 0 || site < path)) {
                site(site);
                from = site + SITE.length();
            } else {
                if (path >= 0) {
                    path(path, name);
                }
                from = path < 0 ? -1 : path + name.length();
            }
        }
    }

    private void site(int begin) {
        PathExpression rest = reader.expression(text, begin + SITE.length(), at, 0);
        Optional<PathExpression.Value> given = rest.value();
        int from = text.startsWith("site.", Math.max(0, begin - 5)) ? begin - 5 : begin;
        boolean alone = alone(from) && rest.passes(')') && rest.ends();
        given.ifPresent(value -> add(value, PathAddition.LAST, alone, true));
    }

    private void path(int begin, String name) {
        PathExpression rest = reader.expression(text, begin + name.length(), at, 0);
        if (text.substring(0, begin).strip().endsWith("del")) {
            reader.doubts();
        } else if (rest.passes('.')) {
            String word = rest.word();
            if (rest.passes('(')) {
                called(word, rest, begin);
            }
        } else if (rest.passes('[')) {
            Integer from = rest.number();
            boolean range = rest.passes(':');
            Integer to = range ? rest.number() : null;
            int begun = from == null ? 0 : from;
            boolean between = to != null && to == begun;
            boolean assigned = rest.passes(']') && rest.assigns();
            if (assigned && between) {
                add(rest.all(), begun, alone(begin) && rest.ends());
            } else if (assigned) {
                reader.doubts();
            }
        } else if (rest.passes('+')) {
            if (rest.assigns()) {
                add(rest.all(), PathAddition.LAST, alone(begin) && rest.ends());
            }
        } else if (rest.assigns()) {
            assigned(rest, begin, name);
        }
    }

    private void called(String word, PathExpression rest, int begin) {
        switch (word) {
            case "insert" -> {
                Integer position = rest.number();
                if (position != null && rest.passes(',')) {
                    add(one(rest), position, rest.passes(')') && alone(begin) && rest.ends());
                } else {
                    reader.loses();
                }
            }
            case "append" -> add(one(rest), PathAddition.LAST, rest.passes(')') && alone(begin) && rest.ends());
            case "extend" -> add(rest.all(), PathAddition.LAST, rest.passes(')') && alone(begin) && rest.ends());
            default -> {
                if (PathTakes.TAKES.contains(word) || PathTakes.ORDERS.contains(word)) {
                    reader.doubts();
                }
            }
        }
    }

    private static @Nullable List<PathExpression.Value> one(PathExpression rest) {
        return rest.value().map(List::of).orElse(null);
    }

    /** {@code [a] + sys.path}, or the other way round; anything else is another path. */
    private void assigned(PathExpression rest, int begin, String name) {
        List<PathExpression.Value> given = rest.all();
        boolean front = given != null && rest.passes('+') && itself(rest, name);
        if (given == null && itself(rest, name) && rest.passes('+')) {
            add(rest.all(), PathAddition.LAST, alone(begin) && rest.ends());
        } else if (front) {
            add(given, 0, alone(begin) && rest.ends());
        } else {
            reader.doubts();
        }
    }

    private static boolean itself(PathExpression rest, String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? rest.word().equals(name)
                : rest.word().equals(name.substring(0, dot))
                        && rest.passes('.')
                        && rest.word().equals(name.substring(dot + 1));
    }

    /** Whether nothing on the line decides whether it is done. */
    private boolean alone(int begin) {
        String before = text.substring(0, begin).strip();
        return before.isEmpty() || before.endsWith(";") || (before.endsWith(":") && !before.contains("lambda"));
    }

    private void add(@Nullable List<PathExpression.Value> given, int position, boolean alone) {
        if (given == null) {
            if (position != PathAddition.LAST) {
                reader.loses();
            }
            return;
        }
        int next = position;
        for (PathExpression.Value each : given) {
            // What is no text Python passes over, but it has its place.
            if (!each.object()) {
                boolean known = !(reader.lost() && next != 0 && next != PathAddition.LAST);
                add(each, next, alone && known, false);
            } else if (position != PathAddition.LAST) {
                reader.loses();
            }
            next += next < 0 || next == PathAddition.LAST ? 0 : 1;
        }
    }

    private void add(PathExpression.Value given, int position, boolean alone, boolean site) {
        if (given.object() && !site) {
            return;
        }
        boolean relative = given.relative() && !site;
        boolean elsewhere = relative ? reader.moved(until) : (given.here() || given.relative()) && reader.moved(at);
        Optional<Boolean> unless = reader.unless(at, given);
        reader.finds(new PathAddition(
                Paths.absolute(reader.folder(), given.path()),
                position,
                reader.code().statements().get(at).from(),
                site || unless.orElse(false),
                elsewhere
                        ? PathAddition.Place.UNKNOWN
                        : relative ? PathAddition.Place.RELATIVE : PathAddition.Place.FIXED,
                reached && alone && !elsewhere && unless.orElse(true)));
    }
}

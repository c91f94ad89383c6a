package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * A folder that source adds to the search path in so many words.
 *
 * @param folder absolute
 * @param position as {@code list.insert} takes it; {@link #LAST} for after all others
 * @param line of the statement, from 1
 * @param once whether it is added only where it is not there yet
 * @param sure whether it is added, as it is said here, whenever the line is reached that the question was about
 */
public record PathAddition(String folder, int position, int line, boolean once, Place place, boolean sure) {
    /** The position after all others. */
    public static final int LAST = Integer.MAX_VALUE;

    private static final String PATH = "sys.path";
    private static final String SITE = "addsitedir(";
    private static final String MOVES = "chdir(";
    private static final String ABSENT = " not in " + PATH;
    private static final Set<String> TAKES = Set.of("remove", "pop", "clear", "sort", "reverse");
    private static final int DEEPEST = 8;

    /** More than a program writes down by hand. */
    private static final int MOST = 64;

    /** Names that stand for each other several times and more would take for ever. */
    private static final int MOST_NAMES = 500;

    /**
     * Those of a file that come before one of its lines, in order.
     *
     * @param file absolute
     * @param line after all others for the whole file
     * @param folder in which the program was started
     */
    public static List<PathAddition> before(String file, int line, String folder, Machine machine) {
        String text = machine.source(file);
        if (!text.contains(PATH) && !text.contains(SITE)) {
            return List.of();
        }
        Reader reader = new Reader(SourceCode.of(text), file, folder, machine);
        int until = reader.code.at(line);
        for (int i = 0; i < reader.code.statements().size(); i++) {
            Statement each = reader.code.statements().get(i);
            if (each.from() > line || reader.found.size() >= MOST) {
                break;
            }
            boolean adds = each.code().contains(PATH) || each.code().contains(SITE);
            Way way = adds ? reader.way(i, until) : Way.NONE;
            if (way != Way.NONE) {
                reader.read(i, until, way == Way.SURE);
            }
        }
        return List.copyOf(reader.found);
    }

    /** Whether a file may change the folder in which the program stands. */
    public static boolean moves(SourceCode code) {
        return code.statements().stream().anyMatch(each -> each.code().contains(MOVES));
    }

    /** Whether the folder is the one that Python searches. */
    public enum Place {
        FIXED,
        /** As long as the program stands where it was started when it imports. */
        RELATIVE,
        UNKNOWN
    }

    /** Where it comes to stand among so many others, as {@code list.insert} does it. */
    public int index(int size) {
        return position < 0 ? Math.max(0, size + position) : Math.min(position, size);
    }

    /** The same where nobody knows whether it was added. */
    public PathAddition perhaps() {
        return new PathAddition(folder, position, line, once, place, false);
    }

    /** The same in a program that may go elsewhere before it imports. */
    public PathAddition moved() {
        return place == Place.RELATIVE ? new PathAddition(folder, position, line, once, Place.UNKNOWN, false) : this;
    }

    /** Whether a statement was reached before another one. */
    private enum Way {
        SURE,
        PERHAPS,
        NONE
    }

    /** A file that is read. */
    private static final class Reader {
        private final SourceCode code;
        private final String file;
        private final String folder;
        private final Machine machine;
        private final List<PathAddition> found = new ArrayList<>();
        /** The statements by which the program may go elsewhere. */
        private final List<Integer> moves = new ArrayList<>();

        private int asked;
        /** Whether something was done to the path that the text does not tell. */
        private boolean lost;

        Reader(SourceCode code, String file, String folder, Machine machine) {
            this.code = code;
            this.file = file;
            this.folder = folder;
            this.machine = machine;
            for (int i = 0; i < code.statements().size(); i++) {
                if (code.statements().get(i).code().contains(MOVES)) {
                    moves.add(i);
                }
            }
        }

        Way way(int at, int until) {
            List<Integer> common = until < 0 ? List.of() : code.around(until);
            Way way = Way.SURE;
            for (int head : code.around(at)) {
                Statement each = code.statements().get(head);
                if (common.contains(head)) {
                    continue;
                }
                if (each.defines()) {
                    if (!called(each, until)) {
                        return Way.NONE;
                    }
                    way = Way.PERHAPS;
                } else if (!absent(each)) {
                    way = Way.PERHAPS;
                }
            }
            return absent(code.statements().get(at))
                            || !code.statements().get(at).branches()
                    ? way
                    : Way.PERHAPS;
        }

        /** Whether a function that is defined here is called at the top of the file, before the line. */
        private boolean called(Statement function, int until) {
            String code = function.code();
            int open = code.indexOf('(');
            String name = code.startsWith("def ") && open > 0
                    ? code.substring(4, open).strip()
                    : "";
            List<Statement> all = this.code.statements();
            for (Statement each : all.subList(0, until < 0 ? all.size() : until)) {
                if (!name.isEmpty() && each.indent() == 0 && each.code().startsWith(name + "(")) {
                    return true;
                }
            }
            return false;
        }

        /** {@code if x not in sys.path:} leaves it there in either case. */
        private static boolean absent(Statement head) {
            return head.keyword().equals("if") && head.condition().endsWith(ABSENT);
        }

        /** Whether the program may have gone elsewhere before a statement; in functions nobody knows when. */
        private boolean moved(int at) {
            for (int each : moves) {
                if (at < 0 || each <= at || Bindings.function(code, each) >= 0) {
                    return true;
                }
            }
            return false;
        }

        void read(int at, int until, boolean sure) {
            Statement each = code.statements().get(at);
            String text = code.lines(each.from(), each.until());
            Change change = new Change(text, at, until, sure);
            int from = 0;
            while (from >= 0 && found.size() < MOST) {
                int path = SourceCode.index(text, PATH, from);
                int site = SourceCode.index(text, SITE, from);
                if (site >= 0 && (path < 0 || site < path)) {
                    change.site(site);
                    from = site + SITE.length();
                } else {
                    if (path >= 0) {
                        change.path(path);
                    }
                    from = path < 0 ? -1 : path + PATH.length();
                }
            }
        }

        /** A statement that changes the path. */
        private final class Change {
            private final String text;
            private final int at;
            private final int until;
            private final boolean reached;

            Change(String text, int at, int until, boolean reached) {
                this.text = text;
                this.at = at;
                this.until = until;
                this.reached = reached;
            }

            void site(int begin) {
                PathExpression rest = expression(text, begin + SITE.length(), at, 0);
                Optional<PathExpression.Value> given = rest.value();
                int from = text.startsWith("site.", Math.max(0, begin - 5)) ? begin - 5 : begin;
                boolean alone = alone(from) && rest.passes(')') && rest.ends();
                given.ifPresent(value -> add(value, LAST, alone, true));
            }

            void path(int begin) {
                if (begin > 0
                        && (Character.isJavaIdentifierPart(text.charAt(begin - 1)) || text.charAt(begin - 1) == '.')) {
                    return;
                }
                PathExpression rest = expression(text, begin + PATH.length(), at, 0);
                if (text.substring(0, begin).strip().endsWith("del")) {
                    taken();
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
                        taken();
                    }
                } else if (rest.passes('+')) {
                    if (rest.assigns()) {
                        add(rest.all(), LAST, alone(begin) && rest.ends());
                    }
                } else if (rest.assigns()) {
                    assigned(rest, begin);
                }
            }

            private void called(String word, PathExpression rest, int begin) {
                switch (word) {
                    case "insert" -> {
                        Integer position = rest.number();
                        if (position != null && rest.passes(',')) {
                            add(one(rest), position, rest.passes(')') && alone(begin) && rest.ends());
                        } else {
                            lost = true;
                        }
                    }
                    case "append" -> add(one(rest), LAST, rest.passes(')') && alone(begin) && rest.ends());
                    case "extend" -> add(rest.all(), LAST, rest.passes(')') && alone(begin) && rest.ends());
                    default -> {
                        if (TAKES.contains(word)) {
                            taken();
                        }
                    }
                }
            }

            private static @Nullable List<PathExpression.Value> one(PathExpression rest) {
                return rest.value().map(List::of).orElse(null);
            }

            /** {@code [a] + sys.path}, or the other way round; anything else is another path. */
            private void assigned(PathExpression rest, int begin) {
                List<PathExpression.Value> given = rest.all();
                boolean front = given != null && rest.passes('+') && itself(rest);
                if (given == null && itself(rest) && rest.passes('+')) {
                    add(rest.all(), LAST, alone(begin) && rest.ends());
                } else if (front) {
                    add(given, 0, alone(begin) && rest.ends());
                } else {
                    taken();
                }
            }

            private static boolean itself(PathExpression rest) {
                return rest.word().equals("sys")
                        && rest.passes('.')
                        && rest.word().equals("path");
            }

            /** Whether nothing on the line decides whether it is done. */
            private boolean alone(int begin) {
                String before = text.substring(0, begin).strip();
                return before.isEmpty() || before.endsWith(";") || (before.endsWith(":") && !before.contains("lambda"));
            }

            private void taken() {
                lost = true;
                found.replaceAll(PathAddition::perhaps);
            }

            private void add(@Nullable List<PathExpression.Value> given, int position, boolean alone) {
                if (given == null) {
                    lost |= position != LAST;
                    return;
                }
                int next = position;
                for (PathExpression.Value each : given) {
                    // What is no text Python passes over, but it has its place.
                    if (each.object()) {
                        lost |= position != LAST;
                    } else {
                        add(each, next, alone && !(lost && next != 0 && next != LAST), false);
                    }
                    next += next < 0 || next == LAST ? 0 : 1;
                }
            }

            private void add(PathExpression.Value given, int position, boolean alone, boolean site) {
                if (given.object() && !site) {
                    return;
                }
                boolean relative = given.relative() && !site;
                boolean elsewhere = relative ? moved(until) : (given.here() || given.relative()) && moved(at);
                Optional<Boolean> unless = unless(given);
                found.add(new PathAddition(
                        Paths.absolute(folder, given.path()),
                        position,
                        code.statements().get(at).from(),
                        site || unless.orElse(false),
                        elsewhere ? Place.UNKNOWN : relative ? Place.RELATIVE : Place.FIXED,
                        reached && alone && !elsewhere && unless.orElse(true)));
            }

            /** Whether a condition around it asks for this very folder; empty where none asks for any. */
            private Optional<Boolean> unless(PathExpression.Value given) {
                List<Integer> heads = new ArrayList<>(code.around(at));
                heads.add(at);
                Optional<Boolean> same = Optional.empty();
                for (int each : heads) {
                    Statement head = code.statements().get(each);
                    String asked = absent(head) ? code.lines(head.from(), head.until()) : "";
                    int end = asked.indexOf(ABSENT);
                    if (end > 0) {
                        Optional<PathExpression.Value> value = expression(
                                        asked.substring(0, end), "if".length(), each, 0)
                                .value();
                        same = Optional.of(value.map(PathExpression.Value::path).equals(Optional.of(given.path())));
                    }
                }
                return same;
            }
        }

        private PathExpression expression(String text, int from, int at, int depth) {
            return new PathExpression(
                    new PathExpression.Scope(machine, folder, file, name -> named(name, at, depth)), text, from);
        }

        /** The path that a name stands for, which is given to it once in the file, and before. */
        private Optional<PathExpression.Value> named(String name, int at, int depth) {
            List<Statement> all = code.statements();
            int given = -1;
            if (++asked > MOST_NAMES) {
                return Optional.empty();
            }
            for (int i = 0; i < all.size(); i++) {
                if (Identifier.standsIn(all.get(i).code(), name) && Bindings.binds(all.get(i), name)) {
                    if (given >= 0) {
                        return Optional.empty();
                    }
                    given = i;
                }
            }
            boolean reached = given >= 0
                    && given < at
                    && depth < DEEPEST
                    && (all.get(given).indent() == 0 || code.around(at).containsAll(code.around(given)));
            if (!reached || Bindings.assigned(all.get(given).code(), name).isEmpty()) {
                return Optional.empty();
            }
            Statement each = all.get(given);
            String text = code.lines(each.from(), each.until());
            Optional<PathExpression.Value> value =
                    expression(text, text.indexOf('=') + 1, given, depth + 1).value();
            return moved(given) ? value : value.map(PathExpression.Value::settled);
        }
    }
}

package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * A folder that source adds to the search path in so many words.
 *
 * @param folder absolute
 * @param last whether it is searched after all others
 * @param sure whether it is added whenever the line is reached that the question was about
 */
public record PathAddition(String folder, boolean last, boolean sure) {
    private static final String PATH = "sys.path";
    private static final String SITE = "addsitedir(";
    private static final int DEEPEST = 8;

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
        List<PathAddition> found = new ArrayList<>();
        for (int i = 0; i < reader.code.statements().size(); i++) {
            Statement each = reader.code.statements().get(i);
            if (each.from() > line) {
                break;
            }
            boolean adds = each.code().contains(PATH) || each.code().contains(SITE);
            Way way = adds ? reader.way(i, until) : Way.NONE;
            if (way != Way.NONE) {
                reader.added(i, way == Way.SURE, found);
            }
        }
        return found;
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
        private int asked;

        Reader(SourceCode code, String file, String folder, Machine machine) {
            this.code = code;
            this.file = file;
            this.folder = folder;
            this.machine = machine;
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
            return head.keyword().equals("if") && head.condition().endsWith(" not in " + PATH);
        }

        void added(int at, boolean sure, List<PathAddition> found) {
            Statement each = code.statements().get(at);
            String text = code.lines(each.from(), each.until());
            // A relative one is meant where the program stands by then.
            boolean moved = code.lines(1, each.from()).contains("chdir(");
            call(text, PATH + ".insert(", true, at, false).ifPresent(path -> add(path, false, sure, moved, found));
            call(text, PATH + ".append(", false, at, false).ifPresent(path -> add(path, true, sure, moved, found));
            call(text, PATH + ".extend(", false, at, true).ifPresent(path -> add(path, true, sure, moved, found));
            call(text, PATH + " += ", false, at, true).ifPresent(path -> add(path, true, sure, moved, found));
            call(text, PATH + " = ", false, at, true)
                    .filter(path -> text.contains("] + " + PATH))
                    .ifPresent(path -> add(path, false, sure, moved, found));
            call(text, PATH + "[:0] = ", false, at, true).ifPresent(path -> add(path, false, sure, moved, found));
            call(text, PATH + "[0:0] = ", false, at, true).ifPresent(path -> add(path, false, sure, moved, found));
            call(text, SITE, false, at, false).ifPresent(path -> add(path, true, sure, moved, found));
        }

        private void add(String path, boolean last, boolean sure, boolean moved, List<PathAddition> found) {
            boolean here = sure && (!moved || path.startsWith("/"));
            found.add(new PathAddition(Paths.absolute(folder, path), last, here));
        }

        /** The first path that follows on these words; of {@code pathlib} it would be passed over by Python. */
        private Optional<String> call(String text, String words, boolean placed, int at, boolean inList) {
            int begin = text.indexOf(words);
            if (begin < 0) {
                return Optional.empty();
            }
            PathExpression given = expression(text, begin + words.length(), at, 0);
            if (placed && (given.number() == null || !given.passes(','))) {
                return Optional.empty();
            }
            boolean begun = !inList || given.passes('[') || given.passes('(');
            return begun
                    ? given.value().filter(value -> !value.object()).map(PathExpression.Value::path)
                    : Optional.empty();
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
            return expression(text, text.indexOf('=') + 1, given, depth + 1).value();
        }
    }
}

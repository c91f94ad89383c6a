package tiryaq.catalogue.source.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.source.Bindings;
import tiryaq.catalogue.source.Calls;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** Reads what one file does to the search path. */
final class PathReader {
    private static final String ABSENT = " not in sys.path";
    private static final int DEEPEST = 8;

    /** More than a program writes down by hand. */
    private static final int MOST = 64;

    private static final int MOST_SPEAKING = 256;

    /** Names that stand for each other several times and more would take for ever. */
    private static final int MOST_NAMES = 500;

    private final SourceCode code;
    private final PathNames names;
    private final String file;
    private final String folder;
    private final Machine machine;
    private final List<PathAddition> found = new ArrayList<>();
    private final List<PathTaking> takings = new ArrayList<>();
    private final Departures departures;
    /** The first statement of the module itself by which the program may go elsewhere; -1 for none. */
    private int move = -1;

    /** Whether a function may go elsewhere. */
    private boolean moving;

    /** Of each statement the head of the function that it stands in; -1 for none. */
    private final int[] functions;

    private final Map<String, List<Integer>> defined = new HashMap<>();
    private final Map<String, Boolean> looks = new HashMap<>();
    /** The statements so far that speak of the path. */
    private final List<Integer> speaking = new ArrayList<>();

    private int asked;
    /** Whether something was done to the path that the text does not tell. */
    private boolean lost;

    private PathReader(SourceCode code, String file, String folder, Machine machine) {
        this.code = code;
        this.names = PathNames.of(code);
        this.file = file;
        this.folder = folder;
        this.machine = machine;
        this.departures = Departures.of(code);
        this.functions = new int[code.statements().size()];
        List<Statement> all = code.statements();
        Deque<Integer> heads = new ArrayDeque<>();
        for (int i = 0; i < all.size(); i++) {
            Statement each = all.get(i);
            while (!heads.isEmpty() && all.get(heads.peek()).indent() >= each.indent()) {
                heads.pop();
            }
            boolean inClass = !heads.isEmpty() && all.get(heads.peek()).code().startsWith("class ");
            functions[i] = heads.isEmpty() ? -1 : inClass ? functions[heads.peek()] : heads.peek();
            if (each.defines()) {
                heads.push(i);
            }
            if (each.defines() && !inClass && !each.code().startsWith("class ")) {
                defined.computeIfAbsent(Calls.defined(each), none -> new ArrayList<>())
                        .add(i);
            }
            if (departures.moves(each)) {
                moving |= functions[i] >= 0;
                move = move < 0 && functions[i] < 0 ? i : move;
            }
        }
    }

    /**
     * What a text does before one of its lines.
     *
     * @param file absolute; what the text is that of
     * @param line after all others for the whole file
     * @param folder in which the program was started
     */
    static PathChanges before(String text, String file, int line, String folder, Machine machine) {
        if (!text.contains("sys") && !text.contains(PathStatement.SITE) && !Departures.in(text)) {
            return PathChanges.NONE;
        }
        PathReader reader = new PathReader(SourceCode.of(text), file, folder, machine);
        int until = reader.code.at(line);
        List<Statement> all = reader.code.statements();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).from() > line || reader.takings.size() >= MOST) {
                break;
            }
            // What is defined in the line that failed, or below, was not yet done.
            if (i != until || !all.get(i).defines()) {
                reader.read(i, until);
            }
        }
        if (until < 0 && reader.code.cut()) {
            // What was not read may have taken anything.
            reader.doubts();
            reader.takings.add(new PathTaking(file, all.getLast().from(), "…", "", false));
        }
        return new PathChanges(reader.found, reader.takings);
    }

    private void read(int at, int until) {
        Statement each = code.statements().get(at);
        boolean speaks = names.in(each.code());
        boolean changes = speaks || each.code().contains(PathStatement.SITE);
        boolean moves = departures.moves(each);
        boolean becomes = departures.becomes(each);
        if (!changes && !moves && !becomes && !PathStatement.mayPatch(each.code()) && at != names.beyond()) {
            return;
        }
        PathStatement statement = new PathStatement(this, at, until);
        boolean beyond = at == names.beyond() || speaking.size() >= MOST_SPEAKING;
        if (beyond) {
            doubts();
        } else if (changes) {
            Way way = way(at, until);
            if (way != Way.NONE) {
                statement.add(way == Way.SURE);
            }
        }
        boolean takes = becomes || beyond || statement.takes();
        if (takes || moves) {
            takings.add(new PathTaking(file, each.from(), statement.shown(), function(at, until), !takes));
        }
        if (speaks) {
            speaking.add(at);
        }
    }

    /** Whether a file may change the folder in which the program stands. */
    static boolean moves(SourceCode code) {
        Departures departures = Departures.of(code);
        return code.statements().stream().anyMatch(departures::moves);
    }

    /** Whether a statement was reached before another one. */
    private enum Way {
        SURE,
        PERHAPS,
        NONE
    }

    private Way way(int at, int until) {
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
        return absent(code.statements().get(at)) || !code.statements().get(at).branches() ? way : Way.PERHAPS;
    }

    /** The function that must be called for a statement, but for one that Python calls itself or that is decorated. */
    private String function(int at, int until) {
        List<Integer> common = until < 0 ? List.of() : code.around(until);
        for (int head : code.around(at)) {
            String text = code.statements().get(head).code();
            int name = text.startsWith("async ") ? "async def ".length() : "def ".length();
            int open = text.indexOf('(');
            if (code.statements().get(head).defines() && !text.startsWith("class ") && open > name) {
                String function = text.substring(name, open).strip();
                boolean decorated =
                        head > 0 && code.statements().get(head - 1).code().startsWith("@");
                return common.contains(head) || decorated || function.startsWith("__") ? "" : function;
            }
        }
        return "";
    }

    /** Whether a function that is defined here is called at the top of the file, before the line. */
    private boolean called(Statement function, int until) {
        String text = function.code();
        int open = text.indexOf('(');
        String name =
                text.startsWith("def ") && open > 0 ? text.substring(4, open).strip() : "";
        List<Statement> all = code.statements();
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

    SourceCode code() {
        return code;
    }

    PathNames names() {
        return names;
    }

    String folder() {
        return folder;
    }

    boolean full() {
        return found.size() >= MOST;
    }

    /** Something was done to the path that the text does not tell. */
    void loses() {
        lost = true;
    }

    boolean lost() {
        return lost;
    }

    /** The same, and what was added before may be gone. */
    void doubts() {
        lost = true;
        found.replaceAll(PathAddition::perhaps);
    }

    void finds(PathAddition addition) {
        found.add(addition);
    }

    /** Whether the program may have gone elsewhere before a statement; in functions nobody knows when. */
    boolean moved(int at) {
        return moving || (move >= 0 && (at < 0 || move <= at));
    }

    /** The head of the function that a statement stands in; -1 for none. */
    int functionAt(int at) {
        return functions[at];
    }

    /** The statements before the one that is read that speak of the path. */
    List<Integer> speaking() {
        return speaking;
    }

    /** Whether a function of the file changes what it is given, by its place or its name; unknown counts as that. */
    boolean changed(String function, int place, String word) {
        List<Integer> heads = defined.getOrDefault(function, List.of());
        if (heads.size() > DEEPEST || (heads.isEmpty() && brought(function))) {
            return true;
        }
        for (int head : heads) {
            List<String> parameters = Calls.parameters(code.statements().get(head));
            String name = place < 0 ? word : place < parameters.size() ? parameters.get(place) : "";
            if (!Identifier.is(name) || !parameters.contains(name)) {
                continue;
            }
            String look = head + ":" + name;
            if (looks.size() >= MOST && !looks.containsKey(look)) {
                return true;
            }
            // One that calls itself tells nothing more by that.
            if (looks.putIfAbsent(look, false) == null) {
                looks.put(look, PathStatement.changes(this, head, name));
            }
            if (looks.getOrDefault(look, false)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a function comes from a file beside this one or beside the program, which may do anything. */
    private boolean brought(String function) {
        for (Statement each : code.statements()) {
            if (each.code().startsWith("from ") && ImportLine.bound(each.code()).contains(function)) {
                String module = each.code().substring("from ".length()).strip();
                String name = module.replaceAll("^\\.*([^ ]*).*", "$1").replace('.', '/');
                boolean beside = List.of(Paths.parent(file), folder).stream()
                        .map(at -> Paths.join(at, name))
                        .anyMatch(path -> machine.isFile(path + ".py") || machine.isFolder(path));
                if (module.startsWith(".") || beside) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a condition around a statement asks for this very folder; empty where none asks for any. */
    Optional<Boolean> unless(int at, PathExpression.Value given) {
        List<Integer> heads = new ArrayList<>(code.around(at));
        heads.add(at);
        Optional<Boolean> same = Optional.empty();
        for (int each : heads) {
            Statement head = code.statements().get(each);
            String asks = absent(head) ? code.lines(head.from(), head.until()) : "";
            int end = asks.indexOf(ABSENT);
            if (end > 0) {
                Optional<PathExpression.Value> value = expression(asks.substring(0, end), "if".length(), each, 0)
                        .value();
                same = Optional.of(value.map(PathExpression.Value::path).equals(Optional.of(given.path())));
            }
        }
        return same;
    }

    PathExpression expression(String text, int from, int at, int depth) {
        return new PathExpression(
                new PathExpression.Scope(machine, folder, file, name -> named(name, at, depth)), text, from);
    }

    /** The one statement that gives a name its value, before another one; null for none or several. */
    private @Nullable Integer given(String name, int at) {
        List<Statement> all = code.statements();
        int given = -1;
        for (int i = 0; i < all.size(); i++) {
            if (Identifier.standsIn(all.get(i).code(), name) && Bindings.binds(all.get(i), name)) {
                if (given >= 0) {
                    return null;
                }
                given = i;
            }
        }
        boolean reached = given >= 0
                && given < at
                && (all.get(given).indent() == 0 || code.around(at).containsAll(code.around(given)));
        return reached ? given : null;
    }

    /** The code of the value that a name is given once in the file, and before; empty for none. */
    String value(String name, int at) {
        Integer given = ++asked > MOST_NAMES ? null : given(name, at);
        return given == null
                ? ""
                : Bindings.assigned(code.statements().get(given).code(), name);
    }

    /** The path that a name stands for, which is given to it once in the file, and before. */
    private Optional<PathExpression.Value> named(String name, int at, int depth) {
        if (value(name, at).isEmpty() || depth >= DEEPEST) {
            return Optional.empty();
        }
        int given = Optional.ofNullable(given(name, at)).orElse(at);
        Statement each = code.statements().get(given);
        String text = code.lines(each.from(), each.until());
        Optional<PathExpression.Value> value =
                expression(text, text.indexOf('=') + 1, given, depth + 1).value();
        return moved(given) ? value : value.map(PathExpression.Value::settled);
    }
}

package tiryaq.catalogue.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** Where the files of a program end it with some code, and what leads there. */
final class Ends {
    private static final int SITES = 256;

    private static final Set<String> EXITS = Set.of("exit", "_exit", "SystemExit");

    /** What is imported from a module may be an object that has methods. */
    private static final String THING = "";

    private static final Set<String> LEAVING = Set.of("return", "continue", "break");

    /**
     * Where a program ends, or what leads there.
     *
     * @param gives what it ends with, or gives on, as code
     * @param words the names on which it depends whether it is reached, and what it gives
     */
    record Site(SourceCode text, int at, String gives, Set<String> words) {
        boolean within(SourceCode code, int from, int until) {
            return text.equals(code) && at >= from && at < until;
        }
    }

    private record Place(SourceCode text, int at, String gives) {}

    private record Call(SourceCode text, int at, Called called) {}

    /** A function, the name of the module of its file, and whether it is one of a class. */
    private record Function(SourceCode text, int at, String module, boolean method) {}

    /** A branch that leaves what it stands in, and on which names it does. */
    private record Turn(int at, Set<String> words) {}

    private final Map<String, List<Call>> calls = new HashMap<>();
    private final Map<String, List<Function>> functions = new HashMap<>();

    /** Of each text, the names that its imports bind, with the last parts of the modules that they are. */
    private final Map<SourceCode, Map<String, Set<String>>> imported = new HashMap<>();

    private final Map<SourceCode, List<Turn>> turns = new HashMap<>();
    private final @Nullable Integer exitCode;
    private final List<Site> sites = new ArrayList<>();

    /**
     * Those of some files.
     *
     * @param texts by file, the one that was run first
     * @param exitCode what the program ended with; null where that is not known
     * @param exit the line in the first file where it was; 0 where that is not known
     */
    Ends(Map<String, SourceCode> texts, @Nullable Integer exitCode, int exit) {
        this.exitCode = exitCode;
        Deque<Place> todo = new ArrayDeque<>();
        boolean first = true;
        for (SourceCode text : texts.values()) {
            for (int i = 0; i < text.statements().size(); i++) {
                Statement each = text.statements().get(i);
                String given = exit == 0 || (first && each.from() == exit) ? given(each.code()) : "";
                if (!given.isEmpty() && ends(given.substring(1))) {
                    todo.add(new Place(text, i, given.substring(1)));
                }
            }
            first = false;
        }
        if (!todo.isEmpty()) {
            texts.forEach(this::read);
            follow(todo);
        }
    }

    /** The nearest to the end first. */
    List<Site> sites() {
        return sites;
    }

    /** Whether one of the files has a function of that name. */
    boolean defines(String name) {
        return functions.containsKey(name);
    }

    private void read(String file, SourceCode text) {
        List<Statement> all = text.statements();
        Map<String, Set<String>> names = new HashMap<>();
        List<Turn> leaving = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Statement each = all.get(i);
            String function = function(each);
            if (!function.isEmpty()) {
                List<Integer> around = text.around(i);
                boolean method =
                        !around.isEmpty() && all.get(around.getFirst()).code().startsWith("class ");
                functions
                        .computeIfAbsent(function, _ -> new ArrayList<>())
                        .add(new Function(text, i, module(file), method));
            } else if (ImportLine.imports(each.code())) {
                Set<String> parts = new HashSet<>(Identifier.all(each.code()));
                if (each.keyword().equals("from")) {
                    parts.add(THING);
                }
                ImportLine.bound(each.code())
                        .forEach(name -> names.computeIfAbsent(name, _ -> new HashSet<>())
                                .addAll(parts));
            } else if (!each.defines()) {
                for (Called called : Called.in(each.code())) {
                    calls.computeIfAbsent(called.name(), _ -> new ArrayList<>()).add(new Call(text, i, called));
                }
            }
            if (leaves(text, i)) {
                leaving.add(new Turn(i, Identifier.all(each.condition())));
            }
        }
        imported.put(text, names);
        turns.put(text, leaving);
    }

    private static String module(String file) {
        String name = Paths.name(file);
        String stem = name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
        return stem.equals("__init__") ? Paths.name(Paths.parent(file)) : stem;
    }

    private void follow(Deque<Place> todo) {
        Set<Place> known = new HashSet<>(todo);
        while (!todo.isEmpty() && sites.size() < SITES) {
            Place place = todo.removeFirst();
            int around = around(place);
            sites.add(new Site(place.text, place.at, place.gives, words(place, around)));
            for (Place each : further(place, around)) {
                if (known.size() < SITES * SITES && known.add(each)) {
                    todo.add(each);
                }
            }
        }
    }

    /** The head of the function or class that a place stands in; -1 for none. */
    private static int around(Place place) {
        return place.text.around(place.at).stream()
                .filter(head -> place.text.statements().get(head).defines())
                .findFirst()
                .orElse(-1);
    }

    private Set<String> words(Place place, int around) {
        Set<String> words = new HashSet<>(Identifier.all(place.gives));
        WayThere.to(place.text, place.at).conditions().forEach(each -> words.addAll(Identifier.all(each.code())));
        for (Turn each : turns.getOrDefault(place.text, List.of())) {
            if (each.at > around && each.at < place.at) {
                words.addAll(each.words);
            }
        }
        return words;
    }

    /** Who calls the function that a place stands in, and what those give that it gives on. */
    private List<Place> further(Place place, int around) {
        List<Place> found = new ArrayList<>();
        String own = around < 0 ? "" : function(place.text.statements().get(around));
        List<Function> called = functions.getOrDefault(own, List.of());
        for (Function each : called) {
            if (each.text.equals(place.text) && each.at == around) {
                calls.getOrDefault(own, List.of()).stream()
                        .filter(call -> reaches(call, each))
                        .forEach(call -> found.add(new Place(call.text, call.at, "")));
            }
        }
        for (Called call : Called.in(place.gives)) {
            for (Function each : functions.getOrDefault(call.name(), List.of())) {
                if (reaches(new Call(place.text, place.at, call), each)) {
                    given(each, found);
                }
            }
        }
        return found;
    }

    /** Whether it is this function that is called, and not one of the same name that belongs to something else. */
    private boolean reaches(Call call, Function function) {
        Called called = call.called;
        if (called.owner().isEmpty()) {
            return !function.method;
        }
        Set<String> modules = imported.getOrDefault(call.text, Map.of()).getOrDefault(called.first(), Set.of());
        return modules.isEmpty()
                ? function.method
                : !call.text.equals(function.text) && modules.contains(function.method ? THING : function.module);
    }

    private void given(Function function, List<Place> found) {
        SourceCode text = function.text;
        int end = text.end(function.at);
        for (int inner = function.at + 1; inner < end; inner++) {
            String code = text.statements().get(inner).code();
            String given = code.startsWith("return ") ? code.substring(7).strip() : "None";
            if (!given.equals("None") && ends(given)) {
                found.add(new Place(text, inner, given));
            }
        }
    }

    /** Whether a branch goes elsewhere: one that fails in another way is not what the end came to. */
    private static boolean leaves(SourceCode code, int at) {
        Statement head = code.statements().get(at);
        if (!Set.of("if", "elif", "while", "for").contains(head.keyword()) || !head.branches()) {
            return false;
        }
        String inline = head.inline();
        String last = inline.isEmpty() ? code.statements().get(code.end(at) - 1).code() : inline;
        for (String each : Brackets.split(last, ';')) {
            String word = new Statement(1, 1, 0, each).keyword();
            String given = given(each);
            if (LEAVING.contains(word) || given.equals("=0")) {
                return true;
            }
        }
        return false;
    }

    /** What an exit gives, behind a mark; empty where a statement is none. */
    private static String given(String text) {
        if ((!text.contains("xit(") && !text.contains("xit ("))
                || ImportLine.imports(text)
                || new Statement(1, 1, 0, text).defines()) {
            return "";
        }
        for (Called each : Called.in(text)) {
            if (EXITS.contains(each.name())) {
                List<String> items = Brackets.items(text.substring(each.open()));
                return items.isEmpty() ? "=0" : "=" + items.getFirst();
            }
        }
        return "";
    }

    /** Whether a program that gives this may end with the code with which it did. */
    private boolean ends(String given) {
        if (exitCode == null) {
            return true;
        }
        boolean number = !given.isEmpty() && given.length() < 4 && given.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean words = given.startsWith("\"") || given.startsWith("f\"");
        return number ? Integer.parseInt(given) == exitCode : !words || exitCode == 1;
    }

    /** The name of the function that a statement begins; empty where it begins none. */
    static String function(Statement head) {
        int name = head.code().indexOf("def ") + 4;
        int open = head.code().indexOf('(');
        return !head.defines() || head.code().startsWith("class ") || open < name
                ? ""
                : head.code().substring(name, open).strip();
    }
}

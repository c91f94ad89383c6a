package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * Where the {@code None} can have got to that code leaves in the place of an import: into variables, attributes,
 * arguments, tables, and out of functions. By names alone, so that nothing is proved by it; a name that anything else
 * gives a value to, too, tells nothing.
 */
public final class CarriedNone {
    private static final int PASSES = 6;

    /** How much is read before nothing is told: code that somebody made up would take for ever. */
    private static final long MOST = 20_000_000;

    /** How long words and statements are. */
    private static final int WORD = 16;

    private static final int LINE = 100;
    private static final Set<String> KEEPING = Set.of("append", "add", "setdefault", "insert");

    private final List<Place> places = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> functions = new HashSet<>();
    /** Those that give another {@code None}, too. */
    private final Set<String> others = new HashSet<>();

    private final CarriedTables tables = new CarriedTables();
    /** What is called by a name: functions, and what makes the objects of a class. */
    private final Map<String, List<Place>> called = new HashMap<>();
    /** What has been seen to give a name its value. */
    private final Set<Given> explained = new HashSet<>();

    private boolean grown;
    private long read;

    private CarriedNone() {}

    /** A statement of one of the files; {@code tried} where it belongs to the import and its handlers. */
    private record Place(SourceCode code, int at, Statement statement, boolean tried) {
        static Place of(SourceCode code, int at, boolean tried) {
            return new Place(
                    code, at, CarriedTables.keyed(code, code.statements().get(at)), tried);
        }

        /** What it does, one thing after the other; of a head, what follows on its line. */
        List<String> texts() {
            boolean head = statement().branches() || statement().defines();
            String whole = head ? statement().inline() : statement().code();
            List<String> texts = new ArrayList<>();
            for (String each : whole.split(";")) {
                texts.add(each.strip());
            }
            return texts;
        }

        /** The name of the function that it stands in; empty for none. */
        String function() {
            boolean whole = statement().defines() && !statement().code().startsWith("class ");
            int head = whole ? at : Bindings.function(code, at);
            return head < 0 ? "" : Calls.defined(code.statements().get(head));
        }

        Given of(String name) {
            return new Given(code, at, name);
        }
    }

    /** A name that a statement gives a value to. */
    private record Given(SourceCode code, int at, String name) {}

    /**
     * Whether it may be the one that a line uses.
     *
     * @param there the file that has the import
     * @param here the file of the line, the same object where it is the same
     * @param at the statement there
     * @param message what Python says of its use
     */
    public static boolean reaches(SourceCode there, GuardedImport guard, SourceCode here, int at, String message) {
        if (there.cut() || here.cut()) {
            return false;
        }
        CarriedNone carried = new CarriedNone();
        Bindings.Range range = range(there, guard);
        carried.read(there, range);
        if (here != there) {
            carried.read(here, new Bindings.Range(0, 0));
        }
        carried.begin(there, guard, range);
        carried.grown = true;
        for (int i = 0; i < PASSES && carried.grown; i++) {
            carried.grown = false;
            carried.places.forEach(carried::follow);
        }
        carried.places.forEach(carried::contradict);
        return carried.read < MOST && carried.used(Place.of(here, at, false), message);
    }

    /** All of the {@code try}, or of the condition with its other branches. */
    private static Bindings.Range range(SourceCode code, GuardedImport guard) {
        if (guard.by() != GuardedImport.By.CONDITION) {
            return Bindings.Range.of(code, guard);
        }
        int at = code.at(guard.line());
        for (int head : at < 0 ? List.<Integer>of() : code.around(at)) {
            if (code.statements().get(head).keyword().equals("if")) {
                int end = code.end(head);
                while (end < code.statements().size()
                        && code.statements().get(end).indent()
                                == code.statements().get(head).indent()
                        && Set.of("elif", "else")
                                .contains(code.statements().get(end).keyword())) {
                    end = code.end(end);
                }
                return new Bindings.Range(head, end);
            }
        }
        return new Bindings.Range(Math.max(at, 0), at + 1);
    }

    private void read(SourceCode code, Bindings.Range range) {
        for (int i = 0; i < code.statements().size(); i++) {
            Place place = Place.of(code, i, range.has(i));
            places.add(place);
            String name = Calls.defined(place.statement());
            if (name.equals("__init__")) {
                for (int head : code.around(i).stream().limit(1).toList()) {
                    call(Calls.defined(code.statements().get(head)), place);
                }
            }
            if (!name.isEmpty() && !place.statement().code().startsWith("class ")) {
                call(name, place);
            }
            if (!place.tried && place.texts().stream().anyMatch(CarriedNone::returnsNone)) {
                others.add(place.function());
            }
        }
    }

    private void call(String name, Place place) {
        called.computeIfAbsent(name, each -> new ArrayList<>()).add(place);
    }

    private static boolean returnsNone(String text) {
        return text.equals("return None") || text.equals("return");
    }

    /** What the import leaves where it fails. */
    private void begin(SourceCode code, GuardedImport guard, Bindings.Range range) {
        Set<String> bound = new HashSet<>(ImportLine.bound(guard.source()));
        for (int i = range.from(); i < range.until(); i++) {
            Place place = Place.of(code, i, true);
            for (String text : place.texts()) {
                if (returnsNone(text)) {
                    functions.add(place.function());
                }
                List<String> targets = Calls.targets(text);
                if (text.endsWith("= None")) {
                    names.addAll(targets);
                    CarriedTables.slot(text, Calls.value(text))
                            .ifPresent(slot -> tables.hold(slot.table(), slot.key()));
                }
                bound.addAll(targets);
            }
        }
        for (int i = 0; i < range.from(); i++) {
            String text = code.statements().get(i).code();
            for (String name : text.endsWith("= None") ? Calls.targets(text) : List.<String>of()) {
                if (bound.contains(name)) {
                    names.add(name);
                    explained.add(new Given(code, i, name));
                }
            }
        }
        functions.remove("");
    }

    private void follow(Place place) {
        byDefault(place);
        place.texts().forEach(text -> follow(place, text));
    }

    private void follow(Place place, String text) {
        if (text.startsWith("return ") && isNone(text.substring("return ".length()))) {
            String function = place.function();
            grown |= !function.isEmpty() && functions.add(function);
        }
        int begin = Calls.value(text);
        String value =
                begin < 0 ? "" : text.substring(Calls.lastValue(text, begin)).strip();
        boolean none = isNone(value);
        List<String> keys = none ? List.of() : holds(value);
        for (String name : none || !keys.isEmpty() ? Calls.targets(text) : List.<String>of()) {
            grown |= none && names.add(name);
            keys.forEach(key -> grown |= tables.hold(name, key));
            grown |= explained.add(place.of(name));
        }
        if (none) {
            CarriedTables.slot(text, begin).ifPresent(slot -> grown |= tables.hold(slot.table(), slot.key()));
        }
        for (int open = text.indexOf('('); open >= 0 && read < MOST; open = text.indexOf('(', open + 1)) {
            String function = Calls.nameBefore(text, open);
            if (!function.isEmpty()) {
                handed(function, text, open);
            }
        }
    }

    /** What a table holds that is another {@code None}, or stands where that of the import may stand. */
    private void contradict(Place place) {
        for (String text : place.tried ? List.<String>of() : place.texts()) {
            int begin = Calls.value(text);
            String value = begin < 0
                    ? ""
                    : text.substring(Calls.lastValue(text, begin)).strip();
            if (!value.isEmpty() && !isNone(value)) {
                CarriedTables.slot(text, begin)
                        .filter(slot -> value.equals("None") || !slot.key().isEmpty())
                        .ifPresent(slot -> tables.other(slot.table(), slot.key()));
            }
            for (String key : CarriedTables.displayed(value, "None"::equals)) {
                Calls.targets(text).forEach(name -> tables.other(name, key));
            }
            for (String way : KEEPING) {
                int open = text.indexOf("." + way + "(");
                int call = open + way.length() + 1;
                if (open > 0
                        && Brackets.parts(text.substring(call + 1, Brackets.close(text, call)))
                                .contains("None")) {
                    tables.other(Calls.nameBefore(text, open), "");
                }
            }
        }
    }

    /** Into the parameters of what is called, or into what keeps it. */
    private void handed(String function, String text, int open) {
        String inside = text.substring(open + 1, Brackets.close(text, open));
        read += inside.length();
        List<String> given = Brackets.parts(inside);
        int dot = open - function.length() - 1;
        for (int i = 0; i < given.size(); i++) {
            String each = given.get(i);
            int value = Calls.value(each);
            if (!isNone(each.substring(Math.max(value, 0)).strip())) {
                continue;
            }
            if (KEEPING.contains(function) && dot > 0) {
                String key = function.equals("setdefault") ? CarriedTables.key(given.getFirst()) : "";
                grown |= tables.hold(Calls.nameBefore(text, dot), key);
            }
            parameter(function, value > 0 ? each.substring(0, value - 1).strip() : "", i);
        }
    }

    private void parameter(String function, String keyword, int position) {
        for (Place place : called.getOrDefault(function, List.of())) {
            Statement each = place.statement();
            read += LINE + each.code().length();
            if (read > MOST) {
                return;
            }
            List<String> all = Calls.parameters(each);
            boolean method = !all.isEmpty()
                    && (all.getFirst().equals("self") || all.getFirst().equals("cls"));
            int index = position + (method ? 1 : 0);
            String name = !keyword.isEmpty() ? keyword : index < all.size() ? all.get(index) : "";
            if (all.contains(name)) {
                grown |= names.add(name);
                grown |= explained.add(place.of(name));
            }
        }
    }

    /** What a parameter stands for that nobody gives a value to. */
    private void byDefault(Place place) {
        Statement function = place.statement();
        int open = function.defines() && !function.code().startsWith("class ")
                ? function.code().indexOf('(')
                : -1;
        String all = open < 0 ? "" : function.code().substring(open + 1, Brackets.close(function.code(), open));
        for (String each : Brackets.parts(all)) {
            int value = Calls.value(each);
            if (value > 0 && isNone(each.substring(value).strip())) {
                String name = each.split("[:= ]", 2)[0];
                grown |= names.add(name);
                grown |= explained.add(place.of(name));
            }
        }
    }

    /** Whether an expression may be that {@code None}. */
    private boolean isNone(String whole) {
        String expression = Calls.unwrapped(whole);
        String name = Calls.dotted(expression);
        if (!name.isEmpty()) {
            return names.contains(name);
        }
        int last = expression.length() - 1;
        int open = last >= 0 && ")]".indexOf(expression.charAt(last)) >= 0 ? Brackets.open(expression, last) : -1;
        if (open > 0 && !Calls.dotted(expression.substring(0, open)).isEmpty()) {
            return given(expression, open);
        }
        boolean chosen = Identifier.standsIn(expression, "None") || expression.contains(" and ");
        read += chosen ? names.size() * (1L + expression.length() / WORD) : 0;
        return chosen && read < MOST && names.stream().anyMatch(each -> Identifier.standsIn(expression, each));
    }

    /** Whether what is called, or looked up, there may give it. */
    private boolean given(String code, int open) {
        String name = Calls.nameBefore(code, open);
        boolean asked = name.equals("get") && code.charAt(open) == '(';
        String table = asked ? Calls.nameBefore(code, Math.max(0, open - "get".length() - 1)) : name;
        if (!asked && code.charAt(open) != '[') {
            return functions.contains(name) && !others.contains(name);
        }
        List<String> inside = Brackets.parts(code.substring(open + 1, Brackets.close(code, open)));
        return tables.gives(table, inside.size() == 1 ? CarriedTables.key(inside.getFirst()) : "", asked);
    }

    /** The keys under which a table that is written down may have it. */
    private List<String> holds(String value) {
        return CarriedTables.displayed(value, this::isNone);
    }

    /** Whether the statement uses it in the way that Python complains of. */
    private boolean used(Place line, String message) {
        String code = line.statement().code();
        String use = NoneUse.of(message);
        for (int at = use.isEmpty() ? -1 : code.indexOf(use); at > 0; at = code.indexOf(use, at + 1)) {
            int end = at + use.length();
            boolean whole =
                    !use.startsWith(".") || end == code.length() || !Character.isJavaIdentifierPart(code.charAt(end));
            if (whole && before(line, code, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean before(Place line, String code, int at) {
        String name = Calls.nameBefore(code, at);
        if (!name.isEmpty()) {
            return names.contains(name) && alone(line, name, code.startsWith("." + name, at - name.length() - 1));
        }
        int open = ")]".indexOf(code.charAt(at - 1)) >= 0 ? Brackets.open(code, at - 1) : -1;
        return open > 0 && given(code, open);
    }

    /** Whether nothing but what was followed gives the name a value. */
    private boolean alone(Place line, String name, boolean attribute) {
        int function = Bindings.function(line.code(), line.at());
        boolean parameter = !attribute
                && function >= 0
                && Calls.parameters(line.code().statements().get(function)).contains(name);
        if (parameter && !explained.contains(new Given(line.code(), function, name))) {
            return false;
        }
        read += (long) LINE * places.size();
        if (read > MOST) {
            return false;
        }
        for (Place each : places) {
            Statement statement = each.statement();
            boolean binds =
                    each.texts().stream().anyMatch(text -> Calls.targets(text).contains(name))
                            || (Bindings.binds(statement, name) && !ImportLine.imports(statement.code()));
            if (binds && !each.tried() && !explained.contains(each.of(name))) {
                return false;
            }
        }
        return true;
    }
}

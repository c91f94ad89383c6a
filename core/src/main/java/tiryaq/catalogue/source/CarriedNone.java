package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    private final List<Place> places = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> functions = new HashSet<>();
    private final Set<String> tables = new HashSet<>();
    /** What has been seen to give a name its value. */
    private final Set<String> explained = new HashSet<>();

    private CarriedNone() {}

    /** A statement of one of the files; {@code tried} where it belongs to the import and its handlers. */
    private record Place(SourceCode code, int at, boolean tried) {
        Statement statement() {
            return code.statements().get(at);
        }

        /** What it does; of a head, what follows on its line. */
        String text() {
            boolean head = statement().branches() || statement().defines();
            return head ? statement().inline() : statement().code();
        }

        /** The name of the function that it stands in; empty for none. */
        String function() {
            boolean whole = statement().defines() && !statement().code().startsWith("class ");
            int head = whole ? at : Bindings.function(code, at);
            return head < 0 ? "" : defined(code.statements().get(head));
        }

        String of(String name) {
            return System.identityHashCode(code) + ":" + at + ":" + name;
        }
    }

    /**
     * Whether it may be the one that a line uses.
     *
     * @param there the file that has the import
     * @param here the file of the line, the same object where it is the same
     * @param at the statement there
     * @param message what Python says of its use
     */
    public static boolean reaches(SourceCode there, GuardedImport guard, SourceCode here, int at, String message) {
        CarriedNone carried = new CarriedNone();
        Bindings.Range range = range(there, guard);
        carried.read(there, range);
        if (here != there) {
            carried.read(here, new Bindings.Range(0, 0));
        }
        carried.begin(there, guard, range);
        for (int i = 0; i < PASSES; i++) {
            carried.places.forEach(carried::follow);
        }
        return carried.used(new Place(here, at, false), message);
    }

    /** All of the {@code try}, or of the condition with its other branches. */
    private static Bindings.Range range(SourceCode code, GuardedImport guard) {
        if (guard.until() >= guard.from()) {
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
            places.add(new Place(code, i, range.has(i)));
        }
    }

    /** What the import leaves where it fails. */
    private void begin(SourceCode code, GuardedImport guard, Bindings.Range range) {
        Set<String> bound = new HashSet<>(ImportLine.bound(guard.source()));
        for (int i = range.from(); i < range.until(); i++) {
            Place place = new Place(code, i, true);
            String text = place.text();
            if (text.equals("return None") || text.equals("return")) {
                functions.add(place.function());
            }
            List<String> targets = targets(text);
            if (text.endsWith("= None")) {
                names.addAll(targets);
            }
            bound.addAll(targets);
        }
        for (int i = 0; i < range.from(); i++) {
            String text = code.statements().get(i).code();
            for (String name : text.endsWith("= None") ? targets(text) : List.<String>of()) {
                if (bound.contains(name)) {
                    names.add(name);
                    explained.add(new Place(code, i, false).of(name));
                }
            }
        }
        functions.remove("");
    }

    /** The last names of what a statement gives a value to; the {@code d} of {@code d[""] = x} is none of them. */
    private static List<String> targets(String text) {
        List<String> found = new ArrayList<>();
        int from = 0;
        for (int value = Calls.value(text); value > 0; ) {
            String target = text.substring(from, value - 1).strip();
            int type = target.indexOf(':');
            String name = Calls.dotted(type > 0 ? target.substring(0, type).strip() : target);
            if (!name.isEmpty()) {
                found.add(name);
            }
            from = value;
            int next = Calls.value(text.substring(from));
            value = next < 0 ? -1 : from + next;
        }
        return found;
    }

    private void follow(Place place) {
        String text = place.text();
        byDefault(place);
        if (text.startsWith("return ") && isNone(text.substring("return ".length()))) {
            functions.add(place.function());
            functions.remove("");
        }
        int begin = Calls.value(text);
        String value = begin < 0 ? "" : text.substring(lastValue(text, begin)).strip();
        boolean none = isNone(value);
        boolean table = !none && holds(value);
        for (String name : none || table ? targets(text) : List.<String>of()) {
            (none ? names : tables).add(name);
            explained.add(place.of(name));
        }
        if (none && begin > 1 && text.substring(0, begin - 1).strip().endsWith("]")) {
            int open = Calls.open(text, text.lastIndexOf(']', begin));
            tables.add(open < 0 ? "" : Calls.nameBefore(text, open));
        }
        for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
            handed(Calls.nameBefore(text, open), text, open);
        }
    }

    private static int lastValue(String text, int begin) {
        int from = begin;
        for (int next = Calls.value(text.substring(from)); next > 0; next = Calls.value(text.substring(from))) {
            from += next;
        }
        return from;
    }

    /** Into the parameters of what is called, or into what keeps it. */
    private void handed(String function, String text, int open) {
        List<String> given = Calls.parts(text.substring(open + 1, Calls.close(text, open)));
        int dot = open - function.length() - 1;
        for (int i = 0; i < given.size(); i++) {
            String each = given.get(i);
            int value = Calls.value(each);
            if (function.isEmpty() || !isNone(each.substring(Math.max(value, 0)).strip())) {
                continue;
            }
            if (Set.of("append", "add", "setdefault", "insert").contains(function) && dot > 0) {
                tables.add(Calls.nameBefore(text, dot));
            }
            parameter(function, value > 0 ? each.substring(0, value - 1).strip() : "", i);
        }
    }

    private void parameter(String function, String keyword, int position) {
        for (Place place : places) {
            Statement each = place.statement();
            String head = each.code();
            boolean made = head.startsWith("def __init__(")
                    && place.code().around(place.at()).stream()
                            .limit(1)
                            .anyMatch(in ->
                                    defined(place.code().statements().get(in)).equals(function));
            if (!made
                    && !(each.defines()
                            && !head.startsWith("class ")
                            && defined(each).equals(function))) {
                continue;
            }
            List<String> all = parameters(each);
            boolean method = !all.isEmpty()
                    && (all.getFirst().equals("self") || all.getFirst().equals("cls"));
            int index = position + (method ? 1 : 0);
            String name = !keyword.isEmpty() ? keyword : index < all.size() ? all.get(index) : "";
            if (all.contains(name)) {
                names.add(name);
                explained.add(place.of(name));
            }
        }
    }

    /** What a parameter stands for that nobody gives a value to. */
    private void byDefault(Place place) {
        Statement function = place.statement();
        int open = function.defines() && !function.code().startsWith("class ")
                ? function.code().indexOf('(')
                : -1;
        String all = open < 0 ? "" : function.code().substring(open + 1, Calls.close(function.code(), open));
        for (String each : Calls.parts(all)) {
            int value = Calls.value(each);
            if (value > 0 && isNone(each.substring(value).strip())) {
                String name = each.split("[:= ]", 2)[0];
                names.add(name);
                explained.add(place.of(name));
            }
        }
    }

    private static List<String> parameters(Statement function) {
        int open = function.code().indexOf('(');
        List<String> names = new ArrayList<>();
        for (String each : open < 0
                ? List.<String>of()
                : Calls.parts(function.code().substring(open + 1, Calls.close(function.code(), open)))) {
            names.add(each.split("[:= ]", 2)[0]);
        }
        return names;
    }

    private static String defined(Statement statement) {
        String head = statement.code();
        int from =
                head.startsWith("class ") ? 6 : head.startsWith("def ") ? 4 : head.startsWith("async def ") ? 10 : -1;
        int end = Math.max(from, 0);
        while (end < head.length() && Character.isJavaIdentifierPart(head.charAt(end))) {
            end++;
        }
        return from < 0 ? "" : head.substring(from, end);
    }

    /** Whether an expression may be that {@code None}. */
    private boolean isNone(String expression) {
        String name = Calls.dotted(expression);
        if (!name.isEmpty()) {
            return names.contains(name);
        }
        int last = expression.length() - 1;
        int open = last >= 0 && ")]".indexOf(expression.charAt(last)) >= 0 ? Calls.open(expression, last) : -1;
        if (open > 0 && !Calls.dotted(expression.substring(0, open)).isEmpty()) {
            return given(expression, open);
        }
        boolean chosen = Identifier.standsIn(expression, "None") || expression.contains(" and ");
        return chosen && names.stream().anyMatch(each -> Identifier.standsIn(expression, each));
    }

    /** Whether what is called, or looked up, there may give it. */
    private boolean given(String code, int open) {
        String name = Calls.nameBefore(code, open);
        boolean asked = name.equals("get") && code.charAt(open) == '(';
        String table = asked ? Calls.nameBefore(code, Math.max(0, open - "get".length() - 1)) : name;
        return (asked || code.charAt(open) == '[') ? tables.contains(table) : functions.contains(name);
    }

    /** Whether it is one of the things in a table that is written down. */
    private boolean holds(String value) {
        int open = value.startsWith("dict(") ? 4 : 0;
        if (value.isEmpty() || "([{".indexOf(value.charAt(open)) < 0) {
            return false;
        }
        for (String each : Calls.parts(value.substring(open + 1, Calls.close(value, open)))) {
            int mark = Math.max(each.lastIndexOf(':'), each.lastIndexOf('='));
            if (isNone(each.substring(mark + 1).strip())) {
                return true;
            }
        }
        return false;
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
        int open = ")]".indexOf(code.charAt(at - 1)) >= 0 ? Calls.open(code, at - 1) : -1;
        return open > 0 && given(code, open);
    }

    /** Whether nothing but what was followed gives the name a value. */
    private boolean alone(Place line, String name, boolean attribute) {
        int function = Bindings.function(line.code(), line.at());
        boolean parameter = !attribute
                && function >= 0
                && parameters(line.code().statements().get(function)).contains(name);
        if (parameter && !explained.contains(new Place(line.code(), function, false).of(name))) {
            return false;
        }
        for (Place each : places) {
            Statement statement = each.statement();
            boolean binds = targets(each.text()).contains(name)
                    || (Bindings.binds(statement, name) && !ImportLine.imports(statement.code()));
            if (binds && !each.tried() && !explained.contains(each.of(name))) {
                return false;
            }
        }
        return true;
    }
}

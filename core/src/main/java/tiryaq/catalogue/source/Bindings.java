package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** Where names of a Python file get their values. */
public final class Bindings {
    private Bindings() {}

    /** The value that a statement gives to a name, as code; empty where it gives it none. */
    public static String assigned(String code, String name) {
        if (!code.startsWith(name)) {
            return "";
        }
        String rest = code.substring(name.length()).stripLeading();
        // With its type: HAVE: bool = False.
        int equals = rest.startsWith(":") ? rest.indexOf('=') : 0;
        return equals >= 0 && rest.startsWith("=", equals) && !rest.startsWith("==", equals)
                ? rest.substring(equals + 1).strip()
                : "";
    }

    /** Whether a statement binds a name, or may. */
    public static boolean binds(Statement statement, String name) {
        if (!Identifier.standsIn(statement.code(), name)) {
            return false;
        }
        String code = statement.branches() ? statement.inline() : statement.code();
        for (String part : code.split(";")) {
            if (simply(part.strip(), name)) {
                return true;
            }
        }
        String head = statement.branches() ? statement.condition() : statement.code();
        boolean loop = statement.keyword().equals("for") || statement.keyword().equals("async");
        int in = head.indexOf(" in ");
        return head.contains(name + " :=")
                || head.contains(name + ":=")
                || head.endsWith(" as " + name)
                || head.contains(" as " + name + ",")
                || (statement.branches() && loop && in > 0 && Identifier.standsIn(head.substring(0, in), name));
    }

    private static boolean simply(String code, String name) {
        if (code.startsWith("global ") || code.startsWith("nonlocal ") || code.startsWith("del ")) {
            return Identifier.standsIn(code, name);
        }
        if (ImportLine.imports(code)) {
            return ImportLine.bound(code).contains(name);
        }
        if (code.startsWith("def ") || code.startsWith("class ") || code.startsWith("async def ")) {
            String rest = code.substring(code.indexOf(code.startsWith("class ") ? "ss " : "ef ") + 3)
                    .strip();
            return rest.startsWith(name) && !Character.isJavaIdentifierPart((rest + " ").charAt(name.length()));
        }
        int depth = 0;
        int last = -1;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += Statement.step(c);
            boolean equal = c == '=' && depth == 0 && !code.startsWith("==", i);
            if (equal && (i == 0 || "=!<>".indexOf(code.charAt(i - 1)) < 0)) {
                last = i;
            }
        }
        String targets = last < 0 ? "" : code.substring(0, last);
        for (String target : targets.split("[=,:()+*/|& -]+")) {
            if (target.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The statements of the {@code try} that an import stands in, with all its clauses. */
    public record Range(int from, int until) {
        public static Range of(SourceCode code, GuardedImport guard) {
            List<Statement> all = code.statements();
            int at = code.at(guard.line());
            int head = at;
            List<Integer> heads = new ArrayList<>();
            if (at >= 0) {
                heads.add(at);
                heads.addAll(code.around(at));
            }
            for (int each : heads) {
                boolean opens = all.get(each).code().startsWith("try:")
                        || all.get(each).code().contains("suppress(");
                int clauses = opens ? end(code, each) : each;
                if (opens && all.get(clauses - 1).until() >= guard.until()) {
                    head = each;
                    break;
                }
            }
            return at < 0 ? new Range(0, 0) : new Range(head, end(code, head));
        }

        private static int end(SourceCode code, int head) {
            List<Statement> all = code.statements();
            int end = code.end(head);
            while (end < all.size()
                    && all.get(end).indent() == all.get(head).indent()
                    && List.of("except", "else", "finally")
                            .contains(all.get(end).keyword())) {
                end = code.end(end);
            }
            return end;
        }

        boolean has(int at) {
            return at >= from && at < until;
        }
    }

    /** Whether a name at a statement is a parameter or variable of the function there, and none of the module's. */
    public static boolean shadowed(SourceCode code, int at, String name, Range guard) {
        List<Statement> all = code.statements();
        for (int head : code.around(at)) {
            Statement function = all.get(head);
            if (!function.defines() || function.code().startsWith("class ")) {
                continue;
            }
            int open = function.code().indexOf('(');
            if (open > 0 && Identifier.standsIn(function.code().substring(open), name)) {
                return true;
            }
            boolean bound = false;
            for (int i = head + 1; i < code.end(head); i++) {
                String each = all.get(i).code();
                if (each.startsWith("global ") && Identifier.standsIn(each, name)) {
                    return false;
                }
                bound |= !guard.has(i) && binds(all.get(i), name);
            }
            if (bound) {
                return true;
            }
        }
        return false;
    }

    /** The head of the function that a statement stands in; -1 where it stands in none. */
    public static int function(SourceCode code, int at) {
        for (int head : code.around(at)) {
            Statement each = code.statements().get(head);
            if (each.defines() && !each.code().startsWith("class ")) {
                return head;
            }
        }
        return -1;
    }

    /** Whether a statement of a function is reached whenever that is called. */
    public static boolean unconditional(SourceCode code, int at, int function) {
        List<Integer> heads = code.around(at);
        return !heads.isEmpty() && heads.getFirst() == function && code.direct(function, at);
    }

    /** Whether nothing in the file binds a name but the {@code try} of an import and a default of before that. */
    public static boolean only(SourceCode code, String name, Range guard) {
        List<Statement> all = code.statements();
        for (int i = 0; i < all.size() && !code.cut(); i++) {
            boolean preset = i < guard.from()
                    && all.get(i).indent() == 0
                    && !assigned(all.get(i).code(), name).isEmpty();
            if (!guard.has(i) && !preset && binds(all.get(i), name)) {
                return false;
            }
        }
        return !code.cut();
    }

    /**
     * Whether a name at a statement is another one than the {@code try} of an import sets, or has {@code None} from
     * elsewhere: from a statement of the module that comes after, or from before where it need not have been tried.
     */
    public static boolean elsewhere(SourceCode code, int at, String name, GuardedImport guard) {
        Range range = Range.of(code, guard);
        if (shadowed(code, at, name, range)) {
            return true;
        }
        List<Statement> all = code.statements();
        int tried = code.at(guard.line());
        // What stands in a function may be tried as soon as that is called; under a condition there, nobody knows.
        boolean perhaps = function(code, tried) >= 0 && !unconditional(code, range.from(), function(code, tried));
        for (int i = 0; i < all.size(); i++) {
            Statement each = all.get(i);
            String value = assigned(each.branches() ? each.inline() : each.code(), name);
            boolean counts = i >= range.until() ? function(code, i) < 0 : i < range.from() && perhaps;
            if (counts && !range.has(i) && value.equals("None")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name in a line, from 1, is a parameter of the function there. */
    public static boolean parameter(SourceCode code, int number, String name) {
        int at = code.at(number);
        int head = at < 0 ? -1 : function(code, at);
        String function = head < 0 ? "" : code.statements().get(head).code();
        return Identifier.standsIn(function.substring(Math.max(0, function.indexOf('('))), name);
    }
}

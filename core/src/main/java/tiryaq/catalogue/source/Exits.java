package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** Where a Python file ends its program, and on what that depends. */
final class Exits {
    private final SourceCode code;

    /** The conditions above all of them, one to a line, and the words in them. */
    private final String conditions;

    private final Set<String> words;
    private final Map<Integer, Boolean> known = new HashMap<>();

    Exits(SourceCode code) {
        this.code = code;
        List<Statement> all = code.statements();
        Set<Integer> heads = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            String text = all.get(i).code();
            if (text.contains("exit(") || text.contains("SystemExit") || text.startsWith("raise ")) {
                heads.addAll(code.around(i));
                heads.add(i);
            }
        }
        StringBuilder found = new StringBuilder();
        for (int head : heads) {
            if (all.get(head).keyword().equals("if")) {
                found.append(all.get(head).condition()).append('\n');
            }
        }
        this.conditions = found.toString();
        this.words = Identifier.all(conditions);
    }

    SourceCode code() {
        return code;
    }

    /** Whether one stands under a condition on a name that is set where a statement stands. */
    boolean dependOn(int at) {
        return known.computeIfAbsent(at, this::ask);
    }

    private boolean ask(int at) {
        return !conditions.isEmpty()
                && names(at).stream()
                        .anyMatch(name ->
                                Identifier.is(name) ? words.contains(name) : Identifier.standsIn(conditions, name));
    }

    private List<String> names(int at) {
        List<Statement> all = code.statements();
        List<String> names = new ArrayList<>(set(all.get(at).code()));
        int outermost = -1;
        for (int head : code.around(at)) {
            Statement each = all.get(head);
            if (each.code().startsWith("class ")) {
                // Its statements are reached as if they stood around it.
                continue;
            }
            if (each.defines()) {
                String function = Calls.defined(each);
                names.add(function);
                all.stream().filter(one -> calls(one.code(), function)).forEach(one -> names.addAll(set(one.code())));
                break;
            }
            outermost = head;
        }
        if (outermost >= 0) {
            all.subList(outermost, end(outermost)).forEach(one -> names.addAll(set(one.code())));
        }
        return names;
    }

    private static boolean calls(String code, String function) {
        int at = code.indexOf(function + "(");
        while (at > 0 && Character.isJavaIdentifierPart(code.charAt(at - 1))) {
            at = code.indexOf(function + "(", at + 1);
        }
        return at >= 0;
    }

    /** Where a block ends; of a {@code try}, its last clause. */
    private int end(int head) {
        List<Statement> all = code.statements();
        int until = code.end(head);
        boolean tried = all.get(head).keyword().equals("try");
        while (tried
                && until < all.size()
                && all.get(until).indent() == all.get(head).indent()
                && List.of("except", "else", "finally").contains(all.get(until).keyword())) {
            until = code.end(until);
        }
        return until;
    }

    /** The name that a statement sets or adds to. */
    private static List<String> set(String code) {
        int end = Brackets.name(code);
        String rest = code.substring(end).stripLeading();
        boolean sets = rest.startsWith("=")
                || rest.startsWith("+=")
                || rest.startsWith(".a")
                || rest.startsWith("[")
                || rest.startsWith(":");
        return end > 0 && sets ? List.of(code.substring(code.startsWith("self.") ? 5 : 0, end)) : List.of();
    }
}

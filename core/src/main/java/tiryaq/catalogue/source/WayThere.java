package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * What it depends on whether a statement is reached within its function.
 *
 * @param conditions the innermost first
 * @param sole whether there is one condition, and the statement is reached whenever that is met
 */
public record WayThere(List<Condition> conditions, boolean sole) {
    /** Of a statement that raises an exception by itself. */
    public static WayThere to(SourceCode code, int at) {
        List<Statement> all = code.statements();
        List<Condition> conditions = new ArrayList<>();
        Statement own = all.get(at);
        if (own.keyword().equals("assert")) {
            conditions.add(new Condition(asserted(own.code()), false));
        } else if (own.keyword().equals("if")) {
            conditions.add(new Condition(own.condition(), true));
        }
        int heads = 0;
        boolean direct = Set.of("raise", "assert").contains(own.keyword())
                || (own.keyword().equals("if") && own.inline().startsWith("raise "));
        int inner = at;
        for (int head : code.around(at)) {
            Statement each = all.get(head);
            if (each.defines()) {
                break;
            }
            heads++;
            direct &= code.direct(head, inner);
            inner = head;
            switch (each.keyword()) {
                case "if" -> conditions.add(new Condition(each.condition(), true));
                case "elif" -> {
                    conditions.add(new Condition(each.condition(), true));
                    heads += otherwise(code, head, conditions);
                }
                case "else" -> heads += otherwise(code, head, conditions) - 1;
                default -> {
                    // What is neither one nor the other decides in a way that is not read here.
                    direct = false;
                }
            }
        }
        boolean sole =
                conditions.size() == 1 && direct && heads == (own.keyword().equals("raise") ? 1 : 0);
        return new WayThere(conditions, sole);
    }

    /** The conditions that did not hold before another branch is taken; how many heads these are. */
    private static int otherwise(SourceCode code, int branch, List<Condition> conditions) {
        int heads = 0;
        for (int i = code.before(branch); i >= 0; i = code.before(i)) {
            Statement each = code.statements().get(i);
            heads++;
            if (!each.keyword().equals("if") && !each.keyword().equals("elif")) {
                // The else of a loop, or of a try.
                return heads + 1;
            }
            conditions.add(new Condition(each.condition(), false));
            if (each.keyword().equals("if")) {
                return heads;
            }
        }
        return heads;
    }

    private static String asserted(String code) {
        return Brackets.parts(code.substring("assert".length())).stream()
                .findFirst()
                .orElse("");
    }
}

package tiryaq.catalogue.source;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** On what an exit depends that a program comes to after it had caught a failed import, told it, and gone on. */
public final class LaterExit {
    /** What leads from the failed import to the exit, the nearest first. */
    public enum Link {
        /** Its handler comes to the exit. */
        HANDLER,
        /** A name that is set where the import was tried decides whether the exit is reached, or with what. */
        NAME,
        /** The exit, or what the handler does, stands where nobody has looked. */
        UNTOLD,
        /** Nothing that stands in the text. */
        NONE
    }

    /** What a handler calls that goes on after it. */
    private static final Set<String> TELLING = Set.of(
            "print",
            "traceback",
            "log",
            "logger",
            "logging",
            "LOG",
            "LOGGER",
            "_log",
            "_logger",
            "warnings",
            "sys",
            "str",
            "repr",
            "format",
            "type",
            "self");

    /** What stands for nothing: that the import failed is remembered by it. */
    private static final Set<String> NOTHING = Set.of("None", "False", "True", "0", "1", "[]", "{}", "()", "\"\"");

    private final Map<String, SourceCode> texts;
    private final Ends ends;

    /** Null where there is no end for which it would be asked. */
    private final @Nullable Assignments assignments;

    private LaterExit(Map<String, SourceCode> texts, Ends ends, @Nullable Assignments assignments) {
        this.texts = texts;
        this.ends = ends;
        this.assignments = assignments;
    }

    /**
     * The exits in some files.
     *
     * @param texts by file, the one that was run first
     * @param exitCode what the program ended with; null where that is not known
     * @param exit the line in the first file where it was; 0 where that is not known
     */
    public static LaterExit in(Map<String, SourceCode> texts, @Nullable Integer exitCode, int exit) {
        Ends ends = new Ends(texts, exitCode, exit);
        return new LaterExit(texts, ends, ends.sites().isEmpty() ? null : new Assignments(texts.values()));
    }

    /** Whether there are any; else nothing is told of what leads to them. */
    public boolean any() {
        return assignments != null;
    }

    /** What leads there from the import in a line, from 1, of one of the files. */
    public Link from(String file, int line) {
        SourceCode code = Objects.requireNonNull(texts.get(file));
        int at = assignments == null ? -1 : code.at(line);
        List<Statement> all = code.statements();
        for (int head : at < 0 ? List.<Integer>of() : code.around(at)) {
            if (all.get(head).defines()) {
                break;
            }
            if (all.get(head).code().startsWith("try:")) {
                int handler = code.end(head);
                int after = handler;
                while (after < all.size()
                        && all.get(after).indent() == all.get(head).indent()
                        && List.of("except", "else", "finally")
                                .contains(all.get(after).keyword())) {
                    after = code.end(after);
                }
                return link(new Tried(code, head, handler, after), Objects.requireNonNull(assignments));
            }
        }
        return Link.UNTOLD;
    }

    private Link link(Tried tried, Assignments all) {
        if (ends.sites().stream().anyMatch(each -> each.within(tried.code, tried.handler, tried.after))) {
            return Link.HANDLER;
        }
        Set<String> names = all.from(tried.names());
        boolean named = ends.sites().stream()
                .filter(each -> !each.within(tried.code, tried.head, tried.handler))
                .anyMatch(each -> each.words().stream().anyMatch(names::contains));
        return named ? Link.NAME : callsAway(tried) ? Link.UNTOLD : Link.NONE;
    }

    /** Whether the handler calls what may well end the program, and whose text is not among these. */
    private boolean callsAway(Tried tried) {
        for (int i = tried.handler; i < tried.after; i++) {
            Statement each = tried.code.statements().get(i);
            String text = each.branches() ? each.inline() : each.code();
            int open = text.indexOf('(');
            String called = open < 0 ? "" : text.substring(0, open);
            String name = called.substring(Math.max(called.lastIndexOf('='), called.lastIndexOf(' ')) + 1);
            String first = name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'));
            boolean known = TELLING.contains(first) || ends.defines(name);
            if (!called.contains("=") && Identifier.is(first) && !known) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where an import is tried.
     *
     * @param head where the {@code try} stands
     * @param handler where its first clause does
     * @param after what follows its last one
     */
    private record Tried(SourceCode code, int head, int handler, int after) {
        /** What is set there, and the function in which it stands. */
        private Set<String> names() {
            List<Statement> all = code.statements();
            Set<String> names = new HashSet<>();
            Set<String> replaced = new HashSet<>();
            Set<String> caught = exceptions();
            int outermost = head;
            for (int around : code.around(head)) {
                if (all.get(around).defines()) {
                    names.add(Ends.function(all.get(around)));
                    break;
                }
                outermost = around;
            }
            int until = Math.max(after, code.end(outermost));
            for (int i = outermost; i < until; i++) {
                Statement each = all.get(i);
                String text = each.branches() ? each.inline() : each.code();
                List<String> set = Assignments.set(text);
                names.addAll(set);
                if (i >= handler && i < after && !set.isEmpty() && substitutes(text, caught)) {
                    replaced.addAll(set);
                }
            }
            names.removeAll(replaced);
            return names;
        }

        /** What the handlers call what they have caught. */
        private Set<String> exceptions() {
            Set<String> found = new HashSet<>();
            for (int i = handler; i < after; i++) {
                Statement each = code.statements().get(i);
                int as = each.keyword().equals("except") ? each.condition().lastIndexOf(" as ") : -1;
                if (as >= 0) {
                    found.add(each.condition().substring(as + 4).strip());
                }
            }
            return found;
        }

        /** Whether a handler sets a name to something that does in the place of what failed. */
        private static boolean substitutes(String text, Set<String> caught) {
            int equal = Assignments.equal(text);
            String value = equal < 0 ? "" : text.substring(equal + 1).strip();
            boolean adds = equal > 0 && "+-*/|&".indexOf(text.charAt(equal - 1)) >= 0;
            return equal > 0
                    && !adds
                    && !NOTHING.contains(value)
                    && !value.chars().allMatch(Character::isDigit)
                    && Identifier.all(value).stream().noneMatch(caught::contains);
        }
    }
}

package tiryaq.catalogue.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** On what an exit depends that a program comes to after it had caught a failed import, told it, and gone on. */
public final class LaterExit {
    /** What leads from the failed import to the exit. */
    public enum Link {
        /** Its handler comes to the exit. */
        HANDLER,
        /** A name that is set where the import was tried decides whether the exit is reached, or with what. */
        NAME,
        /** Nothing that stands in the text. */
        NONE,
        /** The exit, or what the handler does, stands where nobody has looked. */
        UNTOLD
    }

    private static final int SITES = 256;

    /** Names that come of names are followed so often. */
    private static final int ROUNDS = 3;

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

    private final SourceCode code;
    private final int tried;
    private final int handler;
    private final int after;
    private final Set<String> names = new LinkedHashSet<>();

    private LaterExit(SourceCode code, int tried, int handler, int after) {
        this.code = code;
        this.tried = tried;
        this.handler = handler;
        this.after = after;
    }

    /**
     * What leads there from the import in a line, from 1.
     *
     * @param texts files that may have the exit, the one that was run first
     * @param exitCode what the program ended with; null where that is not known
     * @param exit the line in the first file where it was; 0 where that is not known
     */
    public static Link of(SourceCode code, int line, List<SourceCode> texts, @Nullable Integer exitCode, int exit) {
        int at = code.at(line);
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
                return new LaterExit(code, head, handler, after).link(texts, exitCode, exit);
            }
        }
        return Link.UNTOLD;
    }

    private Link link(List<SourceCode> texts, @Nullable Integer exitCode, int exit) {
        collect();
        List<SourceCode> all = new ArrayList<>(texts);
        if (!all.contains(code)) {
            all.add(code);
        }
        List<Site> sites = sites(all, exitCode, exit);
        if (sites.stream().anyMatch(each -> within(each, handler, after))) {
            return Link.HANDLER;
        }
        follow(all);
        if (sites.stream().anyMatch(this::named)) {
            return Link.NAME;
        }
        return sites.isEmpty() || callsAway(all) ? Link.UNTOLD : Link.NONE;
    }

    /** What is set where the import is tried, and what the function gives in which it stands. */
    private void collect() {
        List<Statement> all = code.statements();
        Set<String> replaced = new HashSet<>();
        int outermost = tried;
        for (int head : code.around(tried)) {
            if (all.get(head).defines()) {
                names.add(function(all.get(head)));
                break;
            }
            outermost = head;
        }
        for (int i = outermost; i < Math.max(after, code.end(outermost)); i++) {
            Statement each = all.get(i);
            String text = each.branches() ? each.inline() : each.code();
            for (String name : set(text)) {
                names.add(name);
                if (i >= handler && i < after && substitutes(text)) {
                    replaced.add(name);
                }
            }
        }
        names.removeAll(replaced);
    }

    /** Whether a handler sets a name to something that does in the place of what failed. */
    private boolean substitutes(String text) {
        int equal = assignment(text);
        String value = equal < 0 ? "" : text.substring(equal + 1).strip();
        boolean adds = equal > 0 && "+-*/|&".indexOf(text.charAt(equal - 1)) >= 0;
        Set<String> words = Identifier.all(value);
        return equal > 0
                && !adds
                && !NOTHING.contains(value)
                && !value.chars().allMatch(Character::isDigit)
                && exceptions().stream().noneMatch(words::contains);
    }

    /** What the handlers call what they have caught. */
    private List<String> exceptions() {
        List<String> found = new ArrayList<>();
        for (int i = handler; i < after; i++) {
            Statement each = code.statements().get(i);
            int as = each.keyword().equals("except") ? each.condition().lastIndexOf(" as ") : -1;
            if (as >= 0) {
                found.add(each.condition().substring(as + 4).strip());
            }
        }
        return found;
    }

    /** Adds the names that are set from one of these. */
    private void follow(List<SourceCode> texts) {
        for (int round = 0; round < ROUNDS; round++) {
            Set<String> more = new HashSet<>();
            for (SourceCode text : texts) {
                for (Statement each : text.statements()) {
                    List<String> targets = each.defines() || each.branches() ? List.of() : set(each.code());
                    if (!targets.isEmpty()
                            && mentions(each.code().substring(each.code().indexOf('=') + 1))) {
                        more.addAll(targets);
                    }
                }
            }
            if (!names.addAll(more)) {
                return;
            }
        }
    }

    private boolean mentions(String text) {
        Set<String> words = Identifier.all(text);
        return names.stream().anyMatch(words::contains);
    }

    /** The names, without what they are attributes of, that a statement sets, adds to, or changes by a method. */
    private static List<String> set(String text) {
        int equal = assignment(text);
        List<String> found = new ArrayList<>();
        for (String target :
                equal < 0 ? new String[0] : text.substring(0, equal).split("[=,()]")) {
            String name = target.strip();
            name = name.substring(0, name.indexOf('[') < 0 ? name.length() : name.indexOf('['));
            name = name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':'));
            name = name.replaceAll("[-+*/|&%^@<> ]+$", "");
            name = name.substring(name.lastIndexOf('.') + 1);
            if (Identifier.is(name)) {
                found.add(name);
            }
        }
        int dot = equal < 0 ? text.lastIndexOf('.', Math.max(0, text.indexOf('('))) : -1;
        String method = dot < 0 ? "" : text.substring(dot + 1, text.indexOf('('));
        if (List.of("append", "add", "update", "extend", "setdefault", "insert").contains(method)) {
            String owner = text.substring(0, dot);
            found.add(owner.substring(owner.lastIndexOf('.') + 1));
        }
        return found;
    }

    private static int assignment(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += Statement.step(c);
            if (c == '=' && depth == 0) {
                boolean compares = text.startsWith("==", i) || (i > 0 && "!<>=".indexOf(text.charAt(i - 1)) >= 0);
                return compares ? -1 : i;
            }
        }
        return -1;
    }

    /** Where a program ends, or what leads there, and what it gives. */
    private record Site(SourceCode text, int at, String gives) {}

    private boolean within(Site site, int from, int until) {
        return site.text.equals(code) && site.at >= from && site.at < until;
    }

    private static List<Site> sites(List<SourceCode> texts, @Nullable Integer exitCode, int exit) {
        Deque<Site> todo = new ArrayDeque<>();
        for (SourceCode text : texts) {
            for (int i = 0; i < text.statements().size(); i++) {
                Statement each = text.statements().get(i);
                boolean meant = exit == 0 || (text.equals(texts.getFirst()) && each.from() == exit);
                String given = meant ? given(each) : "";
                if (!given.isEmpty() && ends(given.substring(1), exitCode)) {
                    todo.add(new Site(text, i, given.substring(1)));
                }
            }
        }
        List<Site> found = new ArrayList<>();
        Set<Site> known = new HashSet<>(todo);
        while (!todo.isEmpty() && found.size() < SITES) {
            Site site = todo.removeFirst();
            found.add(site);
            for (Site each : further(site, texts, exitCode)) {
                if (known.add(each)) {
                    todo.add(each);
                }
            }
        }
        return found;
    }

    /** Who calls the function that a site stands in, and what those give that it gives on. */
    private static List<Site> further(Site site, List<SourceCode> texts, @Nullable Integer exitCode) {
        List<Site> found = new ArrayList<>();
        String around = site.text.around(site.at).stream()
                .map(site.text.statements()::get)
                .filter(each -> each.code().contains("def "))
                .findFirst()
                .map(LaterExit::function)
                .orElse("");
        for (SourceCode text : texts) {
            for (int i = 0; i < text.statements().size(); i++) {
                Statement each = text.statements().get(i);
                if (!around.isEmpty() && !each.defines() && each.code().contains(around + "(")) {
                    found.add(new Site(text, i, ""));
                }
                boolean called = each.code().startsWith("def ") && site.gives.contains(function(each) + "(");
                for (int inner = i + 1; called && inner < text.end(i); inner++) {
                    String code = text.statements().get(inner).code();
                    String given =
                            code.startsWith("return ") ? code.substring(7).strip() : "None";
                    if (!given.equals("None") && ends(given, exitCode)) {
                        found.add(new Site(text, inner, given));
                    }
                }
            }
        }
        return found;
    }

    /** What an exit gives, behind a mark; empty where a statement is none. */
    private static String given(Statement statement) {
        String text = statement.code();
        if (statement.defines() || text.startsWith("import ") || text.startsWith("from ")) {
            return "";
        }
        for (String each : List.of("exit(", "SystemExit(")) {
            int at = text.indexOf(each);
            if (at >= 0) {
                List<String> items = Brackets.items(text.substring(at + each.length() - 1));
                return items.isEmpty() ? "=0" : "=" + items.getFirst();
            }
        }
        return "";
    }

    /** Whether a program that gives this may end with the code with which it did. */
    private static boolean ends(String given, @Nullable Integer exitCode) {
        if (exitCode == null) {
            return true;
        }
        boolean number = !given.isEmpty() && given.length() < 4 && given.chars().allMatch(Character::isDigit);
        boolean words = given.startsWith("\"") || given.startsWith("f\"");
        return number ? Integer.parseInt(given) == exitCode : !words || exitCode == 1;
    }

    private boolean named(Site site) {
        return !within(site, tried, handler)
                && (mentions(site.gives)
                        || WayThere.to(site.text, site.at).conditions().stream().anyMatch(each -> mentions(each.code()))
                        || turnedAway(site));
    }

    /** Whether a branch before it, which depends on one of the names, goes elsewhere. */
    private boolean turnedAway(Site site) {
        List<Statement> all = site.text.statements();
        int function = site.text.around(site.at).stream()
                .filter(head -> all.get(head).defines())
                .findFirst()
                .orElse(-1);
        for (int i = function + 1; i < site.at; i++) {
            Statement each = all.get(i);
            boolean asks = each.branches()
                    && List.of("if", "elif", "while", "for").contains(each.keyword())
                    && mentions(each.condition());
            String last =
                    asks ? each.inline() + " " + all.get(site.text.end(i) - 1).code() : "";
            boolean well = last.contains("exit()") || last.contains("exit(0)");
            // One that fails in another way is not what the end came to, whatever was there.
            if (well || last.contains("return") || last.contains("continue") || last.contains("break")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the handler calls what may well end the program, and whose text is not among these. */
    private boolean callsAway(List<SourceCode> texts) {
        for (int i = handler; i < after; i++) {
            Statement each = code.statements().get(i);
            String text = each.branches() ? each.inline() : each.code();
            int open = text.indexOf('(');
            String called = open < 0 ? "" : text.substring(0, open);
            String name = called.substring(Math.max(called.lastIndexOf('='), called.lastIndexOf(' ')) + 1);
            String first = name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'));
            boolean known = TELLING.contains(first)
                    || texts.stream()
                            .flatMap(one -> one.statements().stream())
                            .anyMatch(one -> one.code().startsWith("def " + name + "("));
            if (!called.contains("=") && Identifier.is(first) && !known) {
                return true;
            }
        }
        return false;
    }

    private static String function(Statement head) {
        int name = head.code().indexOf("def ") + 4;
        int open = head.code().indexOf('(');
        return head.code().startsWith("class ") || open < name
                ? ""
                : head.code().substring(name, open).strip();
    }
}

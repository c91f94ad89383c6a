package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** Which names some files set from which others. */
final class Assignments {
    /** Names that come of names are followed so often. */
    private static final int ROUNDS = 3;

    private static final Set<String> CHANGING = Set.of("append", "add", "update", "extend", "setdefault", "insert");

    /** How an argument is called is no name of the program. */
    private static final Pattern KEYWORD = Pattern.compile("([(,]\\s*)\\w+\\s*=(?!=)");

    private final List<List<String>> targets = new ArrayList<>();
    private final Map<String, List<Integer>> users = new HashMap<>();

    Assignments(Collection<SourceCode> texts) {
        for (SourceCode text : texts) {
            for (Statement each : text.statements()) {
                if (each.branches()) {
                    head(each);
                }
                String code = each.defines() ? "" : each.branches() ? each.inline() : each.code();
                add(set(code), value(code));
            }
        }
    }

    /** What {@code for a in b} and {@code with b as a} set from what. */
    private void head(Statement each) {
        String code = each.code().startsWith("async ") ? each.code().substring("async ".length()) : each.code();
        String head = new Statement(each.from(), each.until(), each.indent(), code).condition();
        if (code.startsWith("for ")) {
            int in = head.indexOf(" in ");
            add(in < 0 ? List.of() : targets(head.substring(0, in)), head.substring(in + 1));
        } else if (code.startsWith("with")) {
            String items = head.startsWith("(") && Brackets.close(head, 0) == head.length() - 1
                    ? head.substring(1, head.length() - 1)
                    : head;
            for (String item : Brackets.split(items, ',')) {
                int as = item.lastIndexOf(" as ");
                add(as < 0 ? List.of() : targets(item.substring(as + 4)), item.substring(0, Math.max(as, 0)));
            }
        }
    }

    private void add(List<String> names, String value) {
        if (!names.isEmpty()) {
            for (String word : Identifier.all(KEYWORD.matcher(value).replaceAll("$1"))) {
                users.computeIfAbsent(word, _ -> new ArrayList<>()).add(targets.size());
            }
            targets.add(names);
        }
    }

    /** From what a statement sets names: the right side, or what a changing method is given. */
    private static String value(String text) {
        int equal = equal(text);
        return equal < 0 ? text.substring(Math.max(text.indexOf('('), 0)) : text.substring(equal + 1);
    }

    private static List<String> targets(String text) {
        List<String> found = new ArrayList<>();
        for (String each : text.split("[,()\\[\\]*]")) {
            String name = target(each.strip());
            if (Identifier.is(name)) {
                found.add(name);
            }
        }
        return found;
    }

    /** Some names with those that are set from one of them. */
    Set<String> from(Set<String> names) {
        Set<String> all = new HashSet<>(names);
        Set<String> newest = names;
        BitSet read = new BitSet();
        for (int round = 0; round < ROUNDS && !newest.isEmpty(); round++) {
            Set<String> more = new HashSet<>();
            for (String name : newest) {
                for (int each : users.getOrDefault(name, List.of())) {
                    if (!read.get(each)) {
                        read.set(each);
                        targets.get(each).stream().filter(all::add).forEach(more::add);
                    }
                }
            }
            newest = more;
        }
        return all;
    }

    /** The names, without what they are attributes of, that a statement sets, adds to, or changes by a method. */
    static List<String> set(String text) {
        int equal = equal(text);
        List<String> found = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= equal; i++) {
            if ("=,()".indexOf(text.charAt(i)) >= 0) {
                String name = target(text.substring(from, i));
                if (Identifier.is(name)) {
                    found.add(name);
                }
                from = i + 1;
            }
        }
        int open = equal < 0 ? text.indexOf('(') : -1;
        int dot = open <= 0 ? -1 : text.lastIndexOf('.', open);
        if (dot >= 0 && CHANGING.contains(text.substring(dot + 1, open))) {
            String name = target(text.substring(0, dot));
            if (Identifier.is(name)) {
                found.add(name);
            }
        }
        return found;
    }

    private static String target(String text) {
        int end = 0;
        while (end < text.length() && "[:".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        // What stands before the sign of an augmented one.
        while (end > 0 && "-+*/|&%^@<> ".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        String name = text.substring(0, end);
        return name.substring(name.lastIndexOf('.') + 1).strip();
    }

    /** Where the sign of an assignment stands; -1 for none. */
    static int equal(String text) {
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
}

package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** Which names some files set from which others. */
final class Assignments {
    /** Names that come of names are followed so often. */
    private static final int ROUNDS = 3;

    private static final Set<String> CHANGING = Set.of("append", "add", "update", "extend", "setdefault", "insert");

    private final List<List<String>> targets = new ArrayList<>();
    private final Map<String, List<Integer>> users = new HashMap<>();

    Assignments(Collection<SourceCode> texts) {
        for (SourceCode text : texts) {
            for (Statement each : text.statements()) {
                List<String> names = each.defines() || each.branches() ? List.of() : set(each.code());
                if (!names.isEmpty()) {
                    for (String word :
                            Identifier.all(each.code().substring(each.code().indexOf('=') + 1))) {
                        users.computeIfAbsent(word, _ -> new ArrayList<>()).add(targets.size());
                    }
                    targets.add(names);
                }
            }
        }
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
            found.add(text.substring(text.lastIndexOf('.', dot - 1) + 1, dot));
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

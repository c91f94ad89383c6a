package tiryaq.catalogue.source.path;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tiryaq.catalogue.source.Bindings;
import tiryaq.catalogue.source.Calls;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * The names by which a file speaks of the search path.
 *
 * @param path those of {@code sys.path} itself
 * @param finders those of the lists of what searches it
 * @param beyond the statement that gives it one name more than are followed; -1 for none
 */
record PathNames(List<String> path, List<String> finders, int beyond) {
    /** More than a program gives it by hand. */
    private static final int MOST = 32;

    static PathNames of(SourceCode code) {
        Set<String> modules = new LinkedHashSet<>(List.of("sys"));
        Set<String> path = new LinkedHashSet<>();
        List<Statement> all = code.statements();
        int beyond = -1;
        for (int i = 0; i < all.size() && beyond < 0; i++) {
            String text = all.get(i).code();
            modules.addAll(modules(text, "sys"));
            path.addAll(imported(text, "sys", Set.of("path")));
            beyond = modules.size() > MOST || path.size() > MOST ? i : -1;
        }
        for (int i = 0; i < all.size() && beyond < 0; i++) {
            String text = all.get(i).code();
            int equals = text.indexOf(" = ");
            String name = equals < 0 ? "" : text.substring(0, equals);
            if (Identifier.is(name) && modules.stream().anyMatch(module -> text.endsWith(" = " + module + ".path"))) {
                path.add(name);
            }
            beyond = path.size() > MOST ? i : -1;
        }
        if (beyond >= 0) {
            return new PathNames(List.of("sys.path"), List.of("sys.meta_path", "sys.path_hooks"), beyond);
        }
        List<String> names = new ArrayList<>(path);
        names.removeIf(name -> all.stream()
                        .filter(each -> Bindings.binds(each, name) && !changes(each.code(), name))
                        .count()
                != 1);
        List<String> finders = new ArrayList<>();
        for (String module : modules) {
            names.add(module + ".path");
            finders.add(module + ".meta_path");
            finders.add(module + ".path_hooks");
        }
        return new PathNames(List.copyOf(names), List.copyOf(finders), -1);
    }

    /** Those of the path at a statement: what a function around it is given by such a name is something else. */
    List<String> path(SourceCode code, int at) {
        Set<String> given = new HashSet<>();
        List<Integer> heads = new ArrayList<>(code.around(at));
        heads.add(at);
        for (int head : heads) {
            if (code.statements().get(head).defines()) {
                given.addAll(Calls.parameters(code.statements().get(head)));
            }
        }
        return path.stream().filter(name -> !given.contains(name)).toList();
    }

    /** Whether the list itself is changed, and not what the name stands for. */
    static boolean changes(String code, String name) {
        return code.startsWith("del " + name + "[")
                || code.startsWith(name + " +=")
                || code.startsWith(name + " *=")
                || code.startsWith(name + "[");
    }

    /** The other names that a statement imports a module by. */
    static Set<String> modules(String code, String module) {
        return code.startsWith("import ")
                ? imported(code.substring("import ".length()), Set.of(module), true)
                : Set.of();
    }

    /** The names by which a statement imports any of these from a module. */
    static Set<String> imported(String code, String module, Set<String> wanted) {
        String from = "from " + module + " import ";
        return code.startsWith(from) ? imported(code.substring(from.length()), wanted, false) : Set.of();
    }

    private static Set<String> imported(String names, Set<String> wanted, boolean renamed) {
        Set<String> found = new LinkedHashSet<>();
        for (String each : names.split("[,();]")) {
            String[] words = each.strip().split("\\s+");
            if (words.length == 3 && wanted.contains(words[0]) && words[1].equals("as")) {
                found.add(words[2]);
            } else if (!renamed && words.length == 1 && wanted.contains(words[0])) {
                found.add(words[0]);
            }
        }
        return found;
    }

    /** Where a name stands as a whole in code without strings, from an index on; -1 for nowhere. */
    static int index(String code, String name, int from) {
        for (int i = code.indexOf(name, from); i >= 0; i = code.indexOf(name, i + 1)) {
            int end = i + name.length();
            char before = i == 0 ? ' ' : code.charAt(i - 1);
            boolean begins = before != '.' && !Character.isJavaIdentifierPart(before);
            if (begins && (end == code.length() || !Character.isJavaIdentifierPart(code.charAt(end)))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a statement without its strings says any of them. */
    boolean in(String code) {
        return path.stream().anyMatch(name -> index(code, name, 0) >= 0)
                || finders.stream().anyMatch(name -> index(code, name, 0) >= 0);
    }
}

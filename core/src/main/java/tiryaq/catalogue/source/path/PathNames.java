package tiryaq.catalogue.source.path;

import java.util.ArrayList;
import java.util.List;
import tiryaq.catalogue.source.Bindings;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * The names by which a file speaks of the search path.
 *
 * @param path those of {@code sys.path} itself
 * @param finders those of the lists of what searches it
 */
record PathNames(List<String> path, List<String> finders) {
    static PathNames of(SourceCode code) {
        List<String> modules = new ArrayList<>(List.of("sys"));
        List<String> path = new ArrayList<>();
        for (Statement each : code.statements()) {
            String text = each.code();
            if (text.startsWith("import ")) {
                renamed(text.substring("import ".length()), "sys").forEach(modules::add);
            } else if (text.startsWith("from sys import ")) {
                String names = text.substring("from sys import ".length());
                renamed(names, "path").forEach(path::add);
                for (String name : names.split("[,()]")) {
                    if (name.strip().equals("path")) {
                        path.add("path");
                    }
                }
            }
        }
        for (Statement each : code.statements()) {
            int equals = each.code().indexOf(" = ");
            String name = equals < 0 ? "" : each.code().substring(0, equals);
            boolean other = Identifier.is(name)
                    && modules.stream().anyMatch(module -> each.code().endsWith(" = " + module + ".path"));
            if (other) {
                path.add(name);
            }
        }
        path.removeIf(name -> code.statements().stream()
                        .filter(each -> Bindings.binds(each, name) && !changes(each.code(), name))
                        .count()
                != 1);
        List<String> finders = new ArrayList<>();
        for (String module : modules) {
            path.add(module + ".path");
            finders.add(module + ".meta_path");
            finders.add(module + ".path_hooks");
        }
        return new PathNames(List.copyOf(path), List.copyOf(finders));
    }

    /** Whether the list itself is changed, and not what the name stands for. */
    private static boolean changes(String code, String name) {
        return code.startsWith("del " + name + "[")
                || code.startsWith(name + " +=")
                || code.startsWith(name + " *=")
                || code.startsWith(name + "[");
    }

    private static List<String> renamed(String names, String name) {
        List<String> found = new ArrayList<>();
        for (String each : names.split("[,()]")) {
            String[] words = each.strip().split("\\s+");
            if (words.length == 3 && words[0].equals(name) && words[1].equals("as")) {
                found.add(words[2]);
            }
        }
        return found;
    }

    /** Whether a text of code, or one around it, says any of them. */
    boolean in(String text) {
        return path.stream().anyMatch(text::contains) || finders.stream().anyMatch(text::contains);
    }
}

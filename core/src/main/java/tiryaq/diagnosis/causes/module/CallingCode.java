package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.Identifier;
import tiryaq.python.PythonEnvironment;

/**
 * What a source file uses of the modules that it imports, by its lines alone.
 *
 * @param text the file
 * @param bound the names that its import lines bind, each with the top-level module that it comes from
 * @param taken what it takes by name from each top-level module itself
 */
record CallingCode(String text, Map<String, String> bound, Map<String, Set<String>> taken) {
    private static final int FILES = 64;

    static CallingCode of(Machine machine, String file) {
        String text = machine.source(file);
        Map<String, String> bound = new LinkedHashMap<>();
        Map<String, Set<String>> taken = new LinkedHashMap<>();
        ImportLine.statements(text).forEach(each -> bind(each, bound, taken));
        return new CallingCode(text, bound, taken);
    }

    private static void bind(String line, Map<String, String> bound, Map<String, Set<String>> taken) {
        int names = line.indexOf(" import ");
        if (line.startsWith("from ")) {
            ImportLine.module(line).ifPresent(module -> {
                for (String part :
                        names < 0 ? new String[0] : line.substring(names + 8).split(",")) {
                    String[] words =
                            part.replace('(', ' ').replace(')', ' ').strip().split("\\s+");
                    if (isName(words[0])) {
                        bound.put(words[words.length - 1], ModuleName.top(module));
                        if (module.indexOf('.') < 0) {
                            taken.computeIfAbsent(module, key -> new LinkedHashSet<>())
                                    .add(words[0]);
                        }
                    }
                }
            });
            return;
        }
        for (String part : line.substring("import ".length()).split(",")) {
            String[] words = part.strip().split("\\s+");
            String top = ModuleName.top(words[0]);
            if (words.length == 1 && isName(top)) {
                bound.put(top, top);
            } else if (words.length == 3 && words[0].indexOf('.') < 0) {
                bound.put(words[2], top);
            }
        }
    }

    /** The top-level modules that it imports. */
    Set<String> modules() {
        return new LinkedHashSet<>(bound.values());
    }

    /** Whether a line names anything that comes from the module. */
    boolean mentions(String top, String line) {
        return bound.entrySet().stream()
                .anyMatch(each -> each.getValue().equals(top) && Identifier.standsIn(line, each.getKey()));
    }

    /** The names that it takes from the module itself: {@code from top import name}, {@code top.name}. */
    Set<String> used(String top) {
        Set<String> names = new LinkedHashSet<>(taken.getOrDefault(top, Set.of()));
        bound.forEach((name, module) -> {
            // Of what was taken out of a module, the attributes are not the module's.
            if (module.equals(top) && !names.contains(name)) {
                attributes(name, names);
            }
        });
        names.removeIf(name -> name.startsWith("__"));
        return names;
    }

    private void attributes(String object, Set<String> names) {
        String mark = object + ".";
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            int from = at + mark.length();
            int end = from;
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
            boolean whole =
                    at == 0 || (!Character.isJavaIdentifierPart(text.charAt(at - 1)) && text.charAt(at - 1) != '.');
            if (whole && isCode(at) && isName(text.substring(from, end))) {
                names.add(text.substring(from, end));
            }
        }
    }

    /** Not in a comment, in quoted words or in an import line: a name there is not asked for. */
    private boolean isCode(int at) {
        String before = text.substring(text.lastIndexOf('\n', at) + 1, at);
        return before.indexOf('#') < 0
                && before.chars().filter(c -> c == '"').count() % 2 == 0
                && before.chars().filter(c -> c == '\'').count() % 2 == 0
                && before.indexOf('`') < 0
                && !ImportLine.imports(before + " ");
    }

    /** Whether a module has a name, as far as its source tells; where it takes names in bulk, any mention counts. */
    static boolean has(Machine machine, PythonEnvironment seen, Distribution owner, String file, String name) {
        String text = machine.source(file);
        if (!file.endsWith(".py") || text.isEmpty() || makes(text, name)) {
            return true;
        }
        boolean bulk = text.contains("import *") || text.contains("__getattr__") || text.contains("globals(");
        for (String each : sources(seen, owner)) {
            if (Paths.name(each).equals(name + ".py")
                    || each.contains("/" + name + "/")
                    || (bulk && Identifier.standsIn(machine.source(each), name))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line of the module defines, imports or assigns the name. */
    private static boolean makes(String text, String name) {
        for (String each : text.split("\n", -1)) {
            String line = (each.indexOf('#') < 0 ? each : each.substring(0, each.indexOf('#'))).strip();
            boolean makes = ImportLine.imports(line)
                    || line.startsWith("def " + name)
                    || line.startsWith("async def " + name)
                    || line.startsWith("class " + name)
                    || line.startsWith(name)
                    || line.contains(" as " + name)
                    || Identifier.standsIn(line.substring(0, Math.max(0, line.indexOf('='))), name);
            if (makes && Identifier.standsIn(line, name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a distribution's source has a class of that name. */
    static boolean defines(Machine machine, PythonEnvironment seen, Distribution owner, String type) {
        if (isName(type)) {
            for (String each : sources(seen, owner)) {
                String text = machine.source(each);
                if (text.contains("class " + type + "(") || text.contains("class " + type + ":")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> sources(PythonEnvironment seen, Distribution owner) {
        List<String> found = new ArrayList<>();
        RecordFile.visit(seen.distributions().record(owner), entry -> {
            if (entry.path().endsWith(".py")) {
                found.add(Paths.join(owner.location(), entry.path()));
            }
            return found.size() >= FILES;
        });
        return found;
    }

    private static boolean isName(String word) {
        return !word.isEmpty()
                && Character.isJavaIdentifierStart(word.charAt(0))
                && word.chars().allMatch(Character::isJavaIdentifierPart);
    }
}

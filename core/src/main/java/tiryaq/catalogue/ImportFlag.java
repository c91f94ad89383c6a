package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;

/**
 * A name in which code remembers that an import of its own had failed: {@code HAVE_YAML = False}, {@code yaml = None}.
 *
 * @param file that has the import, absolute
 * @param guards the imports any of whose failures sets it
 * @param alone whether what depends on the name depends on nothing else
 */
record ImportFlag(String file, List<GuardedImport> guards, boolean alone) {
    private static final int LIMIT = 1 << 20;

    private static final Set<String> WORDS =
            Set.of("if", "elif", "assert", "not", "is", "None", "and", "or", "True", "False", "in", "bool");

    /** The flags on which it depends whether a line of a file is reached, the nearest first. */
    static List<ImportFlag> over(String file, int number, PythonEnvironment seen, Machine machine) {
        String text = machine.read(file, 0, LIMIT).text();
        String[] lines = text.split("\n", -1);
        List<ImportFlag> found = new ArrayList<>();
        if (number < 1 || number > lines.length) {
            return found;
        }
        for (String condition : conditions(lines, number - 1)) {
            List<String> names = names(condition);
            for (String name : names) {
                boolean alone = names.size() == 1;
                own(file, text, inPackage(file, seen), name, alone)
                        .or(() -> imported(file, lines, name, alone, seen, machine))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** What has to hold for a line to be reached within its function, the innermost condition first. */
    private static List<String> conditions(String[] lines, int at) {
        List<String> found = new ArrayList<>();
        String own = lines[at].strip();
        if (own.startsWith("assert ") || own.startsWith("if ")) {
            int end = own.startsWith("if ") ? own.indexOf(':') : own.indexOf(',');
            found.add(end < 0 ? own : own.substring(0, end));
        }
        int indent = indent(lines[at]);
        boolean otherwise = false;
        for (int i = at - 1; i >= 0 && (indent > 0 || otherwise); i--) {
            String line = lines[i].strip();
            int depth = indent(lines[i]);
            if (line.isEmpty() || line.startsWith("#") || depth > indent || (depth == indent && !otherwise)) {
                continue;
            }
            if (line.startsWith("def ") || line.startsWith("async def ") || line.startsWith("class ")) {
                break;
            }
            indent = depth;
            boolean branch = line.startsWith("if ") || line.startsWith("elif ");
            otherwise = line.startsWith("else:") || line.startsWith("elif ") || (otherwise && !branch);
            if (branch) {
                found.add(line.substring(0, Math.max(line.lastIndexOf(':'), 0)));
            }
        }
        return found;
    }

    private static List<String> names(String condition) {
        List<String> names = new ArrayList<>();
        for (String each : condition.split("[^\\w.]+")) {
            if (Identifier.is(each) && !WORDS.contains(each)) {
                names.add(each);
            }
        }
        return names;
    }

    private static Optional<ImportFlag> own(String file, String text, String inPackage, String name, boolean alone) {
        if (!text.contains("ImportError") && !text.contains("ModuleNotFoundError") && !text.contains("except")) {
            return Optional.empty();
        }
        String[] lines = text.split("\n", -1);
        List<GuardedImport> guards = GuardedImport.in(text, inPackage).stream()
                .filter(each -> sets(each, name, lines))
                .toList();
        return guards.isEmpty() ? Optional.empty() : Optional.of(new ImportFlag(file, guards, alone));
    }

    /** Whether the handler sets the name, or else what is only reached when the import has not failed. */
    private static boolean sets(GuardedImport guard, String name, String[] lines) {
        for (String line : guard.handler().split("\n")) {
            if (assigns(line, name)) {
                return true;
            }
        }
        int until = guard.until();
        boolean otherwise =
                until >= 0 && until < lines.length && lines[until].strip().startsWith("else:");
        int body = guard.from() > 0 ? guard.from() - 1 : guard.line();
        return within(lines, guard.line(), body, name)
                || (otherwise && within(lines, until + 1, end(lines, until), name));
    }

    private static boolean within(String[] lines, int from, int until, String name) {
        for (int i = from; i < Math.min(until, lines.length); i++) {
            if (assigns(lines[i].strip(), name)) {
                return true;
            }
        }
        return false;
    }

    private static int end(String[] lines, int head) {
        int i = head + 1;
        while (i < lines.length && (lines[i].isBlank() || indent(lines[i]) > indent(lines[head]))) {
            i++;
        }
        return i;
    }

    private static boolean assigns(String line, String name) {
        if (!line.startsWith(name)) {
            return false;
        }
        String rest = line.substring(name.length()).stripLeading();
        // With its type: HAVE: bool = False.
        int equals = rest.startsWith(":") ? rest.indexOf('=') : 0;
        return equals >= 0 && rest.startsWith("=", equals) && !rest.startsWith("==", equals);
    }

    private static int indent(String line) {
        int i = 0;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /** The flag in the module from which the file has its name. */
    private static Optional<ImportFlag> imported(
            String file, String[] lines, String name, boolean alone, PythonEnvironment seen, Machine machine) {
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].startsWith("from ")) {
                continue;
            }
            StringBuilder statement = new StringBuilder(lines[i]);
            for (int next = i + 1;
                    next < lines.length && statement.indexOf("(") > 0 && statement.indexOf(")") < 0;
                    next++) {
                statement.append(' ').append(lines[next].strip());
            }
            if (!Identifier.standsIn(statement.toString(), name)) {
                continue;
            }
            Optional<Module> from = ImportLine.modules(statement.toString(), inPackage(file, seen)).stream()
                    .findFirst()
                    .flatMap(seen.modules()::find)
                    .filter(found -> found.kind() == Module.Kind.SOURCE);
            if (from.isPresent()) {
                String there = from.get().file();
                return own(there, machine.read(there, 0, LIMIT).text(), inPackage(there, seen), name, alone);
            }
        }
        return Optional.empty();
    }

    private static String inPackage(String file, PythonEnvironment seen) {
        String module = seen.modules().moduleOf(file).orElse("");
        return Paths.name(file).equals("__init__.py")
                ? module
                : module.substring(0, Math.max(0, module.lastIndexOf('.')));
    }
}

package tiryaq.treatment.candidates;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;

/** The top-level modules that a script and the project's own modules beside it import, by their import lines. */
final class Imports {
    private static final int FILES = 64;
    private static final int LIMIT = 1 << 20;

    private Imports() {}

    static Set<String> of(String script, PythonEnvironment seen, Machine machine) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> read = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>();
        todo.add(script);
        while (!todo.isEmpty() && read.size() < FILES) {
            String file = todo.removeFirst();
            if (!read.add(file)) {
                continue;
            }
            for (String line : machine.read(file, 0, LIMIT).text().split("\n")) {
                for (String name : imported(line)) {
                    Optional<Module> found = seen.modules().find(name);
                    if (found.isPresent() && own(seen, found.get())) {
                        todo.add(found.get().file());
                    } else if (found.isEmpty() || !standard(seen, found.get())) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    private static Set<String> imported(String line) {
        Set<String> names = new LinkedHashSet<>();
        String text = line.strip();
        if (text.startsWith("import ")) {
            for (String part : text.substring("import ".length()).split(",")) {
                ImportLine.module("import " + part.strip()).ifPresent(name -> names.add(top(name)));
            }
        } else {
            ImportLine.module(text).ifPresent(name -> names.add(top(name)));
        }
        return names;
    }

    private static String top(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static boolean own(PythonEnvironment seen, Module found) {
        return found.file().endsWith(".py")
                && seen.path().entries().stream()
                        .anyMatch(entry -> entry.origin() == PathEntry.Origin.PROGRAM
                                && Paths.within(found.file(), entry.location()));
    }

    private static boolean standard(PythonEnvironment seen, Module found) {
        return found.kind() == Module.Kind.BUILTIN
                || seen.path().entries().stream()
                        .anyMatch(entry -> entry.origin() == PathEntry.Origin.STANDARD_LIBRARY
                                && entry.location().equals(found.entry()));
    }
}

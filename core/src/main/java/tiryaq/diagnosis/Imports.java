package tiryaq.diagnosis;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tiryaq.machine.Machine;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Archive;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;

/**
 * What a script and the project's own modules beside it import, by their import statements.
 *
 * @param foreign top-level modules that are neither the project's own nor the standard library's, found or not
 * @param own top-level modules beside the program that are imported
 */
public record Imports(Set<String> foreign, Set<String> own) {
    private static final int FILES = 64;

    public Imports {
        foreign = Collections.unmodifiableSet(new LinkedHashSet<>(foreign));
        own = Collections.unmodifiableSet(new LinkedHashSet<>(own));
    }

    /** Of no script: nothing is known. */
    public static final Imports NONE = new Imports(Set.of(), Set.of());

    /** What was read so far for one patient: many ask, and the files are the same for each of its failures. */
    public static final class Known {
        private final Map<String, Imports> read = new ConcurrentHashMap<>();

        /** Of whom nothing was read. */
        public Known() {}

        Imports of(String script, PythonEnvironment seen, Machine machine) {
            return read.computeIfAbsent(script, first -> Imports.of(first, seen, machine));
        }
    }

    /** Reads the script and what it imports of its own, at most some dozens of files. */
    public static Imports of(String script, PythonEnvironment seen, Machine machine) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> beside = new LinkedHashSet<>();
        Set<String> read = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>();
        todo.add(script);
        while (!todo.isEmpty() && read.size() < FILES) {
            String file = todo.removeFirst();
            if (!read.add(file)) {
                continue;
            }
            for (String module : ImportLine.all(Archive.source(machine, file))) {
                String name = ModuleName.top(module);
                Optional<Module> found = seen.modules().find(name);
                if (found.isPresent() && own(seen, found.get())) {
                    beside.add(name);
                    todo.add(found.get().file());
                } else if (found.isEmpty() || !standard(seen, found.get())) {
                    names.add(name);
                }
            }
        }
        return new Imports(names, beside);
    }

    private static boolean own(PythonEnvironment seen, Module found) {
        // An environment may well lie beside the script: what is installed in it is not the project's.
        return found.file().endsWith(".py")
                && seen.path()
                        .holding(found.file())
                        .filter(entry -> entry.origin() == PathEntry.Origin.PROGRAM)
                        .isPresent();
    }

    private static boolean standard(PythonEnvironment seen, Module found) {
        return found.kind() == Module.Kind.BUILTIN
                || seen.path().entries().stream()
                        .anyMatch(entry -> entry.origin() == PathEntry.Origin.STANDARD_LIBRARY
                                && entry.location().equals(found.entry()));
    }
}

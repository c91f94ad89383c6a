package tiryaq.diagnosis.causes.verdict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Frame;

/** The texts that a program is made of: the project's own, and those of the libraries that it imports. */
final class Sources {
    private static final int OWN = 64;
    private static final int FILES = 600;

    /** The same of one library that is read as a whole: the largest have some thousand. */
    private static final int MOST = 4_000;

    private final PythonEnvironment seen;
    private final Machine machine;
    private final Set<String> libraries = new LinkedHashSet<>();

    Sources(PythonEnvironment seen, Machine machine) {
        this.seen = seen;
        this.machine = machine;
    }

    /** The project's own files of the stack, its script and what they import of its own, at most some dozens. */
    List<String> project(Case patient) {
        Deque<String> todo = new ArrayDeque<>();
        patient.script().ifPresent(todo::add);
        for (Frame frame : patient.incident().frames()) {
            todo.add(patient.absolute(frame.file()));
        }
        Set<String> read = new HashSet<>();
        List<String> texts = new ArrayList<>();
        while (!todo.isEmpty() && texts.size() < OWN) {
            String file = todo.removeFirst();
            if (!OwnCode.runs(seen, file) || !read.add(file)) {
                continue;
            }
            String text = machine.source(file);
            texts.add(text);
            for (Module module : imported(text)) {
                if (OwnCode.runs(seen, module.file())) {
                    todo.add(module.file());
                }
            }
        }
        return texts;
    }

    /**
     * Whether a text of a library is of this kind: of those that the project imports, and of those that they import. To
     * be asked after {@link #project}.
     */
    boolean library(Predicate<String> kind) {
        Set<String> read = new HashSet<>();
        List<String> tops = new ArrayList<>(libraries);
        for (int i = 0; i < tops.size() && read.size() < FILES; i++) {
            for (String file : files(tops.get(i), FILES).files()) {
                if (read.size() >= FILES || !read.add(file)) {
                    continue;
                }
                String text = machine.source(file);
                if (kind.test(text)) {
                    return true;
                }
                imported(text);
            }
            libraries.stream().filter(each -> !tops.contains(each)).forEach(tops::add);
        }
        return false;
    }

    /** Whether a library has a name anywhere in its own texts; true, too, for one that is too large to be read. */
    boolean mentions(String top, String name) {
        Module.Sources sources = files(top, MOST);
        for (String file : sources.files()) {
            if (Identifier.standsIn(machine.source(file), name)) {
                return true;
            }
        }
        return !sources.all();
    }

    /** What a text imports and is there as source; libraries among it are kept in mind. */
    private List<Module> imported(String text) {
        List<Module> found = new ArrayList<>();
        for (String name : ImportLine.all(text)) {
            if (libraries.contains(ModuleName.top(name))) {
                continue;
            }
            Optional<Module> module = seen.modules().find(name).filter(each -> each.kind() == Module.Kind.SOURCE);
            if (module.isPresent() && FailingChain.thirdParty(seen, module.get().file())) {
                libraries.add(ModuleName.top(name));
            } else {
                module.ifPresent(found::add);
            }
        }
        return found;
    }

    private Module.Sources files(String top, int most) {
        return seen.modules()
                .find(top)
                .map(found -> found.sources(machine, most))
                .orElse(new Module.Sources(List.of(), true));
    }
}

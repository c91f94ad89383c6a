package tiryaq.catalogue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/**
 * Whether words that came without a traceback can only quote somebody else's failure: a report of another machine, a
 * text in a file. That is so where nothing that the program is made of imports the module that they name.
 */
final class Quotation {
    /** A program that is made of more is not read to its end, and nothing is said of it. */
    private static final int FILES = 600;

    /** What runs code, or imports modules, of which the text does not tell the names. */
    private static final List<String> DYNAMIC =
            List.of("import_module", "__import__", "exec(", "eval(", "runpy", "entry_points", "load_module");

    /** The same of a program's own files; a child's words may be of this environment. */
    private static final List<String> CHILDREN =
            List.of("subprocess", "Popen", "popen(", "os.system", "os.exec", "os.spawn", "pickle", "pkgutil");

    private final PythonEnvironment seen;
    private final Machine machine;
    private final String module;
    private final Set<String> read = new HashSet<>();
    private final Set<String> followed = new HashSet<>();
    private final Deque<String> todo = new ArrayDeque<>();
    private boolean named;
    private boolean dynamic;
    private boolean unknown;

    private Quotation(PythonEnvironment seen, Machine machine, String module) {
        this.seen = seen;
        this.machine = machine;
        this.module = module;
    }

    /**
     * Whether no file of the program, and of the libraries that it loads, imports what failed.
     *
     * @param start the file that was run
     */
    static boolean only(Failure failure, String start, PythonEnvironment seen, Machine machine) {
        boolean words = failure instanceof Failure.MissingModule || failure instanceof Failure.MissingName;
        String module = ModuleName.top(failure.about());
        boolean own = OwnCode.runs(seen, start)
                && !Paths.parent(start).equals(Paths.parent(seen.interpreter().executable()))
                && !machine.source(start).isEmpty();
        return words && own && !module.isEmpty() && new Quotation(seen, machine, module).unasked(start);
    }

    private boolean unasked(String start) {
        todo.add(start);
        seen.modules().moduleOf(start).ifPresent(name -> follow(ModuleName.top(name)));
        while (!todo.isEmpty() && !unknown) {
            String file = todo.removeFirst();
            if (!read.add(file)) {
                continue;
            }
            if (read.size() > FILES) {
                return false;
            }
            String text = machine.source(file);
            boolean own = OwnCode.runs(seen, file);
            if (asks(text) || (own && (has(text, DYNAMIC) || has(text, CHILDREN)))) {
                return false;
            }
            dynamic |= !own && has(text, DYNAMIC);
            named |= own && names(text);
        }
        // A library may load by name what the program asks it to.
        return !unknown && !(dynamic && named);
    }

    private static boolean has(String text, List<String> words) {
        for (String each : words) {
            if (text.contains(each)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text imports the module, be it in code that it holds as a string; follows what else it imports. */
    private boolean asks(String text) {
        if (begins(text, "import " + module) || begins(text, "from " + module)) {
            return true;
        }
        // Those of its statements, and those of code in its strings, which are lines.
        List<String> names = new ArrayList<>(ImportLine.all(text));
        for (String line : text.lines().toList()) {
            for (String statement : line.contains("import ") ? line.split("[;:]") : new String[0]) {
                names.addAll(ImportLine.modules(statement));
            }
        }
        for (String each : names) {
            String top = ModuleName.top(each);
            if (top.equals(module)) {
                return true;
            }
            follow(top);
        }
        return false;
    }

    private static boolean begins(String text, String words) {
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            int end = at + words.length();
            if (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text names the module elsewhere than in the interpreter's own phrases. */
    private boolean names(String text) {
        for (String line : text.split("\n")) {
            boolean phrase = line.contains("No module named") || line.contains("cannot import name");
            if (!phrase && Identifier.standsIn(line, module)) {
                return true;
            }
        }
        return false;
    }

    private void follow(String top) {
        Optional<Module> found = followed.add(top) ? seen.modules().find(top) : Optional.empty();
        if (found.isEmpty()) {
            return;
        }
        Module each = found.get();
        if (each.isPackage() || each.kind() == Module.Kind.SOURCE) {
            // Which files of a package are loaded, their names alone do not tell.
            Module.Sources sources = each.sources(machine, FILES);
            unknown |= !sources.all();
            sources.files().forEach(this::add);
        }
    }

    private void add(String file) {
        if (OwnCode.runs(seen, file) || FailingChain.thirdParty(seen, file)) {
            todo.add(file);
        }
    }
}

package tiryaq.diagnosis.causes.verdict;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.symptom.Failure;

/**
 * A module that the program itself keeps from being imported: {@code sys.modules["x"] = None}. Whatever lies on the
 * disk, its import fails then.
 *
 * @param file of the program's own that has the statement
 * @param line of it, from 1
 */
public record Blocked(String module, String file, int line, String statement) {
    private static final int FILES = 16;

    /** Of one file. */
    private static final int NAMES = 4096;

    /** The statement that keeps the missing module away; empty for none. */
    public static Optional<Blocked> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        if (seen == null || !(patient.failure() instanceof Failure.MissingModule missing)) {
            return Optional.empty();
        }
        String words = patient.incident().words();
        boolean halted = words.endsWith("halted; None in sys.modules");
        if (!halted
                && !words.contains("is not a package")
                && words.contains("No module named '")
                && seen.interpreter().version().major() > 2) {
            // Of a blocked module Python 3 says something else.
            return Optional.empty();
        }
        Deque<String> todo = new ArrayDeque<>();
        patient.incident().frames().reversed().forEach(frame -> todo.add(patient.absolute(frame.file())));
        patient.script().ifPresent(todo::add);
        Set<String> read = new HashSet<>();
        while (!todo.isEmpty() && read.size() < FILES) {
            String file = todo.removeFirst();
            if (!OwnCode.runs(seen, file) || !read.add(file)) {
                continue;
            }
            String text = patient.machine().source(file);
            SourceCode code = SourceCode.of(text);
            Optional<Blocked> found =
                    text.contains("sys.modules") ? in(code, text, file, missing.module(), halted) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
            code.statements().stream()
                    .flatMap(each -> ImportLine.modules(each.code()).stream())
                    .distinct()
                    .limit(NAMES)
                    .flatMap(name -> seen.modules().find(name).stream())
                    .filter(module -> module.kind() == Module.Kind.SOURCE)
                    .forEach(module -> todo.add(module.file()));
        }
        return Optional.empty();
    }

    private static Optional<Blocked> in(SourceCode code, String text, String file, String module, boolean halted) {
        for (Statement each : code.statements()) {
            boolean sets = each.code().contains("sys.modules") && each.code().contains("None");
            String source = sets ? code.lines(each.from(), each.until()) : "";
            // Where no words tell that it was reached, it must be in any case.
            boolean sure = sets && (halted || each.indent() == 0) && setsNone(each.code());
            for (String name = sure ? module : ""; !name.isEmpty(); name = around(name)) {
                // By what Python says the module was blocked; by which key, a loop need not tell.
                if (quotes(source, name) || (halted && !each.code().contains("\"\"") && quotes(text, name))) {
                    return Optional.of(new Blocked(name, file, each.from(), source));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether {@code None} is what is put there, and not what is asked about. */
    private static boolean setsNone(String code) {
        String text = code.replace(" ", "");
        for (String each : text.split(";")) {
            String key = "sys.modules[";
            int close = each.startsWith(key) ? each.indexOf(']', key.length()) : -1;
            if (close > 0 && each.startsWith("]=None", close)) {
                return true;
            }
        }
        return follow(text, "sys.modules.setdefault(", ",None)")
                || follow(text, "(sys.modules,{", ":None")
                || text.contains("(sys.modules,\"\",None");
    }

    private static boolean follow(String text, String first, String then) {
        int at = text.indexOf(first);
        return at >= 0 && text.indexOf(then, at + first.length()) >= 0;
    }

    private static boolean quotes(String text, String name) {
        return text.contains("'" + name + "'") || text.contains("\"" + name + "\"");
    }

    private static String around(String name) {
        return ModuleName.top(name).equals(name) ? "" : name.substring(0, name.lastIndexOf('.'));
    }
}

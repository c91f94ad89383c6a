package tiryaq.diagnosis.causes.verdict;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

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
        boolean traced = todo.stream().anyMatch(file -> OwnCode.runs(seen, file));
        patient.script().ifPresent(todo::add);
        Map<String, CertainBlock> read = new LinkedHashMap<>();
        while (!todo.isEmpty() && read.size() < FILES) {
            String file = todo.removeFirst();
            if (!OwnCode.runs(seen, file) || read.containsKey(file)) {
                continue;
            }
            SourceCode code = CaseSources.code(patient.machine(), file);
            int limit = traced ? reached(patient, file, code) : firstImport(code, missing.module());
            List<Integer> lines = patient.incident().frames().stream()
                    .filter(frame -> patient.absolute(frame.file()).equals(file))
                    .map(Frame::line)
                    .toList();
            read.put(file, new CertainBlock(code, limit, lines));
            Optional<Blocked> found = halted && code.text().contains("sys.modules")
                    ? halted(code, file, missing.module())
                    : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
            code.statements().stream()
                    .filter(each -> halted || (each.indent() == 0 && each.from() <= limit))
                    .flatMap(each -> ImportLine.modules(each.code()).stream())
                    .distinct()
                    .limit(NAMES)
                    .flatMap(name -> seen.modules().find(name).stream())
                    .filter(module -> module.kind() == Module.Kind.SOURCE)
                    .forEach(module -> todo.add(module.file()));
        }
        return halted ? Optional.empty() : certain(read, missing.module());
    }

    /** The line of a file that it had come to outside of its functions; the greatest number for its end. */
    private static int reached(Case patient, String file, SourceCode code) {
        for (Frame frame : patient.incident().frames()) {
            int at = patient.absolute(frame.file()).equals(file) ? code.at(frame.line()) : -1;
            if (at >= 0 && !CertainBlock.inFunction(code, at)) {
                return frame.line();
            }
        }
        return Integer.MAX_VALUE;
    }

    /** The line outside of functions that first imports a module, where no traceback tells which one failed. */
    private static int firstImport(SourceCode code, String module) {
        for (int i = 0; i < code.statements().size(); i++) {
            Statement each = code.statements().get(i);
            boolean asks = ImportLine.modules(each.code()).stream()
                    .anyMatch(name -> ModuleName.top(name).equals(ModuleName.top(module)));
            if (asks && !CertainBlock.inFunction(code, i)) {
                return each.from();
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Where no words tell that a statement was reached, it must be in any case, and nothing may undo it. */
    private static Optional<Blocked> certain(Map<String, CertainBlock> read, String module) {
        Map<String, Map<String, Integer>> undoing = new HashMap<>();
        for (String name = module; !name.isEmpty(); name = around(name)) {
            Map<String, Integer> last = new HashMap<>();
            for (Map.Entry<String, CertainBlock> each : read.entrySet()) {
                last.put(each.getKey(), each.getValue().lastUndoing(name));
            }
            undoing.put(name, last);
        }
        for (Map.Entry<String, CertainBlock> each : read.entrySet()) {
            CertainBlock block = each.getValue();
            List<Statement> all = block.code().statements();
            for (int i = 0; i < all.size(); i++) {
                boolean may = all.get(i).code().contains("sys.modules");
                for (String name = may ? module : ""; !name.isEmpty(); name = around(name)) {
                    if (stands(undoing.getOrDefault(name, Map.of()), each.getKey(), i) && block.blocks(i, name)) {
                        String source =
                                block.code().lines(all.get(i).from(), all.get(i).until());
                        return Optional.of(
                                new Blocked(name, each.getKey(), all.get(i).from(), source));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether no file gives the module back, and that of the statement not behind it. */
    private static boolean stands(Map<String, Integer> undoing, String file, int at) {
        return undoing.entrySet().stream()
                .allMatch(each -> each.getValue() < (each.getKey().equals(file) ? at : 0));
    }

    private static Optional<Blocked> halted(SourceCode code, String file, String module) {
        for (Statement each : code.statements()) {
            boolean sets = each.code().contains("sys.modules") && setsNone(each.code());
            String source = sets ? code.lines(each.from(), each.until()) : "";
            for (String name = sets ? module : ""; !name.isEmpty(); name = around(name)) {
                // By what Python says the module was blocked; by which key, a loop need not tell.
                if (quotes(source, name) || (!each.code().contains("\"\"") && quotes(code.text(), name))) {
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

package tiryaq.catalogue.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.python.source.CaseSources;

/**
 * An import of one of the program's own files that the program does without where it fails.
 *
 * @param file that has it, absolute
 * @param guard the import; one that stands under a condition which asks for the module has no handler
 */
public record PassedOver(String file, GuardedImport guard) {
    private static final int FILES = 32;

    /** Those of all files of its own that a program is seen to load, the ones of the innermost frame first. */
    public static List<PassedOver> of(Case patient, PythonEnvironment seen) {
        Deque<String> todo = new ArrayDeque<>();
        patient.incident().frames().reversed().forEach(frame -> todo.add(patient.absolute(frame.file())));
        patient.script().ifPresent(todo::add);
        Set<String> read = new HashSet<>();
        List<PassedOver> found = new ArrayList<>();
        while (!todo.isEmpty() && read.size() < FILES) {
            String file = todo.removeFirst();
            if (!OwnCode.runs(seen, file) || !read.add(file)) {
                continue;
            }
            String inPackage = ImportFlag.inPackage(file, seen);
            SourceCode code = CaseSources.code(patient.machine(), file);
            GuardedImport.in(code, inPackage).forEach(each -> found.add(new PassedOver(file, each)));
            for (int i = 0; i < code.statements().size(); i++) {
                Statement each = code.statements().get(i);
                String source = each.branches() ? each.inline() : each.code();
                for (String module : ImportLine.modules(source, inPackage)) {
                    if (asked(code, i, module)) {
                        found.add(new PassedOver(file, conditional(module, each.from(), source)));
                    }
                    seen.modules()
                            .find(module)
                            .filter(loaded -> loaded.kind() == Module.Kind.SOURCE)
                            .ifPresent(loaded -> todo.add(loaded.file()));
                }
            }
        }
        return found;
    }

    /** Whether it stands under a condition that names the module: {@code if find_spec("yaml"):}. */
    private static boolean asked(SourceCode code, int at, String module) {
        List<Integer> heads = new ArrayList<>(code.around(at));
        heads.add(at);
        for (int i : heads) {
            Statement each = code.statements().get(i);
            // What stands in quotes is no code.
            String words = each.keyword().equals("if") ? code.lines(each.from(), each.until()) : "";
            if (Identifier.standsIn(words, module)) {
                return true;
            }
        }
        return false;
    }

    private static GuardedImport conditional(String module, int line, String source) {
        return new GuardedImport(
                module, line, source, GuardedImport.By.CONDITION, "except ImportError:", 0, -1, "", false, false);
    }
}

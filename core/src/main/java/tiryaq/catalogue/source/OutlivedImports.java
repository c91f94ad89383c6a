package tiryaq.catalogue.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Machine;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Failure;
import tiryaq.symptom.words.QuotedWords;

/** Imports that a program tried, told of, and left behind: nothing in its text leads from them to its end. */
public final class OutlivedImports {
    private static final int FILES = 16;

    private static final int IMPORTS = 256;

    /** Of one file. */
    private static final int NAMES = 4096;

    private final List<GuardedImport> imports;

    private OutlivedImports(List<GuardedImport> imports) {
        this.imports = imports;
    }

    /**
     * Those of a program that ended by itself.
     *
     * @param start the file that was run
     * @param exitCode what it ended with; null where that is not known
     * @param printed its last words; only an import that they tell of, or that failed so, is looked for
     */
    public static OutlivedImports by(
            String start,
            @Nullable Integer exitCode,
            List<String> printed,
            Failure failure,
            PythonEnvironment seen,
            Machine machine) {
        Map<String, SourceCode> texts = files(start, seen, machine);
        List<GuardedImport> found = new ArrayList<>();
        LaterExit exits = LaterExit.in(texts, exitCode, 0);
        int left = IMPORTS;
        for (Map.Entry<String, SourceCode> text : texts.entrySet()) {
            List<GuardedImport> tried = exits.any() ? GuardedImport.in(text.getValue(), "") : List.of();
            for (GuardedImport each : tried.subList(0, Math.min(left, tried.size()))) {
                boolean goesOn = each.by() == GuardedImport.By.HANDLER
                        && !each.exits()
                        && !each.handler().contains("raise");
                if (goesOn
                        && (about(failure, each) || printed.stream().anyMatch(line -> told(line, each)))
                        && seen.modules().find(each.module()).isEmpty()
                        && exits.from(text.getKey(), each.line()) == LaterExit.Link.NONE) {
                    found.add(each);
                }
            }
            left -= Math.min(left, tried.size());
        }
        return new OutlivedImports(found);
    }

    /** The file that was run and the program's own that it imports, in the order in which they are met. */
    private static Map<String, SourceCode> files(String start, PythonEnvironment seen, Machine machine) {
        Map<String, SourceCode> found = new LinkedHashMap<>();
        Deque<String> todo = new ArrayDeque<>(List.of(start));
        while (!todo.isEmpty() && found.size() < FILES) {
            String file = todo.removeFirst();
            if (found.containsKey(file)) {
                continue;
            }
            SourceCode code = CaseSources.code(machine, file);
            found.put(file, code);
            String inPackage = ImportFlag.inPackage(file, seen);
            code.statements().stream()
                    .flatMap(each -> ImportLine.modules(each.code(), inPackage).stream())
                    .distinct()
                    .limit(NAMES)
                    .flatMap(name -> seen.modules().find(name).stream())
                    .filter(module -> module.kind() == Module.Kind.SOURCE && OwnCode.runs(seen, module.file()))
                    .forEach(module -> todo.add(module.file()));
        }
        return found;
    }

    /** Lines without those by which it told of them. */
    public List<String> without(List<String> printed) {
        return imports.isEmpty()
                ? printed
                : printed.stream().filter(line -> !told(line)).toList();
    }

    private boolean told(String line) {
        return imports.stream().anyMatch(each -> told(line, each));
    }

    private static boolean told(String line, GuardedImport tried) {
        return !tried.said(List.of(line)).isEmpty() || quotes(line, tried);
    }

    /** Whether it put what it had caught into its own words. */
    private static boolean quotes(String line, GuardedImport tried) {
        String caught = tried.exception();
        return !caught.isEmpty()
                && Identifier.standsIn(tried.handler(), caught)
                && QuotedWords.in(line).filter(failure -> about(failure, tried)).isPresent();
    }

    /** Whether a failure that was told of is that of one of them. */
    public boolean has(Failure failure) {
        return imports.stream().anyMatch(each -> about(failure, each));
    }

    private static boolean about(Failure failure, GuardedImport tried) {
        return failure instanceof Failure.MissingModule missing
                && ModuleName.top(missing.module()).equals(ModuleName.top(tried.module()));
    }
}

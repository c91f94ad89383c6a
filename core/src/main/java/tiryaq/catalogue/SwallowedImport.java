package tiryaq.catalogue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.Machine;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;

/**
 * A program that gives up by itself, without a traceback, because an import of its own failed:
 * {@code try: import x}, {@code except ImportError: sys.exit("please install x")}.
 *
 * @param sure whether words were printed that nothing else than this import leads to
 */
record SwallowedImport(Incident incident, boolean sure) {
    private static final int FILES = 32;

    /** A script of an installed command does no more than call its package. */
    private static final int SHORT_SCRIPT = 1 << 11;

    /**
     * The imports that the words are about, in the first of the program's own files that has one; empty for none. Those
     * after the first are named by a line each.
     *
     * @param start the file that was run
     * @param printed the last lines, the very last first
     */
    static List<SwallowedImport> of(
            String start, List<String> printed, PythonEnvironment seen, ModuleTable table, Machine machine) {
        Deque<String> todo = new ArrayDeque<>(List.of(start));
        Set<String> read = new HashSet<>();
        while (!todo.isEmpty() && read.size() < FILES) {
            String file = todo.removeFirst();
            if (!read.add(file)) {
                continue;
            }
            String text = machine.source(file);
            List<SwallowedImport> found =
                    text.contains("except") ? in(file, text, printed, seen, table, machine) : List.of();
            if (!found.isEmpty()) {
                return found;
            }
            boolean command = file.equals(start) && text.length() < SHORT_SCRIPT && !thirdPartyOrOwn(start, seen);
            todo.addAll(imported(text, command, seen));
        }
        return List.of();
    }

    private static boolean thirdPartyOrOwn(String file, PythonEnvironment seen) {
        return file.endsWith(".py") || FailingChain.thirdParty(seen, file);
    }

    /** Own modules that a file imports; of an installed command's script, the package that it calls. */
    private static List<String> imported(String text, boolean command, PythonEnvironment seen) {
        List<String> files = new ArrayList<>();
        for (String line : text.split("\n")) {
            for (String name : ImportLine.modules(line)) {
                seen.modules()
                        .find(name)
                        .filter(module -> module.kind() == Module.Kind.SOURCE)
                        .map(Module::file)
                        .filter(file -> !seen.inStandardLibrary(file) || FailingChain.thirdParty(seen, file))
                        .filter(file -> command || !FailingChain.thirdParty(seen, file))
                        .ifPresent(files::add);
            }
        }
        return files;
    }

    private static List<SwallowedImport> in(
            String file,
            String text,
            List<String> printed,
            PythonEnvironment seen,
            ModuleTable table,
            Machine machine) {
        List<String> last = printed.isEmpty() ? List.of() : printed.subList(0, 1);
        List<SwallowedImport> found = new ArrayList<>();
        for (GuardedImport each : GuardedImport.in(text)) {
            Optional<Failure> quoted = Tried.quoted(each, each.exits() ? printed : last, seen);
            Optional<Failure> failure = quoted.or(() -> Tried.onDisk(each, printed, seen, machine));
            if (failure.isEmpty()) {
                continue;
            }
            String words = each.exits() ? each.said(printed) : "";
            boolean said = !words.isEmpty();
            Optional<String> named = printed.stream()
                    .filter(line -> names(line, each.module(), table))
                    .findFirst();
            boolean exits = each.exits() && (named.isPresent() || (printed.isEmpty() && each.always()));
            boolean asked = named.filter(line -> line.toLowerCase(Locale.ROOT).contains("install"))
                    .isPresent();
            boolean another = !found.isEmpty() && named.isEmpty();
            boolean sure = said && decides(each, words, text, printed, seen, table);
            if (!another && (said || exits || asked || quoted.isPresent())) {
                String line = named.orElse(printed.isEmpty() ? "" : printed.getFirst());
                Frame frame = new Frame(file, each.line(), "<module>", each.source());
                found.add(new SwallowedImport(new Incident(failure.get(), List.of(frame), List.of(), line, 0), sure));
            }
        }
        return found;
    }

    /**
     * Whether words that were printed come of this very import: no other place of the file has them, its failure leads
     * straight to them, and they name it or no other import leads there.
     */
    private static boolean decides(
            GuardedImport tried,
            String words,
            String text,
            List<String> printed,
            PythonEnvironment seen,
            ModuleTable table) {
        Set<Integer> handlers = new HashSet<>();
        int handled = 0;
        boolean alone = true;
        for (GuardedImport each : GuardedImport.in(text)) {
            handled += handlers.add(each.from()) ? count(each.handler(), words) : 0;
            alone &= each.from() != tried.from()
                    || each.module().equals(tried.module())
                    || standard(each.module(), seen);
        }
        boolean named = printed.stream().anyMatch(line -> line.contains(words) && names(line, tried.module(), table));
        return tried.direct() && count(text, words) == handled && (named || alone);
    }

    private static boolean standard(String module, PythonEnvironment seen) {
        return seen.modules()
                .find(module)
                .filter(found -> found.kind() == Module.Kind.BUILTIN || seen.inStandardLibrary(found.file()))
                .isPresent();
    }

    private static int count(String text, String words) {
        int found = 0;
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            found++;
        }
        return found;
    }

    /** What the very last line quotes, whichever import it was that failed so. */
    static Optional<SwallowedImport> quoted(List<String> printed, PythonEnvironment seen) {
        return printed.isEmpty()
                ? Optional.empty()
                : Tried.quoted(printed.getFirst(), seen)
                        .map(failure -> new SwallowedImport(Incident.bare(failure, printed.getFirst(), 0), false));
    }

    /** Whether a line has the name of the module, or of a distribution that provides it, as a word. */
    static boolean names(String line, String module, ModuleTable table) {
        if (word(line, ModuleName.top(module))) {
            return true;
        }
        for (String distribution : table.providers(module)) {
            if (word(line, distribution)) {
                return true;
            }
        }
        return false;
    }

    private static boolean word(String line, String name) {
        String text = line.toLowerCase(Locale.ROOT);
        String wanted = name.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            if ((at == 0 || !part(text.charAt(at - 1))) && (end == text.length() || !part(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean part(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '/';
    }
}

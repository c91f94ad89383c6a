package tiryaq.catalogue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tiryaq.catalogue.source.LookedFor;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.Machine;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.lines.Tail;
import tiryaq.symptom.words.AskingWords;
import tiryaq.symptom.words.LackWords;

/**
 * A program that gives up by itself, without a traceback, because an import of its own failed:
 * {@code try: import x}, {@code except ImportError: sys.exit("please install x")}.
 *
 * @param sure whether words were printed that nothing else than this import leads to
 */
record SwallowedImport(Incident incident, boolean sure) {
    private static final int FILES = 32;

    /** More than are told of one file. */
    private static final int MOST = 64;

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
            List<SwallowedImport> found = new ArrayList<>();
            if (text.contains("except")) {
                in(file, text, printed, seen, table, machine, found);
            }
            addOthers(found, lookedFor(file, text, printed, seen, table, machine));
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
        for (String name : ImportLine.all(text)) {
            seen.modules()
                    .find(name)
                    .filter(module -> module.kind() == Module.Kind.SOURCE)
                    .map(Module::file)
                    .filter(file -> !seen.inStandardLibrary(file))
                    .filter(file -> command || !FailingChain.thirdParty(seen, file))
                    .ifPresent(files::add);
        }
        return files;
    }

    private static void in(
            String file,
            String text,
            List<String> printed,
            PythonEnvironment seen,
            ModuleTable table,
            Machine machine,
            List<SwallowedImport> found) {
        List<String> last = printed.isEmpty() ? List.of() : printed.subList(0, 1);
        List<GuardedImport> all = GuardedImport.in(text);
        Set<Failure> known = new HashSet<>();
        for (GuardedImport each : all) {
            Optional<Failure> quoted = Tried.quoted(each, each.exits() ? printed : last, seen);
            Optional<Failure> failure = quoted.or(() -> Tried.onDisk(each, printed, seen, machine));
            if (failure.isEmpty() || known.contains(failure.get()) || known.size() == MOST) {
                continue;
            }
            String words = each.exits() ? each.said(printed) : "";
            boolean said = !words.isEmpty();
            Optional<String> named = printed.stream()
                    .filter(line -> names(line, each.module(), table))
                    .findFirst();
            boolean exits = each.exits() && (named.isPresent() || (printed.isEmpty() && each.always()));
            boolean asked =
                    named.filter(line -> asks(line, last(printed), each, table)).isPresent();
            boolean another = !found.isEmpty() && named.isEmpty();
            if (!another && (said || exits || asked || quoted.isPresent())) {
                boolean sure = said
                        && decides(each, all, words, text, printed, seen, table)
                        && !Tried.supposed(failure.get(), seen, machine);
                known.add(failure.get());
                String line = named.orElse(printed.isEmpty() ? "" : printed.getFirst());
                Frame frame = new Frame(file, each.line(), "<module>", each.source());
                found.add(new SwallowedImport(new Incident(failure.get(), List.of(frame), List.of(), line, 0), sure));
            }
        }
    }

    /** The same of a program that was given as a text. */
    static List<SwallowedImport> ofText(
            String text, List<String> printed, PythonEnvironment seen, ModuleTable table, Machine machine) {
        List<SwallowedImport> found = new ArrayList<>();
        in("<string>", text, printed, seen, table, machine, found);
        addOthers(found, lookedFor("<string>", text, printed, seen, table, machine));
        return found;
    }

    private static void addOthers(List<SwallowedImport> found, List<SwallowedImport> more) {
        Set<Failure> known = new HashSet<>();
        found.forEach(each -> known.add(each.incident().failure()));
        more.stream().filter(each -> known.add(each.incident().failure())).forEach(found::add);
    }

    /** The modules without which whole files of tests are skipped: {@code pytest.importorskip("yaml")}. */
    static List<SwallowedImport> skipping(
            List<String> files, List<String> printed, PythonEnvironment seen, ModuleTable table, Machine machine) {
        Map<Failure, SwallowedImport> found = new LinkedHashMap<>();
        for (String file : files) {
            for (LookedFor each : LookedFor.in(machine.source(file))) {
                Optional<Failure> failure = each.source().contains("importorskip")
                        ? failure(each, List.of(), seen, table, machine)
                        : Optional.empty();
                if (failure.isPresent()) {
                    String line = printed.stream()
                            .filter(one -> names(one, each, table))
                            .findFirst()
                            .orElse(printed.getFirst());
                    Frame frame = new Frame(file, each.line(), "<module>", each.source());
                    Incident incident = new Incident(failure.get(), List.of(frame), List.of(), line, 0);
                    found.putIfAbsent(failure.get(), new SwallowedImport(incident, false));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /**
     * The modules that a file asks for by names that it holds as strings, and whose failure was told in the last words.
     * Where the words name none, they must speak of modules that lack, and the end depend on what was asked.
     */
    private static List<SwallowedImport> lookedFor(
            String file,
            String text,
            List<String> printed,
            PythonEnvironment seen,
            ModuleTable table,
            Machine machine) {
        Map<LookedFor, Failure> gone = new LinkedHashMap<>();
        for (LookedFor each : LookedFor.in(text)) {
            failure(each, printed, seen, table, machine).ifPresent(failure -> gone.put(each, failure));
        }
        List<LookedFor> named = gone.keySet().stream()
                .filter(each -> printed.stream().anyMatch(line -> names(line, each, table)))
                .toList();
        String last = last(printed);
        boolean lacks = printed.stream().anyMatch(LackWords::lacks);
        boolean depends = gone.keySet().stream().anyMatch(LookedFor::ends);
        boolean told = named.stream().anyMatch(each -> names(last, each, table))
                || (LackWords.lacks(last) && LackWords.ofModules(last))
                || (lacks && depends);
        boolean untold = depends && (printed.isEmpty() || (LackWords.lacks(last) && LackWords.ofModules(last)));
        // Of a longer list only the end is kept.
        boolean cut = printed.size() >= Tail.LINES;
        List<SwallowedImport> found = new ArrayList<>();
        for (LookedFor each : named.isEmpty() && !untold ? List.<LookedFor>of() : gone.keySet()) {
            boolean beside = cut && named.stream().anyMatch(one -> one.line() == each.line());
            Failure failure = gone.get(each);
            boolean meant = named.isEmpty() ? each.ends() : told && (named.contains(each) || beside);
            if (failure != null && meant) {
                String line = printed.stream()
                        .filter(one -> names(one, each, table))
                        .findFirst()
                        .orElse(last);
                Frame frame = new Frame(file, each.line(), "<module>", each.source());
                Incident incident = new Incident(failure, List.of(frame), List.of(), line, 0);
                found.add(new SwallowedImport(incident, false));
            }
        }
        return found;
    }

    /**
     * The modules that the code which raised an exception of its own asks for by names that it holds as strings, and
     * that its words name; of words that name none, those on which it depends whether it is raised.
     */
    static List<SwallowedImport> raised(Case patient, PythonEnvironment seen) {
        Incident said = patient.incident();
        Frame last = said.frames().isEmpty() ? null : said.frames().getLast();
        if (!(said.failure() instanceof Failure.OtherException other) || last == null || !last.raisesInOwnWords()) {
            return List.of();
        }
        String words = said.words() + "\n" + other.message();
        List<SwallowedImport> named = new ArrayList<>();
        List<SwallowedImport> all = new ArrayList<>();
        Set<String> read = new HashSet<>();
        for (Frame frame : said.frames().reversed()) {
            String file = patient.absolute(frame.file());
            for (LookedFor each :
                    read.add(file) ? LookedFor.in(patient.machine().source(file)) : List.<LookedFor>of()) {
                Optional<Failure> failure =
                        failure(each, List.of(said.words()), seen, patient.table(), patient.machine());
                if (failure.isPresent()) {
                    List<Frame> frames = new ArrayList<>(said.frames());
                    frames.add(new Frame(file, each.line(), "<module>", each.source()));
                    SwallowedImport found =
                            new SwallowedImport(said.failing(failure.get()).at(frames), false);
                    if (names(words, each, patient.table())) {
                        named.add(found);
                    } else if (each.ends()) {
                        all.add(found);
                    }
                }
            }
        }
        return !named.isEmpty() ? named : LackWords.lacks(words) && LackWords.ofModules(words) ? all : List.of();
    }

    /** The last line that says more than that the program ends. */
    private static String last(List<String> printed) {
        return printed.stream()
                .filter(line -> !LackWords.ends(line))
                .findFirst()
                .orElse("");
    }

    /** How what code looks for fails; what is only looked for, and not loaded, is missed by its absence alone. */
    private static Optional<Failure> failure(
            LookedFor wanted, List<String> printed, PythonEnvironment seen, ModuleTable table, Machine machine) {
        if (wanted.by() != LookedFor.By.LOADING) {
            boolean metadata = wanted.by() == LookedFor.By.METADATA;
            String module = metadata ? table.moduleOf(wanted.module()) : wanted.module();
            return (metadata && seen.distributions().named(wanted.module()).isPresent())
                            || seen.modules().find(module).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Failure.MissingModule(module, false));
        }
        GuardedImport tried = new GuardedImport(
                wanted.module(),
                wanted.line(),
                "import " + wanted.module(),
                GuardedImport.By.HANDLER,
                "except ImportError:",
                0,
                -1,
                "",
                false,
                false);
        return Tried.quoted(tried, printed, seen).or(() -> Tried.onDisk(tried, printed, seen, machine));
    }

    /** Whether a line names the module, or says what the code calls it. */
    static boolean names(String line, LookedFor wanted, ModuleTable table) {
        return names(line, wanted.module(), table)
                || wanted.called().stream().anyMatch(each -> DistributionName.valid(each) && word(line, each));
    }

    /**
     * Whether a line that names a module asks for it: that it be installed, or be there at all where the handler keeps
     * its very name to say so later, or the last line has it where a missing thing's name stands.
     */
    private static boolean asks(String line, String last, GuardedImport tried, ModuleTable table) {
        boolean goesOn = !line.equals(last) && !LackWords.lacks(last) && !LackWords.ofModules(last);
        if (line.toLowerCase(Locale.ROOT).contains("install") && !goesOn) {
            return true;
        }
        List<String> names = new ArrayList<>(table.providers(tried.module()));
        names.add(tried.module());
        names.add(ModuleName.top(tried.module()));
        AskingWords words = AskingWords.in(line);
        for (String each : names) {
            boolean kept = tried.handler().contains('"' + each + '"')
                    || tried.handler().contains("'" + each + "'");
            boolean asked = words.quoted().contains(each) || words.plain().contains(each);
            if (LackWords.lacks(line) && (kept || (asked && line.equals(last)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether words that were printed come of this very import: no other place of the file has them, its failure leads
     * straight to them, and they name it or no other import leads there.
     */
    private static boolean decides(
            GuardedImport tried,
            List<GuardedImport> all,
            String words,
            String text,
            List<String> printed,
            PythonEnvironment seen,
            ModuleTable table) {
        Set<Integer> handlers = new HashSet<>();
        int handled = 0;
        boolean alone = true;
        for (GuardedImport each : all) {
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

    static boolean word(String line, String name) {
        String text = line.toLowerCase(Locale.ROOT);
        String wanted = name.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            // The end of a file's name is none.
            boolean begins = at == 0 || (!part(text.charAt(at - 1)) && text.charAt(at - 1) != '.');
            if (begins && (end == text.length() || !part(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean part(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '/';
    }
}

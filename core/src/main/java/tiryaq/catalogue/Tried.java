package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.python.Module;
import tiryaq.python.ModuleNames;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.symptom.Failure;
import tiryaq.symptom.words.QuotedWords;

/** How an import fails that code had tried: the module is not there, or it is and what it needs in turn is not. */
final class Tried {
    /** How many modules are followed to what they need; a library that has more is slow to read. */
    private static final int MODULES = 16;

    /** The same of the modules of one package. */
    private static final int PARTS = 64;

    private static final Set<String> CONDITIONS = Set.of("if", "elif", "else");

    private Tried() {}

    /** The failure as some printed line quotes it, of what the import names or of a part of that. */
    static Optional<Failure> quoted(GuardedImport tried, List<String> printed, PythonEnvironment seen) {
        for (String line : printed) {
            Optional<Failure> found = quoted(line, seen).filter(failure -> about(failure, tried, seen));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The failure that a line quotes, if it may be true here. */
    static Optional<Failure> quoted(String line, PythonEnvironment seen) {
        return QuotedWords.in(line)
                .filter(failure -> !(failure instanceof Failure.MissingModule missing)
                        || seen.modules()
                                .find(missing.module())
                                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                                .isEmpty());
    }

    private static boolean about(Failure failure, GuardedImport tried, PythonEnvironment seen) {
        String top = ModuleName.top(tried.module());
        return switch (failure) {
            case Failure.MissingModule missing ->
                ModuleName.top(missing.module()).equals(top);
            case Failure.MissingName missing ->
                missing.module().isEmpty()
                        ? tried.brings(missing.name())
                        : ModuleName.top(missing.module()).equals(top);
            case Failure.MissingAttribute missing ->
                ModuleName.top(missing.module()).equals(top);
            case Failure.NativeRefused refused -> refused.file() != null && lies(refused.file(), top, seen);
            case Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.OtherException _,
                    Failure.Killed _ -> false;
        };
    }

    private static boolean lies(String file, String top, PythonEnvironment seen) {
        return seen.modules()
                .moduleOf(file)
                .map(ModuleName::top)
                .filter(top::equals)
                .isPresent();
    }

    /** The failure as the disk shows it; of a module that is there only where the words name none themselves. */
    static Optional<Failure> onDisk(
            GuardedImport tried, List<String> printed, PythonEnvironment seen, Machine machine) {
        Optional<Module> found = seen.modules().find(tried.module());
        if (found.isEmpty()) {
            return Optional.of(new Failure.MissingModule(tried.module(), false));
        }
        boolean named = printed.stream().anyMatch(line -> QuotedWords.in(line).isPresent());
        if (named || found.get().kind() != Module.Kind.SOURCE) {
            return Optional.empty();
        }
        String text = machine.source(found.get().file());
        Set<String> loading = new HashSet<>();
        return needs(found.get(), text, seen, machine, loading)
                .or(() -> found.get().isPackage()
                        ? nativePart(tried, found.get(), text, seen, machine)
                        : Optional.empty())
                .or(() -> perhapsNeeded(found.get(), text, seen, machine))
                .or(() -> comesTo(found.get(), text, seen, machine, new HashSet<>()));
    }

    /**
     * A compiled part that is there for other interpreters only, and that the package comes to need: behind imports of
     * its own modules that it does outright or under conditions, or whose failure it passes on in its own words.
     */
    private static Optional<Failure> comesTo(
            Module module, String text, PythonEnvironment seen, Machine machine, Set<String> read) {
        if (!read.add(module.name()) || read.size() > PARTS || seen.inStandardLibrary(module.file())) {
            return Optional.empty();
        }
        String name = module.name();
        String top = ModuleName.top(name);
        String inPackage = module.isPackage() ? name : name.substring(0, Math.max(0, name.lastIndexOf('.')));
        SourceCode code = SourceCode.of(text);
        Set<Integer> passedOn = new HashSet<>();
        for (GuardedImport each : GuardedImport.in(code, inPackage)) {
            if (reraises(each)) {
                passedOn.add(code.at(each.line()));
            }
        }
        for (int i = 0; i < code.statements().size(); i++) {
            String line = code.statements().get(i).code();
            boolean done = ImportLine.imports(line) && (passedOn.contains(i) || reached(code, i));
            for (String each : done ? ImportLine.modules(line, inPackage) : List.<String>of()) {
                Optional<Module> found = seen.modules().find(each);
                boolean own = ModuleName.top(each).equals(top);
                if (own && found.isEmpty() && !seen.modules().nativeFiles(each).isEmpty()) {
                    return Optional.of(new Failure.MissingModule(each, false));
                }
                Optional<Failure> deeper =
                        own && found.isPresent() && found.get().kind() == Module.Kind.SOURCE
                                ? comesTo(
                                        found.get(), machine.source(found.get().file()), seen, machine, read)
                                : Optional.empty();
                if (deeper.isPresent()) {
                    return deeper;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean reached(SourceCode code, int at) {
        return code.around(at).isEmpty() || underConditions(code, at);
    }

    /**
     * A compiled part of its own that a package imports under some condition, and that is there for other interpreters
     * only: whether it is the condition that holds here, the text does not tell.
     */
    private static Optional<Failure> perhapsNeeded(Module found, String text, PythonEnvironment seen, Machine machine) {
        if (!found.isPackage()) {
            return Optional.empty();
        }
        List<String> names = machine.list(Paths.parent(found.file())).names();
        SourceCode code = SourceCode.of(text);
        for (int i = 0; i < code.statements().size(); i++) {
            String line = code.statements().get(i).code();
            boolean imports = ImportLine.imports(line) && underConditions(code, i);
            for (String each : imports ? ImportLine.modules(line, found.name()) : List.<String>of()) {
                String part = each.startsWith(found.name() + ".")
                        ? each.substring(found.name().length() + 1)
                        : "";
                boolean other = !part.isEmpty()
                        && part.indexOf('.') < 0
                        && seen.modules().find(each).isEmpty()
                        && names.stream().anyMatch(name -> isNative(name, part));
                if (other) {
                    return Optional.of(new Failure.MissingModule(each, false));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a statement is reached while its file is loaded, under conditions alone, and its failure not caught. */
    private static boolean underConditions(SourceCode code, int at) {
        List<Integer> heads = code.around(at);
        return !heads.isEmpty()
                && heads.stream()
                        .map(code.statements()::get)
                        .allMatch(each -> CONDITIONS.contains(each.keyword())
                                && !each.code().contains("TYPE_CHECKING"));
    }

    /** Whether a failure is that of a part which its package imports under conditions alone. */
    static boolean supposed(Failure failure, PythonEnvironment seen, Machine machine) {
        String module = failure instanceof Failure.MissingModule missing ? missing.module() : "";
        int dot = module.lastIndexOf('.');
        if (dot > 0 && behindConditions(failure, ModuleName.top(module), seen, machine)) {
            return true;
        }
        Optional<Module> around = dot < 0
                ? Optional.empty()
                : seen.modules().find(module.substring(0, dot)).filter(found -> found.kind() == Module.Kind.SOURCE);
        if (around.isEmpty() || !around.get().isPackage()) {
            return false;
        }
        String text = machine.source(around.get().file());
        boolean outright = ImportLine.outright(text).stream()
                .anyMatch(each -> ImportLine.modules(each, around.get().name()).contains(module));
        return !outright
                && perhapsNeeded(around.get(), text, seen, machine)
                        .filter(failure::equals)
                        .isPresent();
    }

    /** Whether the package comes to need what is missing by imports that it may not do at all. */
    private static boolean behindConditions(Failure failure, String top, PythonEnvironment seen, Machine machine) {
        Optional<Module> found =
                seen.modules().find(top).filter(module -> module.kind() == Module.Kind.SOURCE && module.isPackage());
        if (found.isEmpty()) {
            return false;
        }
        String text = machine.source(found.get().file());
        return needs(found.get(), text, seen, machine, new HashSet<>()).isEmpty()
                && comesTo(found.get(), text, seen, machine, new HashSet<>())
                        .filter(failure::equals)
                        .isPresent();
    }

    /** How an import fails that would have brought a name; empty where it would not have, or nothing is missing. */
    static Optional<Failure> unaided(GuardedImport tried, String name, PythonEnvironment seen, Machine machine) {
        boolean brings = seen.modules()
                .find(tried.module())
                .filter(found -> ModuleNames.has(machine, found, name) != ModuleNames.Answer.YES)
                .isEmpty();
        return brings ? onDisk(tried, List.of(), seen, machine) : Optional.empty();
    }

    /** How an import fails, as the disk shows it; empty where it would bring nothing that it names in any case. */
    static Optional<Failure> failed(GuardedImport tried, PythonEnvironment seen, Machine machine) {
        return lacking(tried, seen, machine) ? Optional.empty() : onDisk(tried, List.of(), seen, machine);
    }

    /** Whether the module is there and has not what an import names of it. */
    static boolean lacking(GuardedImport tried, PythonEnvironment seen, Machine machine) {
        Optional<Module> found = seen.modules().find(tried.module());
        for (String name : found.isPresent() ? ImportLine.named(tried.source()) : List.<String>of()) {
            if (ModuleNames.has(machine, found.get(), name) == ModuleNames.Answer.NO) {
                return true;
            }
        }
        return false;
    }

    /** Whether what is missing is nothing that a module could have made up while it ran. */
    static boolean certain(Failure failure, PythonEnvironment seen) {
        String module = failure.about();
        return seen.modules().find(ModuleName.top(module)).isEmpty()
                || !seen.modules().nativeFiles(module).isEmpty();
    }

    /** The same where an import had failed so: a module that is not there at all is certainly missing. */
    static boolean certain(GuardedImport tried, Failure failure, PythonEnvironment seen) {
        return seen.modules().find(tried.module()).isEmpty() || certain(failure, seen);
    }

    /**
     * What a module cannot be loaded without and that is not there: what is indented may be tried, or not be reached.
     */
    private static Optional<Failure> needs(
            Module module, String text, PythonEnvironment seen, Machine machine, Set<String> loading) {
        if (!loading.add(module.name()) || loading.size() > MODULES) {
            return Optional.empty();
        }
        String name = module.name();
        String inPackage = module.isPackage() ? name : name.substring(0, Math.max(0, name.lastIndexOf('.')));
        List<String> needed = new ArrayList<>();
        for (String each : ImportLine.outright(text)) {
            if (!each.startsWith("from . ")) {
                needed.addAll(ImportLine.modules(each, inPackage));
            }
        }
        for (GuardedImport each :
                text.contains("except") ? GuardedImport.in(text, inPackage) : List.<GuardedImport>of()) {
            if (each.always() && reraises(each)) {
                needed.add(each.module());
            }
        }
        for (String each : needed) {
            Optional<Module> found = seen.modules().find(each);
            boolean own = ModuleName.top(each).equals(ModuleName.top(name));
            // A module may make up parts of itself that are no files.
            if (found.isEmpty()
                    && (own || seen.modules().find(ModuleName.top(each)).isEmpty())) {
                return Optional.of(new Failure.MissingModule(each, false));
            }
            if (found.isEmpty()) {
                continue;
            }
            // The standard library is whole, and what is loaded first does not lack what only others need.
            boolean source = found.get().kind() == Module.Kind.SOURCE
                    && !seen.inStandardLibrary(found.get().file());
            Optional<Failure> deeper = source
                    ? needs(found.get(), machine.source(found.get().file()), seen, machine, loading)
                    : Optional.empty();
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    private static boolean reraises(GuardedImport tried) {
        String last = tried.handler().substring(tried.handler().lastIndexOf('\n') + 1);
        return last.equals("raise")
                || last.startsWith("raise ImportError")
                || last.startsWith("raise ModuleNotFoundError");
    }

    /** A part that is there as a native file, and for other interpreters only. */
    private static Optional<Failure> nativePart(
            GuardedImport tried, Module found, String text, PythonEnvironment seen, Machine machine) {
        List<String> names = machine.list(Paths.parent(found.file())).names();
        for (String name : ImportLine.named(tried.source())) {
            boolean loadable = text.contains(name)
                    || seen.modules().find(tried.module() + "." + name).isPresent();
            if (!loadable && names.stream().anyMatch(each -> isNative(each, name))) {
                return Optional.of(new Failure.MissingName(name, tried.module(), found.file(), false));
            }
        }
        return Optional.empty();
    }

    private static boolean isNative(String file, String name) {
        return file.startsWith(name + ".") && NativeName.isNative(file);
    }
}

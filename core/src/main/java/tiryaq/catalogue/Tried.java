package tiryaq.catalogue;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.words.QuotedWords;

/** How an import fails that code had tried: the module is not there, or it is and what it needs in turn is not. */
final class Tried {
    private static final int LIMIT = 1 << 20;

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
        if (named || found.get().kind() != Module.Kind.SOURCE || !found.get().isPackage()) {
            return Optional.empty();
        }
        String text = machine.read(found.get().file(), 0, LIMIT).text();
        for (String line : text.split("\n")) {
            // What is indented may be tried, too, or not be reached.
            if (line.startsWith("from .")) {
                for (String name : ImportLine.modules(line, tried.module())) {
                    if (!line.startsWith("from . ") && seen.modules().find(name).isEmpty()) {
                        return Optional.of(new Failure.MissingModule(name, false));
                    }
                }
            }
        }
        return nativePart(tried, found.get(), text, seen, machine);
    }

    /** A part that is there as a native file, and for other interpreters only. */
    private static Optional<Failure> nativePart(
            GuardedImport tried, Module found, String text, PythonEnvironment seen, Machine machine) {
        if (!tried.source().startsWith("from ")) {
            return Optional.empty();
        }
        List<String> names = machine.list(Paths.parent(found.file())).names();
        String imported = tried.source().substring(tried.source().indexOf("import ") + "import ".length());
        for (String name : imported.split("[ ,()]+")) {
            boolean loadable = text.contains(name)
                    || seen.modules().find(tried.module() + "." + name).isPresent();
            if (!name.isEmpty() && !loadable && names.stream().anyMatch(each -> isNative(each, name))) {
                return Optional.of(new Failure.MissingName(name, tried.module(), found.file(), false));
            }
        }
        return Optional.empty();
    }

    private static boolean isNative(String file, String name) {
        return file.startsWith(name + ".") && NativeName.isNative(file);
    }
}

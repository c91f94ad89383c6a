package tiryaq.diagnosis.causes.module;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.diagnosis.Owner;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.ModuleNames;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** A file or folder of the user's own, found earlier on the path, hides the real module. */
public final class ShadowedModule implements Cause {
    /** The public code. */
    public static final String CODE = "shadowed-module";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        if (patient.environment().isEmpty()) {
            return fromLog(patient);
        }
        PythonEnvironment seen = patient.environment().get();
        return named(patient.failure())
                .flatMap(top -> shadow(patient, seen, top, true))
                .or(() -> importedByOthers(patient, seen))
                .or(() -> itself(patient, seen));
    }

    /** The top-level module that the failure names. */
    private static Optional<String> named(Failure failure) {
        String module = failure.about();
        // A top-level module that is not there stands for nothing else.
        boolean absent = failure instanceof Failure.MissingModule && !module.contains(".");
        return module.isEmpty() || absent ? Optional.empty() : Optional.of(ModuleName.top(module));
    }

    /**
     * @param lacked whether the failure tells what the file lacks: then it hides nothing but what has that
     */
    private Optional<Diagnosis> shadow(Case patient, PythonEnvironment seen, String top, boolean lacked) {
        Optional<Module> first = seen.modules().find(top);
        if (first.isEmpty() || !OwnCode.standsBefore(patient, seen, first.get())) {
            return Optional.empty();
        }
        String file = first.get().file();
        Optional<Module> hidden = hidden(seen, top, file);
        Optional<String> part = hidden.isEmpty() ? hiddenPart(patient, seen, file) : Optional.empty();
        if (part.isPresent()) {
            String hides = seen.modules().moduleOf(part.get()).orElse(top);
            return Optional.of(diagnose(patient, top, hides, file, part.get()));
        }
        boolean known = !patient.table().providers(top).isEmpty();
        // What an installer put into an archive is the real one, even where Python cannot load all of it from there.
        known &= seen.modules().distributionArchive(first.get()).isEmpty();
        if (hidden.isEmpty() && !known) {
            return Optional.empty();
        }
        ModuleNames.Answer has =
                hidden.isPresent() && lacked ? has(patient, seen, hidden.get()) : ModuleNames.Answer.YES;
        return has == ModuleNames.Answer.NO
                ? Optional.empty()
                : Optional.of(diagnose(
                                patient,
                                top,
                                top,
                                file,
                                hidden.map(Module::file).orElse(null)))
                        .map(found -> has == ModuleNames.Answer.YES ? found : found.atMost(Certainty.LIKELY));
    }

    /** The part of a package that several distributions share, which is installed and not found beside this file. */
    private static Optional<String> hiddenPart(Case patient, PythonEnvironment seen, String file) {
        return SplitPackage.of(patient)
                .filter(split -> split.keeper().equals(file))
                .map(SplitPackage::part)
                .or(() -> patient.failure() instanceof Failure.MissingModule missing && missing.parentIsNoPackage()
                        ? SplitPackage.behind(patient, seen, missing.module())
                        : Optional.empty())
                .filter(part -> patient.ownerOf(part).kind() != Owner.Kind.NOBODY
                        || seen.path()
                                .holding(part)
                                .filter(entry -> entry.origin() == PathEntry.Origin.SITE
                                        || entry.origin() == PathEntry.Origin.USER_SITE)
                                .isPresent());
    }

    private static Optional<Module> hidden(PythonEnvironment seen, String name, String file) {
        return seen.modules().alsoFound(name).stream()
                .filter(found ->
                        found.kind() != Module.Kind.NAMESPACE && !found.file().equals(file))
                .findFirst();
    }

    /** Whether the hidden module has what the failure misses; what it lacks as well, the program asks for in vain. */
    private static ModuleNames.Answer has(Case patient, PythonEnvironment seen, Module hidden) {
        return switch (patient.failure()) {
            case Failure.Lacking lacking -> has(patient, seen, hidden, lacking.module(), lacking.lacking());
            case Failure.MissingModule missing -> hasPart(patient, hidden, missing.module());
            case Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.OtherException _,
                    Failure.Killed _ -> ModuleNames.Answer.YES;
        };
    }

    private static ModuleNames.Answer hasPart(Case patient, Module hidden, String missing) {
        List<Frame> frames = patient.incident().frames();
        String line = frames.isEmpty() ? "" : String.valueOf(frames.getLast().source());
        // Python names the first part that is not there, whatever the line asks for below that.
        String wanted = ImportLine.modules(line).stream()
                .filter(each -> each.startsWith(missing + "."))
                .findFirst()
                .orElse(missing);
        String part = wanted.startsWith(hidden.name() + ".")
                ? wanted.substring(hidden.name().length() + 1)
                : "";
        return part.isEmpty() || unread(patient, hidden)
                ? ModuleNames.Answer.YES
                : ModuleNames.hasPart(patient.machine(), hidden, part);
    }

    /** A recording need not hold its text: nothing speaks against it then. */
    private static boolean unread(Case patient, Module hidden) {
        return hidden.kind() == Module.Kind.SOURCE
                && patient.machine().read(hidden.file(), 0, 1).problem() != Problem.NONE;
    }

    private static ModuleNames.Answer has(
            Case patient, PythonEnvironment seen, Module hidden, String module, String name) {
        if (module.equals(hidden.name())) {
            return unread(patient, hidden) ? ModuleNames.Answer.YES : ModuleNames.has(patient.machine(), hidden, name);
        }
        String found = seen.modules().find(module).map(Module::file).orElse("");
        return hidden(seen, module, found)
                .map(part -> ModuleNames.has(patient.machine(), part, name))
                .orElse(ModuleNames.Answer.NO);
    }

    /** Whatever the failure says: a library's import was answered by a file of the user's own. */
    private Optional<Diagnosis> importedByOthers(Case patient, PythonEnvironment seen) {
        List<Frame> frames = patient.incident().frames();
        for (int i = 0; i + 1 < frames.size(); i++) {
            String importer = patient.absolute(frames.get(i).file());
            Optional<String> name = ImportLine.module(frames.get(i).source()).map(ModuleName::top);
            if (name.isPresent() && !OwnCode.runs(seen, importer)) {
                boolean lacked = named(patient.failure()).equals(name);
                Optional<Diagnosis> found = shadow(patient, seen, name.get(), lacked);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whatever the failure says: the script bears the name of a module that it imports, got itself for it, and failed
     * in a line that uses that name.
     */
    private Optional<Diagnosis> itself(Case patient, PythonEnvironment seen) {
        List<Frame> frames = patient.incident().frames();
        String script = patient.script().orElse("");
        if (frames.isEmpty() || !script.endsWith(".py") || !(patient.failure() instanceof Failure.OtherException)) {
            return Optional.empty();
        }
        String name = Paths.name(script).substring(0, Paths.name(script).length() - ".py".length());
        boolean imports = CaseSources.code(patient.machine(), script).statements().stream()
                .anyMatch(each -> ImportLine.modules(each.code()).contains(name));
        boolean uses = frames.stream()
                .anyMatch(each -> patient.absolute(each.file()).equals(script)
                        && Identifier.standsIn(String.valueOf(each.source()), name)
                        && !ImportLine.imports(each.source()));
        return imports
                        && uses
                        && seen.modules()
                                .find(name)
                                .filter(found -> found.file().equals(script))
                                .isPresent()
                ? hidden(seen, name, script)
                        .map(hidden -> diagnose(patient, name, name, script, hidden.file())
                                .atMost(Certainty.LIKELY))
                : Optional.empty();
    }

    /**
     * @param hides the dotted module that is not reached
     */
    private Diagnosis diagnose(Case patient, String top, String hides, String file, @Nullable String hidden) {
        String distribution =
                hidden == null ? patient.table().providers(top).getFirst() : distributionOf(patient, hidden);
        return patient.proved(CODE)
                .module(top)
                .distribution(distribution)
                .fault(file)
                .because(new Evidence.Shadow(file, hidden))
                .summary(
                        hidden == null ? ".missing" : "",
                        "module",
                        hides,
                        "path",
                        file,
                        "hidden",
                        hidden == null ? String.valueOf(distribution) : hidden);
    }

    private static @Nullable String distributionOf(Case patient, String file) {
        Owner owner = patient.ownerOf(file);
        return owner.kind() == Owner.Kind.DISTRIBUTION ? owner.name() : null;
    }

    private Optional<Diagnosis> fromLog(Case patient) {
        return named(patient)
                .or(() -> ToldShadow.of(patient))
                .map(told -> patient.likely(CODE)
                        .module(told.module())
                        .fault(told.file())
                        .because(new Evidence.Shadow(told.file(), null))
                        .summary(".log", "module", told.module(), "path", told.file()));
    }

    /** Python itself says it since 3.13, of the standard library's names surely: "consider renaming …". */
    private static Optional<ToldShadow> named(Case patient) {
        if (!(patient.failure() instanceof Failure.Lacking lacking)
                || lacking.file() == null
                || !patient.incident().words().contains("(consider renaming '")) {
            return Optional.empty();
        }
        String top = ModuleName.top(lacking.module());
        boolean known = !lacking.partial() || !patient.table().providers(top).isEmpty();
        return known ? Optional.of(new ToldShadow(top, lacking.file())) : Optional.empty();
    }
}

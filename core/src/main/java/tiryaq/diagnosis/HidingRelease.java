package tiryaq.diagnosis;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.Version;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.TopLevelNames;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * Two releases of one distribution on the search path: the one that is found first lacks what the one behind it has, or
 * asks for what that one does without.
 *
 * @param entry the entry of the path that leads to the first
 * @param missing what the first lacks, or what it asks for, a module or a name of one, dotted
 * @param path the file of the first that was asked for it, or that asks
 * @param found the first, with its version
 * @param wanted the one behind it, with its version
 * @param location where the one behind it is installed
 * @param asks whether the first asks for what is missing everywhere
 */
public record HidingRelease(
        PathEntry entry, String missing, String path, Owner found, Owner wanted, String location, boolean asks) {
    /** What this entry hides of that which the failure is about; empty if it is not shown by both RECORDs and files. */
    public static Optional<HidingRelease> of(Case patient, PythonEnvironment seen, PathEntry entry) {
        return entry.isSet() ? lacking(patient, seen, entry).or(() -> asking(patient, seen, entry)) : Optional.empty();
    }

    private static Optional<HidingRelease> lacking(Case patient, PythonEnvironment seen, PathEntry entry) {
        String module = asked(patient.failure());
        String name = name(patient.failure());
        Optional<Module> first = module.isEmpty() ? Optional.empty() : located(seen, module);
        if (first.isEmpty() || !Paths.within(first.get().file(), entry.location())) {
            return Optional.empty();
        }
        PythonEnvironment without = seen.without(entry);
        Optional<Module> behind = located(without, module);
        if (behind.isEmpty() || !has(without, behind.get(), module, name, patient.machine())) {
            return Optional.empty();
        }
        return two(seen, without, entry, first.get().file(), behind.get().file(), module + "." + name, false);
    }

    /** A file of the first asks for what is nowhere; the one behind needs it neither there nor by its metadata. */
    private static Optional<HidingRelease> asking(Case patient, PythonEnvironment seen, PathEntry entry) {
        List<Frame> frames = patient.incident().frames();
        String file = frames.isEmpty() ? "" : patient.absolute(frames.getLast().file());
        boolean asks = Paths.within(file, entry.location())
                && asksFor(String.valueOf(frames.getLast().source()), patient.failure());
        Optional<String> module = asks ? seen.modules().moduleOf(file) : Optional.empty();
        if (module.isEmpty()) {
            return Optional.empty();
        }
        PythonEnvironment without = seen.without(entry);
        Optional<Module> behind = located(without, ModuleName.top(module.get()));
        boolean same = behind.isEmpty()
                || located(without, module.get())
                        .filter(found -> asksOutright(patient.machine().source(found.file()), patient.failure()))
                        .isPresent();
        String lacking = patient.failure().lacking();
        return same
                ? Optional.empty()
                : two(
                                seen,
                                without,
                                entry,
                                file,
                                behind.get().file(),
                                patient.failure().about() + (lacking.isEmpty() ? "" : "." + lacking),
                                true)
                        .filter(found -> !needs(without, found.wanted(), patient));
    }

    /** Whether a line imports what is missing: the module, or the name of one that is there. */
    private static boolean asksFor(String line, Failure failure) {
        String module = failure.about();
        return switch (failure) {
            case Failure.MissingModule missing -> imports(line, ModuleName.top(module));
            case Failure.MissingName missing ->
                ImportLine.modules(line).contains(module)
                        && ImportLine.named(line).contains(missing.name());
            case Failure.MissingAttribute _,
                    Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.OtherException _,
                    Failure.Killed _ -> false;
        };
    }

    private static boolean imports(String line, String top) {
        return ImportLine.modules(line).stream()
                .anyMatch(each -> ModuleName.top(each).equals(top));
    }

    /** Whether it asks for that in a statement which no {@code try} keeps from failing the whole. */
    private static boolean asksOutright(String text, Failure failure) {
        SourceCode code = SourceCode.of(text);
        for (int i = 0; i < code.statements().size(); i++) {
            boolean guarded = code.around(i).stream()
                    .map(head -> code.statements().get(head).keyword())
                    .anyMatch(word -> word.equals("try") || word.equals("except"));
            if (!guarded && asksFor(code.statements().get(i).code(), failure)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether by its metadata, as far as that is known, it needs what provides the missing module; or, of a name that a
     * module lacks, another release of what has the module than the one that is there.
     */
    private static boolean needs(PythonEnvironment without, Owner wanted, Case patient) {
        String about = patient.failure().about();
        Optional<Distribution> there = patient.failure() instanceof Failure.MissingModule
                ? Optional.empty()
                : located(without, about)
                        .flatMap(found -> without.distributions().owner(found.file()));
        Set<String> providers = new HashSet<>();
        if (patient.failure() instanceof Failure.MissingModule) {
            providers.add(DistributionName.normalize(ModuleName.top(about)));
            patient.table().providers(about).forEach(each -> providers.add(DistributionName.normalize(each)));
        } else {
            there.ifPresent(found -> providers.add(DistributionName.normalize(found.name())));
        }
        Optional<Version> version = there.flatMap(found -> Version.parse(found.version()));
        return without.distributions().named(wanted.name()).stream()
                .flatMap(each -> without.distributions().requirements(each).stream())
                .filter(each -> providers.contains(each.normalizedName()))
                .anyMatch(each -> version.isEmpty() || !each.specifiers().contains(version.get(), true));
    }

    private static Optional<HidingRelease> two(
            PythonEnvironment seen,
            PythonEnvironment without,
            PathEntry entry,
            String first,
            String behind,
            String missing,
            boolean asks) {
        Optional<Distribution> found = seen.distributions().owner(first);
        Optional<Distribution> wanted = without.distributions().owner(behind);
        boolean two = found.isPresent()
                && wanted.isPresent()
                && DistributionName.same(found.get().name(), wanted.get().name())
                && !found.get().version().equals(wanted.get().version());
        return two
                ? Optional.of(new HidingRelease(
                        entry,
                        missing,
                        first,
                        owner(seen, found.get()),
                        owner(without, wanted.get()),
                        wanted.get().location(),
                        asks))
                : Optional.empty();
    }

    /** The module that was there and was asked for what it lacks. */
    private static String asked(Failure failure) {
        String module = failure.about();
        int dot = module.lastIndexOf('.');
        return failure instanceof Failure.MissingModule ? module.substring(0, Math.max(0, dot)) : module;
    }

    private static String name(Failure failure) {
        return failure instanceof Failure.MissingModule missing
                ? missing.module().substring(missing.module().lastIndexOf('.') + 1)
                : failure.lacking();
    }

    private static Optional<Module> located(PythonEnvironment seen, String module) {
        return seen.modules().find(module).filter(found -> !found.file().isEmpty());
    }

    private static boolean has(PythonEnvironment without, Module behind, String module, String name, Machine machine) {
        return without.modules()
                        .find(module + "." + name)
                        .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                        .isPresent()
                || (behind.kind() == Module.Kind.SOURCE && TopLevelNames.has(machine.source(behind.file()), name));
    }

    private static Owner owner(PythonEnvironment seen, Distribution distribution) {
        return new Owner(
                Owner.Kind.DISTRIBUTION, seen.distributions().displayName(distribution), distribution.version());
    }
}

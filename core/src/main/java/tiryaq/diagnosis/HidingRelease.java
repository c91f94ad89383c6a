package tiryaq.diagnosis;

import java.util.Optional;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.TopLevelNames;
import tiryaq.symptom.Failure;

/**
 * Two releases of one distribution on the search path: the one that is found first lacks what the one behind it has.
 *
 * @param entry the entry of the path that leads to the first
 * @param missing what the first lacks, dotted
 * @param path the file of the first that was asked for it
 * @param found the first, with its version
 * @param wanted the one behind it, with its version
 * @param location where the one behind it is installed
 */
public record HidingRelease(PathEntry entry, String missing, String path, Owner found, Owner wanted, String location) {
    private static final int LIMIT = 1 << 20;

    /** What this entry hides of that which the failure is about; empty if it is not shown by both RECORDs and files. */
    public static Optional<HidingRelease> of(Case patient, PythonEnvironment seen, PathEntry entry) {
        String module = asked(patient.failure());
        String name = name(patient.failure());
        Optional<Module> first = module.isEmpty() ? Optional.empty() : located(seen, module);
        if (!entry.isSet() || first.isEmpty() || !Paths.within(first.get().file(), entry.location())) {
            return Optional.empty();
        }
        PythonEnvironment without = seen.without(entry);
        Optional<Module> behind = located(without, module);
        if (behind.isEmpty() || !has(without, behind.get(), module, name, patient.machine())) {
            return Optional.empty();
        }
        Optional<Distribution> found = seen.distributions().owner(first.get().file());
        Optional<Distribution> wanted =
                without.distributions().owner(behind.get().file());
        boolean two = found.isPresent()
                && wanted.isPresent()
                && DistributionName.same(found.get().name(), wanted.get().name())
                && !found.get().version().equals(wanted.get().version());
        return two
                ? Optional.of(new HidingRelease(
                        entry,
                        module + "." + name,
                        first.get().file(),
                        owner(seen, found.get()),
                        owner(without, wanted.get()),
                        wanted.get().location()))
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
                || (behind.kind() == Module.Kind.SOURCE
                        && TopLevelNames.has(
                                machine.read(behind.file(), 0, LIMIT).text(), name));
    }

    private static Owner owner(PythonEnvironment seen, Distribution distribution) {
        return new Owner(
                Owner.Kind.DISTRIBUTION, seen.distributions().displayName(distribution), distribution.version());
    }
}

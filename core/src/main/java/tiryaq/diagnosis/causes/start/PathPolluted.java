package tiryaq.diagnosis.causes.start;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.binary.NativeHeader;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Evidence.PathEntryGuilty.Why;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.HidingBackport;
import tiryaq.diagnosis.HidingRelease;
import tiryaq.diagnosis.Owner;
import tiryaq.diagnosis.StartUp;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * An entry of the path brings another Python's files or hides the release that is meant, and leaving it out is enough.
 */
public final class PathPolluted implements Cause {
    /** The public code. */
    public static final String CODE = "path-polluted";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        if (patient.environment().isEmpty() || patient.failure() instanceof Failure.CommandMissing) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        // What a start-up file itself raises is its own fault, whatever the folder is called that it lies in.
        boolean itself = StartUp.endedIn(patient).isPresent();
        return home(patient, seen).or(() -> itself ? Optional.empty() : entry(patient, seen));
    }

    /** PYTHONHOME names a folder without this Python's standard library. */
    private Optional<Diagnosis> home(Case patient, PythonEnvironment seen) {
        Optional<String> home = seen.start().ignoreEnvironment()
                ? Optional.empty()
                : patient.machine().variable("PYTHONHOME");
        boolean own = seen.interpreter().path().stream()
                .anyMatch(folder -> patient.machine().isFile(Paths.join(folder, "os.py")));
        boolean there = seen.path().entries().stream()
                .filter(entry -> entry.origin() == PathEntry.Origin.STANDARD_LIBRARY)
                .anyMatch(entry -> patient.machine().isFile(Paths.join(entry.location(), "os.py")));
        return home.filter(folder -> own && !there)
                .map(folder -> diagnose(
                        patient,
                        folder,
                        "PYTHONHOME",
                        Why.NO_STANDARD_LIBRARY,
                        patient.failure().about()));
    }

    private Optional<Diagnosis> entry(Case patient, PythonEnvironment seen) {
        Set<String> needed = new LinkedHashSet<>(FailingChain.modules(patient));
        Set<String> atFault = new LinkedHashSet<>();
        patient.missingModule().ifPresent(atFault::add);
        if (!patient.failure().about().isEmpty()) {
            atFault.add(patient.failure().about());
        }
        needed.addAll(atFault);
        patient.imports().foreign().stream()
                .filter(name -> seen.modules().find(name).isPresent())
                .forEach(needed::add);
        for (PathEntry entry : seen.path().entries()) {
            boolean candidate = entry.isSet();
            Optional<HidingRelease> hiding = candidate ? HidingRelease.of(patient, seen, entry) : Optional.empty();
            if (hiding.isPresent()
                    && loads(patient.machine(), seen.without(entry), modulesOf(patient, seen, hiding.get(), needed))) {
                return Optional.of(otherRelease(patient, seen, hiding.get()));
            }
            Optional<HidingBackport> backport = candidate ? HidingBackport.of(patient, seen, entry) : Optional.empty();
            if (backport.isPresent()
                    && loads(
                            patient.machine(),
                            seen.without(entry),
                            modulesBehind(patient, seen, backport.get(), needed))) {
                return Optional.of(hidesStandardLibrary(patient, seen, backport.get()));
            }
            if (!candidate || !involved(patient, seen, entry, atFault)) {
                continue;
            }
            Optional<Why> why = foreign(patient.machine(), seen, entry, needed);
            if (why.isPresent()
                    && loads(patient.machine(), seen.without(entry), needed)
                    && OwnEntry.neededOf(patient, seen, entry, null).isEmpty()) {
                return Optional.of(diagnose(
                        patient,
                        entry.location(),
                        declaredBy(entry),
                        why.get(),
                        patient.failure().about()));
            }
        }
        return Optional.empty();
    }

    /** The release behind has what is missing; that it is cut into other modules than the one in front is no fault. */
    private static Set<String> modulesOf(
            Case patient, PythonEnvironment seen, HidingRelease hiding, Set<String> needed) {
        Set<String> modules = new LinkedHashSet<>(needed);
        String about = ModuleName.top(patient.failure().about());
        String top = ModuleName.top(module(patient, seen, hiding));
        modules.removeIf(
                name -> ModuleName.top(name).equals(top) || ModuleName.top(name).equals(about));
        modules.add(top);
        return modules;
    }

    /**
     * Of a backport, the standard library's own module stands for all parts; what the backport alone asks for in vain
     * nobody asks for then.
     */
    private static Set<String> modulesBehind(
            Case patient, PythonEnvironment seen, HidingBackport backport, Set<String> needed) {
        Set<String> modules = new LinkedHashSet<>(needed);
        boolean asks = patient.incident().frames().reversed().stream()
                .filter(frame -> !frame.internal())
                .findFirst()
                .flatMap(frame -> seen.modules().moduleOf(patient.absolute(frame.file())))
                .filter(module -> ModuleName.top(module).equals(backport.module()))
                .isPresent();
        if (asks) {
            patient.missingModule().ifPresent(modules::remove);
        }
        modules.removeIf(name -> ModuleName.top(name).equals(backport.module()));
        modules.add(backport.module());
        return modules;
    }

    private static Diagnosis hidesStandardLibrary(Case patient, PythonEnvironment seen, HidingBackport hiding) {
        boolean keeps = !OwnEntry.neededOf(patient, seen, hiding.entry(), null).isEmpty();
        // No distribution: what is in the way is not what a proof has to find installed.
        return (keeps || !hiding.sure() ? patient.likely(CODE) : patient.proved(CODE))
                .module(hiding.module())
                .fault(hiding.path())
                .because(guilty(hiding.entry(), Why.HIDES_STANDARD_LIBRARY))
                .summary(
                        ".backport",
                        "interpreter",
                        patient.interpreterLabel(),
                        "entry",
                        hiding.entry().location(),
                        "declaredBy",
                        declaredBy(hiding.entry()),
                        "found",
                        named(hiding.found()),
                        "module",
                        hiding.module(),
                        "location",
                        hiding.hidden());
    }

    /** The module that has to load: not what is asked for in vain, but who asks. */
    private static String module(Case patient, PythonEnvironment seen, HidingRelease hiding) {
        String about = patient.failure().about();
        return hiding.asks() ? seen.modules().moduleOf(hiding.path()).orElse(about) : about;
    }

    private static Diagnosis otherRelease(Case patient, PythonEnvironment seen, HidingRelease hiding) {
        // That the one behind needs it nowhere else either, only running it shows.
        boolean keeps = !OwnEntry.neededOf(patient, seen, hiding.entry(), null).isEmpty();
        return (hiding.asks() || keeps ? patient.likely(CODE) : patient.proved(CODE))
                .module(module(patient, seen, hiding))
                .distribution(hiding.wanted())
                .fault(hiding.path())
                .because(new Evidence.WantedFound(
                        hiding.path(), named(hiding.wanted()), named(hiding.found()), hiding.found()))
                .because(guilty(hiding.entry(), Why.OTHER_RELEASE))
                .summary(
                        hiding.asks() ? ".release.asks" : ".release",
                        "interpreter",
                        patient.interpreterLabel(),
                        "entry",
                        hiding.entry().location(),
                        "declaredBy",
                        declaredBy(hiding.entry()),
                        "found",
                        named(hiding.found()),
                        "wanted",
                        named(hiding.wanted()),
                        "location",
                        hiding.location(),
                        "name",
                        hiding.missing());
    }

    private static Evidence guilty(PathEntry entry, Why why) {
        return new Evidence.PathEntryGuilty(entry.location(), declaredBy(entry), why);
    }

    private static String named(Owner owner) {
        return owner.version().isEmpty() ? owner.name() : owner.name() + " " + owner.version();
    }

    private static String declaredBy(PathEntry entry) {
        return entry.declaredBy().isEmpty() ? "USER_SITE" : entry.declaredBy();
    }

    private static boolean involved(Case patient, PythonEnvironment seen, PathEntry entry, Set<String> atFault) {
        for (Frame frame : patient.incident().frames()) {
            if (!frame.internal() && Paths.within(patient.absolute(frame.file()), entry.location())) {
                return true;
            }
        }
        for (String module : atFault) {
            List<String> files = new ArrayList<>(seen.modules().nativeFiles(module));
            seen.modules().find(module).map(Module::file).ifPresent(files::add);
            if (files.stream().anyMatch(file -> Paths.within(file, entry.location()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a folder on the way is named for a version, and none for this one: {@code lib/python3.8/site-packages}.
     */
    private static boolean ofOtherVersion(String location, String feature) {
        boolean other = false;
        for (String part : location.split("/")) {
            if (part.startsWith("python") && part.matches("python\\d+\\.\\d+t?")) {
                if (part.equals("python" + feature)) {
                    return false;
                }
                other = true;
            }
        }
        return other;
    }

    /** Why an entry is another Python's; empty if nothing shows it. */
    private static Optional<Why> foreign(
            Machine machine, PythonEnvironment seen, PathEntry entry, Set<String> modules) {
        String threads = seen.interpreter().abiflags().contains("t") ? "t" : "";
        if (ofOtherVersion(entry.location(), seen.interpreter().version().feature() + threads)) {
            return Optional.of(Why.OTHER_VERSION);
        }
        if (machine.isFile(Paths.join(entry.location(), "os.py"))
                && machine.isFile(Paths.join(entry.location(), "site.py"))) {
            return Optional.of(Why.STANDARD_LIBRARY);
        }
        for (String module : modules) {
            for (String file : seen.modules().nativeFiles(module)) {
                Optional<NativeName> name = NativeName.parse(Paths.name(file));
                if (Paths.within(file, entry.location())
                        && name.isPresent()
                        && !name.get().endsIn(seen.interpreter().extensionSuffixes())) {
                    return Optional.of(Why.OTHER_TAG);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether all that the program needed would be found, and whole. */
    private static boolean loads(Machine machine, PythonEnvironment without, Set<String> needed) {
        for (String module : needed) {
            if (without.modules()
                    .find(module)
                    .filter(found -> NativeHeader.isWhole(machine, found.file()))
                    .isEmpty()) {
                return false;
            }
        }
        return !needed.isEmpty();
    }

    private Diagnosis diagnose(Case patient, String entry, String declaredBy, Why why, String module) {
        var diagnosis = patient.proved(CODE).because(new Evidence.PathEntryGuilty(entry, declaredBy, why));
        if (!module.isEmpty()) {
            diagnosis.module(module);
            owner(patient, entry, module).ifPresent(diagnosis::distribution);
        }
        return diagnosis.summary(
                !module.isEmpty() ? "" : why == Why.NO_STANDARD_LIBRARY ? ".start" : ".unnamed",
                "entry",
                entry,
                "declaredBy",
                declaredBy,
                "module",
                module,
                "interpreter",
                patient.interpreterLabel());
    }

    /** The distribution that put the module, or the package that it belongs to, into the guilty entry. */
    private static Optional<String> owner(Case patient, String entry, String module) {
        PythonEnvironment seen = patient.environment().orElseThrow();
        List<String> files = new ArrayList<>(seen.modules().nativeFiles(module));
        for (String name = module; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
            seen.modules().find(name).map(Module::file).ifPresent(files::add);
        }
        return files.stream()
                .filter(file -> Paths.within(file, entry))
                .flatMap(file -> seen.distributions().owner(file).stream())
                .findFirst()
                .map(seen.distributions()::displayName);
    }
}

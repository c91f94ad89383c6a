package tiryaq.diagnosis.causes.module;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Absent;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.wanted.DeclaredNames;
import tiryaq.diagnosis.wanted.Extra;
import tiryaq.diagnosis.wanted.OldRelease;
import tiryaq.diagnosis.wanted.OwnModule;
import tiryaq.diagnosis.wanted.PytestPlugin;
import tiryaq.diagnosis.wanted.WantedDistribution;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.machine.Problem;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Editables;
import tiryaq.python.Module;
import tiryaq.symptom.Failure;

/** No installed distribution provides the module for any interpreter found. */
public final class DistributionMissing implements Cause {
    /** The public code. */
    public static final String CODE = "distribution-missing";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        Optional<Absent> absent = Absent.of(patient);
        if (absent.isEmpty()) {
            return PytestPlugin.of(patient)
                    .flatMap(asked -> asked.declared(patient).map(found -> plugin(patient, asked, found)))
                    .or(() -> OldRelease.of(patient).map(found -> refused(patient, found)));
        }
        String module = absent.get().module();
        String top = ModuleName.top(module);
        boolean noPackage = patient.failure() instanceof Failure.MissingModule missing && missing.parentIsNoPackage();
        if (noPackage
                || wasLoaded(patient, module, top)
                || StandardLibrary.comesOrGoes(top)
                || (DeclaredNames.own(patient, top).isEmpty() && OwnModule.isThere(patient, top))
                || Submodule.of(patient).isPresent()
                || hidden(patient)) {
            return Optional.empty();
        }
        boolean topIsThere = patient.environment()
                .flatMap(seen -> seen.modules().find(top))
                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                .isPresent();
        if (topIsThere) {
            return Optional.empty();
        }
        boolean moved = patient.environment()
                .flatMap(seen -> Editables.of(seen, patient.machine(), top))
                .filter(Editables.Lost::meant)
                .isPresent();
        if (moved) {
            // It is installed, by a file that leads to where its source no longer is.
            return Optional.empty();
        }
        Optional<Providers.Provided> wanted = WantedDistribution.of(patient, module);
        // A copy that is damaged is no remedy, but it tells whose the module is.
        Optional<Elsewhere> damaged = patient.environment()
                .flatMap(seen -> Elsewhere.of(patient, seen, module))
                .filter(found -> !found.whole());
        Optional<Providers.Provided> provided = wanted.filter(Providers.Provided::certain)
                .or(() -> damaged.flatMap(DistributionMissing::installed))
                .or(() -> wanted);
        boolean slip = provided.filter(found -> !found.certain()).isPresent()
                && NearModule.of(patient).isPresent();
        if (slip) {
            // Somebody may have taken the misspelt name on the index for just that.
            return Optional.empty();
        }
        Optional<LackingRelease> lacking = LackingRelease.of(patient, module);
        if (lacking.isPresent()) {
            return Optional.of(diagnose(patient, module, lacking.get()));
        }
        // By its definition a distribution that provides the module is known; here every way to know one was tried.
        return provided.isEmpty() || installed(patient, provided)
                ? Optional.empty()
                : Optional.of(damaged.map(found -> diagnose(patient, absent.get(), top, provided.get())
                                .noting(said(module, found)))
                        .orElseGet(() -> diagnose(patient, absent.get(), top, provided.get())));
    }

    private static Optional<Providers.Provided> installed(Elsewhere found) {
        return found.owner()
                .map(owner ->
                        new Providers.Provided(found.other().distributions().displayName(owner), "installed"));
    }

    private static Say said(String module, Elsewhere found) {
        return Say.of(
                "note.damaged-elsewhere",
                "module",
                module,
                "other",
                found.other().interpreter().executable(),
                "path",
                String.valueOf(found.damage()));
    }

    /**
     * A part of a package that is there: the stack runs through its own files, or Python 3, which names the first part
     * that it does not find, names one within it. What has a distribution of its own may be missing all the same.
     */
    private static boolean wasLoaded(Case patient, String module, String top) {
        List<String> whole = patient.table().providers(top);
        boolean named = patient.incident().words().endsWith("No module named '" + module + "'")
                && !whole.isEmpty()
                && whole.equals(patient.table().providers(module));
        return patient.environment().isEmpty()
                && !module.equals(top)
                && (named
                        || patient.incident().frames().stream()
                                .anyMatch(frame -> frame.file().endsWith("-packages/" + top + "/__init__.py")));
    }

    /** What is installed is not missing: this version of it, or what is left of it, does not have the module. */
    private static boolean installed(Case patient, Optional<Providers.Provided> provided) {
        return provided.flatMap(found -> patient.environment()
                        .flatMap(seen -> seen.distributions().named(found.distribution())))
                .isPresent();
    }

    /** A folder of the path that cannot be read may well hold the module. */
    private static boolean hidden(Case patient) {
        return patient.environment()
                .filter(seen -> seen.path().locations().stream().anyMatch(location -> {
                    Problem problem = patient.machine().list(location).problem();
                    return problem == Problem.FORBIDDEN || problem == Problem.UNREADABLE;
                }))
                .isPresent();
    }

    /** A library says so itself of what is installed; that the other release would do nobody has tried. */
    private Diagnosis refused(Case patient, OldRelease found) {
        DiagnosisBuilder diagnosis = patient.likely(CODE).distribution(found.name());
        String module = DistributionName.normalize(found.name()).replace('-', '_');
        if (patient.environment().orElseThrow().modules().find(module).isPresent()) {
            diagnosis.module(module);
        }
        return diagnosis
                .notInPlace()
                .summary(
                        ".refused",
                        "interpreter",
                        patient.interpreterLabel(),
                        "found",
                        found.name() + " " + found.version(),
                        "wanted",
                        found.name() + found.wanted());
    }

    /** That it brings what was asked for is known; that nothing else was meant, nobody says. */
    private Diagnosis plugin(Case patient, PytestPlugin asked, PytestPlugin.Declared found) {
        String distribution = found.plugin().distribution();
        return patient.likely(CODE)
                .module(found.plugin().module())
                .distribution(distribution)
                .because(new Evidence.Searched(
                        found.plugin().module(),
                        patient.environment().orElseThrow().path().locations()))
                .because(new Evidence.Provides(found.plugin().module(), distribution, "table"))
                .notInPlace()
                .summary(
                        asked.fixture() ? ".plugin.fixture" : ".plugin.option",
                        "name",
                        asked.name(),
                        "distribution",
                        distribution,
                        "path",
                        found.file(),
                        "interpreter",
                        patient.interpreterLabel());
    }

    /** The archive that the program runs from (PEP 441): what it needs may be meant to lie in it. */
    private static Optional<String> archive(Case patient) {
        return patient.script()
                .filter(script -> patient.machine().isFile(script)
                        && patient.incident().frames().stream()
                                .anyMatch(
                                        frame -> patient.absolute(frame.file()).startsWith(script + "/")));
    }

    /** Of what is installed another release is needed. */
    private Diagnosis diagnose(Case patient, String module, LackingRelease lacking) {
        return patient.proved(CODE)
                .module(module)
                .distribution(lacking.name())
                .because(new Evidence.Searched(
                        module, patient.environment().orElseThrow().path().locations()))
                .because(new Evidence.Provides(module, lacking.name() + lacking.having(), "table"))
                .note(Say.of(
                        "note.other-release-satisfies",
                        "distribution",
                        lacking.name(),
                        "version",
                        lacking.version(),
                        "interpreter",
                        patient.interpreterLabel()))
                .notInPlace()
                .summary(
                        ".release",
                        "module",
                        module,
                        "interpreter",
                        patient.interpreterLabel(),
                        "found",
                        lacking.name() + " " + lacking.version(),
                        "wanted",
                        lacking.name() + lacking.having());
    }

    private Diagnosis diagnose(Case patient, Absent absent, String top, Providers.Provided provided) {
        String module = absent.module();
        boolean onDisk = patient.environment().isPresent();
        DiagnosisBuilder diagnosis =
                (onDisk && provided.certain() ? patient.proved(CODE) : patient.likely(CODE)).module(module);
        patient.environment()
                .ifPresent(seen -> diagnosis.because(
                        new Evidence.Searched(module, seen.path().locations())));
        String distribution = provided.distribution();
        diagnosis.distribution(distribution).because(new Evidence.Provides(module, distribution, provided.source()));
        List<String> namesakes = patient.table().namesakes(module);
        if (!namesakes.isEmpty()) {
            diagnosis.note(
                    Say.of("note.namesake", "module", top, "other", namesakes.getFirst(), "wanted", distribution));
        }
        Extra.asking(patient, module, distribution).ifPresent(extra -> diagnosis.note(extra.note()));
        archive(patient)
                .ifPresent(archive -> diagnosis.note(
                        Say.of("note.archived-program", "archive", archive, "distribution", distribution)));
        diagnosis.notInPlace();
        boolean same = DistributionName.same(module, distribution);
        if (absent.folder() != null) {
            return diagnosis
                    .fault(absent.folder())
                    .summary(
                            !provided.certain() ? ".folder.namesake" : same ? ".folder.same" : ".folder",
                            "module",
                            module,
                            "distribution",
                            distribution,
                            "interpreter",
                            patient.interpreterLabel(),
                            "path",
                            absent.folder());
        }
        return diagnosis.summary(
                onDisk ? !provided.certain() ? ".namesake" : same ? ".same" : "" : same ? ".log.same" : ".log",
                "module",
                module,
                "distribution",
                distribution,
                "interpreter",
                patient.interpreterLabel());
    }
}

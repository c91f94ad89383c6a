package tiryaq.diagnosis.causes.module;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.Owner;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.wanted.WantedDistribution;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Distribution;
import tiryaq.python.Distributions;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.TopLevelNames;
import tiryaq.symptom.Failure;

/** Another distribution owns the import name, alone or written over the right one. */
public final class WrongDistribution implements Cause {
    /** The public code. */
    public static final String CODE = "wrong-distribution";

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
        return ofNamedModule(patient, seen)
                .or(() -> NamesakeUse.of(patient, seen).map(use -> diagnose(patient, seen, use)));
    }

    /**
     * Without the disk: a module lacks a name whose import name several projects share. A library was tried with the
     * one that it asks for; a program may just as well be mistaken.
     */
    private static Optional<Diagnosis> fromLog(Case patient) {
        if (!(patient.failure() instanceof Failure.Lacking lacking)
                || lacking.partial()
                || patient.incident().frames().isEmpty()
                || (lacking.file() != null && !FailingChain.inPackages(lacking.file()))) {
            return Optional.empty();
        }
        String module = lacking.module();
        List<String> namesakes = patient.table().namesakes(module);
        List<String> providers = patient.table().providers(module);
        if (namesakes.isEmpty() || providers.isEmpty()) {
            return Optional.empty();
        }
        boolean library =
                FailingChain.inPackages(patient.incident().frames().getLast().file());
        String wanted = providers.getFirst();
        String other = namesakes.getFirst();
        return Optional.of((library ? patient.likely(CODE) : patient.possible(CODE))
                .module(module)
                .distribution(wanted)
                .because(new Evidence.Provides(module, wanted, "table"))
                .note(Say.of("note.namesake", "module", module, "other", other, "wanted", wanted))
                .summary(
                        library ? ".log" : ".log-perhaps",
                        "module",
                        module,
                        "attribute",
                        lacking.lacking(),
                        "found",
                        other,
                        "wanted",
                        wanted));
    }

    private Optional<Diagnosis> ofNamedModule(Case patient, PythonEnvironment seen) {
        Optional<String> top = named(patient.failure());
        if (top.isEmpty()) {
            return Optional.empty();
        }
        Optional<Module> found = seen.modules()
                .find(top.get())
                .filter(module -> !module.file().isEmpty() && FailingChain.thirdParty(seen, module.file()));
        Optional<Providers.Provided> wanted = found.flatMap(module -> WantedDistribution.of(patient, top.get()));
        return wanted.flatMap(
                provided -> compare(patient, seen, top.get(), found.get().file(), provided));
    }

    private static Optional<String> named(Failure failure) {
        String module = failure.about();
        // A top-level module that is not there stands for nothing else.
        boolean absent = failure instanceof Failure.MissingModule && !module.contains(".");
        return module.isEmpty() || absent ? Optional.empty() : Optional.of(ModuleName.top(module));
    }

    private Optional<Diagnosis> compare(
            Case patient, PythonEnvironment seen, String top, String file, Providers.Provided wanted) {
        Distributions distributions = seen.distributions();
        List<Distribution> owners = distributions.owners(file);
        RecordCheck check = new RecordCheck(patient.machine(), distributions);
        Optional<Diagnosis> overwritten =
                owners.size() < 2 ? Optional.empty() : overwritten(patient, seen, top, file, owners, check);
        if (overwritten.isPresent()) {
            return overwritten;
        }
        Optional<Distribution> other = owners.stream()
                .filter(owner -> !DistributionName.same(owner.name(), wanted.distribution()))
                .findFirst();
        Optional<Distribution> right = distributions.named(wanted.distribution());
        if (other.isEmpty() || !(namesake(patient, top, other.get()) || required(patient, top, wanted))) {
            return Optional.empty();
        }
        if (right.isEmpty()
                && patient.failure() instanceof Failure.MissingName missing
                && has(patient, file, missing)) {
            return Optional.empty();
        }
        if (right.isEmpty()) {
            return meant(patient, top, wanted, required(patient, top, wanted))
                    .map(meant -> diagnose(patient, seen, top, file, other.get(), wanted, "")
                            .atMost(meant));
        }
        boolean altered = !check.mismatches(right.get(), 1).isEmpty();
        return altered
                ? Optional.of(diagnose(patient, seen, top, file, other.get(), wanted, ".overwritten"))
                : Optional.empty();
    }

    /**
     * How sure it is that the wanted one has what was missed; empty where it has not: then it would be no cure. What an
     * installed distribution requires by name it was tried with.
     */
    private static Optional<Certainty> meant(Case patient, String top, Providers.Provided wanted, boolean required) {
        if (required && WantedDistribution.importer(patient, top).isPresent()) {
            return Optional.of(Certainty.PROVED);
        }
        return switch (WantedDistribution.has(patient, wanted.distribution(), top)) {
            case YES -> Optional.of(Certainty.PROVED);
            case UNKNOWN -> Optional.of(required ? Certainty.PROVED : Certainty.LIKELY);
            case NO -> Optional.empty();
        };
    }

    /** Whether the module has by now what was missed in it: then it is the one that is meant. */
    private static boolean has(Case patient, String file, Failure.MissingName missing) {
        return TopLevelNames.has(patient.machine().source(file), missing.name());
    }

    /** Of two that installed the same file, what lies there is the one's: it was written over the other's. */
    private Optional<Diagnosis> overwritten(
            Case patient,
            PythonEnvironment seen,
            String top,
            String file,
            List<Distribution> owners,
            RecordCheck check) {
        Optional<Distribution> over =
                owners.stream().filter(owner -> check.intact(owner, file)).findFirst();
        Optional<Distribution> under =
                owners.stream().filter(owner -> !check.intact(owner, file)).findFirst();
        if (over.isEmpty()
                || under.isEmpty()
                || !(namesake(patient, top, over.get()) || namesake(patient, top, under.get()))) {
            return Optional.empty();
        }
        Providers.Provided wanted = new Providers.Provided(seen.distributions().displayName(under.get()), "installed");
        return Optional.of(diagnose(patient, seen, top, file, over.get(), wanted, ".overwritten"));
    }

    private static boolean namesake(Case patient, String top, Distribution other) {
        return patient.table().namesakes(top).stream().anyMatch(name -> DistributionName.same(name, other.name()));
    }

    /** The importing code requires the wanted one by name, so the other is not what it means. */
    private static boolean required(Case patient, String top, Providers.Provided wanted) {
        return WantedDistribution.required(patient, top).stream()
                .anyMatch(name -> DistributionName.same(name, wanted.distribution()));
    }

    /** The words name no module: which project the calling code means is seen from what it uses and requires. */
    private static Diagnosis diagnose(Case patient, PythonEnvironment seen, NamesakeUse use) {
        String found = seen.distributions().displayName(use.other());
        String wanted = use.wanted().distribution();
        Owner owner = new Owner(Owner.Kind.DISTRIBUTION, found, use.other().version());
        DiagnosisBuilder diagnosis = (use.shown() ? patient.likely(CODE) : patient.possible(CODE))
                .module(use.top())
                .distribution(wanted)
                .fault(use.file())
                .because(new Evidence.OwnedByOther(use.top(), use.file(), owner, use.shown() ? wanted : null))
                .because(new Evidence.Provides(use.top(), wanted, use.wanted().source()));
        if (use.shown()) {
            namesake(patient, use.top(), found)
                    .map(other -> Say.of("note.namesake", "module", use.top(), "other", other, "wanted", wanted))
                    .ifPresent(diagnosis::note);
        }
        String lacked = use.lacked() == null ? "" : use.lacked();
        return diagnosis
                .notInPlace()
                .summary(
                        !lacked.isEmpty() ? ".attribute" : use.shown() ? "" : ".perhaps",
                        "module",
                        use.top(),
                        "attribute",
                        lacked,
                        "found",
                        found,
                        "wanted",
                        wanted);
    }

    /** The project that an installer takes the module's name for; what has the module need not bear its name. */
    private static Optional<String> namesake(Case patient, String module, String found) {
        return DistributionName.same(module, found)
                ? Optional.of(found)
                : patient.table().namesakes(module).stream().findFirst();
    }

    private Diagnosis diagnose(
            Case patient,
            PythonEnvironment seen,
            String top,
            String file,
            Distribution other,
            Providers.Provided wanted,
            String variant) {
        String found = seen.distributions().displayName(other);
        Owner owner = new Owner(Owner.Kind.DISTRIBUTION, found, other.version());
        DiagnosisBuilder diagnosis = patient.proved(CODE)
                .module(top)
                .distribution(wanted.distribution())
                .fault(file)
                .because(new Evidence.OwnedByOther(top, file, owner, wanted.distribution()))
                .because(new Evidence.Provides(top, wanted.distribution(), wanted.source()));
        if (variant.isEmpty()) {
            namesake(patient, top, found)
                    .map(namesake ->
                            Say.of("note.namesake", "module", top, "other", namesake, "wanted", wanted.distribution()))
                    .ifPresent(diagnosis::note);
        } else {
            diagnosis.alreadySatisfied(wanted.distribution());
        }
        String attribute = patient.failure() instanceof Failure.MissingAttribute missing ? missing.attribute() : "";
        return diagnosis
                .notInPlace()
                .summary(
                        variant.isEmpty() && !attribute.isEmpty() ? ".attribute" : variant,
                        "module",
                        top,
                        "attribute",
                        attribute,
                        "found",
                        found,
                        "wanted",
                        wanted.distribution());
    }
}

package tiryaq.diagnosis.causes.nativemodule;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.binary.NativeHeader;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Owner;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/** The compiled half is there, but its file name carries another Python's tag, so this interpreter never tries it. */
public final class AbiTagMismatch implements Cause {
    /** The public code. */
    public static final String CODE = "abi-tag-mismatch";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        return patient.environment().isPresent()
                ? patient.missingModule()
                        .flatMap(module -> onDisk(patient, patient.environment().get(), module))
                        .or(() -> initOnDisk(patient, patient.environment().get()))
                        .or(() -> asAttribute(patient, patient.environment().get()))
                        .or(() -> besideStandIn(patient, patient.environment().get()))
                : fromLog(patient);
    }

    private Optional<Diagnosis> onDisk(Case patient, PythonEnvironment seen, String module) {
        // A module that hides the package was loaded: no file of that was ever asked for.
        boolean hidden = patient.failure() instanceof Failure.MissingModule missing && missing.parentIsNoPackage();
        return hidden || seen.modules().find(module).isPresent() ? Optional.empty() : foreign(patient, seen, module);
    }

    /** A part that a package loads where it can, and that is asked for as a name of it: it may have been loaded so. */
    private Optional<Diagnosis> asAttribute(Case patient, PythonEnvironment seen) {
        return patient.failure() instanceof Failure.MissingAttribute missing
                ? seen.modules()
                        .find(missing.module())
                        .filter(Module::isPackage)
                        .flatMap(found -> onDisk(patient, seen, missing.module() + "." + missing.attribute()))
                        .map(found -> found.atMost(Certainty.LIKELY))
                : Optional.empty();
    }

    /** A package whose foreign native {@code __init__} is never tried passes for a namespace package, and is empty. */
    private Optional<Diagnosis> initOnDisk(Case patient, PythonEnvironment seen) {
        // A namespace package is there: no failure that denies the module itself.
        String module = patient.failure() instanceof Failure.MissingModule
                ? ""
                : patient.failure().about();
        return seen.modules()
                .find(module)
                .filter(found -> found.kind() == Module.Kind.NAMESPACE)
                .flatMap(found -> foreign(patient, seen, module));
    }

    /** The source file that is loaded where the compiled one of its name is for another Python, and that fails. */
    private Optional<Diagnosis> besideStandIn(Case patient, PythonEnvironment seen) {
        Optional<StandIn> standIn = StandIn.of(patient, seen);
        // Where a compiled file that fits is there by now, Python does not load the source any more.
        Optional<String> module = standIn.flatMap(found -> seen.modules()
                .moduleOf(found.file())
                .filter(name -> seen.modules()
                        .find(name)
                        .filter(loaded -> loaded.file().equals(found.file()))
                        .isPresent()));
        if (module.isEmpty() || LostFile.was(seen, module.get(), patient.machine())) {
            return Optional.empty();
        }
        String folder = Paths.parent(standIn.get().file());
        for (String name : patient.machine().list(folder).names()) {
            String file = Paths.join(folder, name);
            Optional<NativeName> compiled = NativeName.parse(name)
                    .filter(each -> each.module().equals(standIn.get().stem()));
            if (compiled.isPresent()
                    && foreign(patient, seen, file, compiled.get())
                    && standIn.get().remediedBy(file, patient.machine())) {
                return Optional.of(diagnose(patient, seen, module.get(), file, compiled.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Diagnosis> foreign(Case patient, PythonEnvironment seen, String module) {
        if (LostFile.was(seen, module, patient.machine())) {
            return Optional.empty();
        }
        for (String file : seen.modules().nativeFiles(module)) {
            Optional<NativeName> name = NativeName.parse(Paths.name(file));
            if (name.isPresent() && foreign(patient, seen, file, name.get())) {
                return Optional.of(diagnose(patient, seen, module, file, name.get()));
            }
        }
        return Optional.empty();
    }

    private static boolean foreign(Case patient, PythonEnvironment seen, String file, NativeName name) {
        return name.isTagged()
                && !name.endsIn(seen.interpreter().extensionSuffixes())
                && !NativeFileDamaged.holdsNothing(patient, file)
                && Fit.sameMachine(NativeHeader.read(patient.machine(), file), name, patient);
    }

    private Diagnosis diagnose(Case patient, PythonEnvironment seen, String module, String file, NativeName found) {
        Owner owner = patient.ownerOf(file);
        String wanted = found.module() + preferredSuffix(seen.interpreter().extensionSuffixes());
        DiagnosisBuilder diagnosis = patient.proved(CODE)
                .module(module)
                .distribution(ofNobody(patient, module))
                .distribution(owner)
                .fault(file)
                .because(new Evidence.WantedFound(file, wanted, found.fileName(), owner));
        if (!found.python().isEmpty()
                && !found.python().equals(seen.interpreter().version().feature())) {
            diagnosis.contributing(OtherInterpreter.CODE);
        }
        if (owner.kind() == Owner.Kind.DISTRIBUTION) {
            diagnosis.alreadySatisfied(owner.name());
            diagnosis.note(Say.of("note.headers-useless", "distribution", owner.name()));
        }
        // A program that wraps the failure is one that catches it when all of the package is absent.
        seen.path().entries().stream()
                .filter(entry -> !patient.incident().wrappers().isEmpty())
                .filter(entry -> entry.origin() == PathEntry.Origin.PYTHONPATH && Paths.within(file, entry.location()))
                .findFirst()
                .ifPresent(entry -> diagnosis.note(Say.of("note.leaving-path-hides", "entry", entry.location())));
        String made = found.python().isEmpty() ? found.tag() : "Python " + found.python();
        return diagnosis
                .notInPlace()
                .summary(
                        owner.kind() == Owner.Kind.DISTRIBUTION ? "" : ".unowned",
                        "module",
                        module,
                        "interpreter",
                        patient.interpreterLabel(),
                        "wanted",
                        wanted,
                        "found",
                        found.fileName(),
                        "made",
                        made,
                        "distribution",
                        owner.name());
    }

    /** A compiled half that nobody owns still belongs to the distribution whose half it is. */
    private static @Nullable String ofNobody(Case patient, String module) {
        List<String> providers = patient.table().providers(module);
        return providers.isEmpty() ? null : providers.getFirst();
    }

    /** The one that builds for exactly this interpreter use, which stands first. */
    private static String preferredSuffix(List<String> suffixes) {
        return suffixes.isEmpty() ? ".so" : suffixes.getFirst();
    }

    /** Without the disk: a module that is only ever a compiled half is missing, beside the half that imports it. */
    private Optional<Diagnosis> fromLog(Case patient) {
        if (!(patient.failure() instanceof Failure.MissingModule missing)
                || !patient.table().isNativeHalf(missing.module())) {
            return Optional.empty();
        }
        List<String> providers = patient.table().providers(missing.module());
        DiagnosisBuilder diagnosis = patient.likely(CODE);
        TwoPythons.of(patient.incident().frames()).ifPresent(found -> diagnosis.note(found.note()));
        return Optional.of(diagnosis
                .module(missing.module())
                .distribution(providers.getFirst())
                .note(Say.of("note.headers-useless", "distribution", providers.getFirst()))
                .summary(".log", "module", missing.module(), "distribution", providers.getFirst()));
    }
}

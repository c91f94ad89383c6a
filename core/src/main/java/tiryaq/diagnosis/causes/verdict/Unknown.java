package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Absent;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.HidingRelease;
import tiryaq.diagnosis.Owner;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.StartUp;
import tiryaq.diagnosis.causes.module.NearModule;
import tiryaq.diagnosis.causes.module.PackagePart;
import tiryaq.diagnosis.causes.module.SplitPackage;
import tiryaq.diagnosis.causes.nativemodule.ForeignFile;
import tiryaq.diagnosis.causes.nativemodule.StrayLibrary;
import tiryaq.diagnosis.wanted.AskedFor;
import tiryaq.diagnosis.wanted.Extra;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Editables;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.PythonVersion;
import tiryaq.symptom.Failure;

/** An environment failure that no cause explains. */
public final class Unknown implements Cause {
    /** The public code. */
    public static final String CODE = "unknown";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        String module = patient.failure().about();
        var diagnosis = patient.possible(CODE);
        if (!module.isEmpty()) {
            diagnosis.module(module);
        }
        if (patient.failure() instanceof Failure.MissingModule) {
            // What is found for this interpreter was looked for by another one, and nobody knows where.
            patient.environment()
                    .filter(seen -> seen.modules().find(module).isEmpty())
                    .ifPresent(seen -> diagnosis.because(
                            searched(seen, Absent.loadedElsewhere(patient).orElse(module))));
            SplitPackage.of(patient)
                    .ifPresent(split -> diagnosis.note(
                            Say.of("note.split-package", "part", split.part(), "keeper", split.keeper())));
        }
        Unfit.notes(patient).forEach(diagnosis::note);
        StrayLibrary.of(patient).ifPresent(found -> diagnosis.note(found.note()));
        Optional<Substitute> substitute = Substitute.of(patient);
        substitute.ifPresent(found -> found.notes(patient).forEach(diagnosis::note));
        AskedFor.of(patient).ifPresent(asked -> diagnosis.note(asked.note(patient)));
        NearModule.of(patient)
                .filter(NearModule::sameLetters)
                .ifPresent(near -> diagnosis.note(
                        Say.of("note.near", "module", module, "near", near.name(), "path", near.file())));
        if (nobody(patient)) {
            Extra.asking(patient, module, ModuleName.top(module)).ifPresent(extra -> diagnosis.note(extra.note()));
        }
        patient.environment()
                .ifPresent(seen -> seen.path().entries().stream()
                        .flatMap(
                                entry -> HidingRelease.of(patient, seen, entry).filter(found -> !found.asks()).stream())
                        .findFirst()
                        .ifPresent(hiding -> diagnosis.note(Say.of(
                                "note.hiding-release",
                                "found",
                                hiding.found().name() + " " + hiding.found().version(),
                                "entry",
                                hiding.entry().location(),
                                "wanted",
                                hiding.wanted().name() + " " + hiding.wanted().version(),
                                "location",
                                hiding.location(),
                                "name",
                                hiding.missing()))));
        Optional<Diagnosis> standard =
                substitute.isPresent() ? Optional.empty() : OtherStandardLibrary.of(patient, diagnosis);
        return Optional.of(standard.orElseGet(() -> plain(patient, diagnosis, module)));
    }

    /** A part of a package is looked for in the folders of the package alone. */
    private static Evidence searched(PythonEnvironment seen, String module) {
        int dot = module.lastIndexOf('.');
        List<String> folders = dot < 0
                ? List.of()
                : seen.modules()
                        .find(module.substring(0, dot))
                        .map(Module::folders)
                        .orElse(List.of());
        return new Evidence.Searched(module, folders.isEmpty() ? seen.path().locations() : folders);
    }

    private static Diagnosis plain(Case patient, DiagnosisBuilder diagnosis, String module) {
        String words = patient.incident().words();
        if (Python2.writes(patient.incident())) {
            return diagnosis
                    .sense(Say.Sense.TOLD)
                    .summary(".python2", "interpreter", patient.interpreterLabel(), "words", words);
        }
        Optional<PythonVersion> newer = NewerPython.wanted(patient);
        if (newer.isPresent()) {
            String version = newer.get().feature();
            return diagnosis
                    .sense(Say.Sense.NEWER_PYTHON)
                    .summary(".newer", "version", version, "interpreter", patient.interpreterLabel(), "words", words);
        }
        Optional<String> start = StartUp.endedIn(patient);
        if (start.isPresent()) {
            String raised = patient.incident().wrappers().isEmpty()
                    ? words
                    : patient.incident().wrappers().getFirst();
            return diagnosis
                    .fault(start.get())
                    .sense(Say.Sense.TOLD)
                    .summary(
                            ".start-file",
                            "path",
                            start.get(),
                            "words",
                            raised,
                            "interpreter",
                            patient.interpreterLabel());
        }
        Optional<ForeignFile> foreign = ForeignFile.of(patient);
        if (foreign.isPresent()) {
            return foreign(patient, diagnosis, foreign.get());
        }
        if (PackagePart.startedAsScript(patient.failure())) {
            String file = patient.incident().frames().isEmpty()
                    ? ""
                    : patient.absolute(patient.incident().frames().getLast().file());
            return diagnosis
                    .sense(file.isEmpty() ? Say.Sense.PLAIN : Say.Sense.TOLD)
                    .summary(file.isEmpty() ? ".relative.bare" : ".relative", "path", file);
        }
        Optional<String> loaded = Absent.loadedElsewhere(patient);
        if (loaded.isPresent()) {
            return diagnosis
                    .sense(Say.Sense.LOADED_ELSEWHERE)
                    .summary(
                            ".loaded-elsewhere",
                            "module",
                            module,
                            "package",
                            loaded.get(),
                            "interpreter",
                            patient.interpreterLabel());
        }
        Optional<Editables.Lost> lost = nobody(patient) ? lost(patient, module) : Optional.empty();
        if (lost.isPresent() && lost.get().meant()) {
            return diagnosis
                    .fault(lost.get().file())
                    .sense(Say.Sense.TOLD)
                    .summary(
                            ".editable",
                            "module",
                            module,
                            "interpreter",
                            patient.interpreterLabel(),
                            "path",
                            lost.get().file(),
                            "target",
                            lost.get().place());
        }
        lost.ifPresent(
                each -> diagnosis.note(Say.of("note.leads-nowhere", "path", each.file(), "target", each.place())));
        Optional<String> named = nobody(patient) ? installed(patient, module) : Optional.empty();
        if (named.isPresent()) {
            return diagnosis.summary(
                    ".installed",
                    "module",
                    module,
                    "interpreter",
                    patient.interpreterLabel(),
                    "distribution",
                    named.get());
        }
        String signal = patient.failure() instanceof Failure.Killed killed ? killed.signal() : "";
        Optional<Diagnosis> notStarted = patient.failure() instanceof Failure.CommandMissing missing
                ? NotStarted.of(patient, missing, diagnosis)
                : Optional.empty();
        if (notStarted.isPresent()) {
            return notStarted.get();
        }
        if (nobody(patient)) {
            patient.index().obstacle().ifPresent(diagnosis::note);
        }
        if (patient.environment().isEmpty()
                && patient.failure() instanceof Failure.MissingModule missing
                && !missing.parentIsNoPackage()
                && !StandardLibrary.comesOrGoes(ModuleName.top(module))) {
            return diagnosis.summary(".unproved.log", "module", module);
        }
        return nobody(patient)
                ? diagnosis.summary(".unproved", "module", module, "interpreter", patient.interpreterLabel())
                : diagnosis
                        .sense(words.isEmpty() && !signal.isEmpty() ? Say.Sense.SIGNAL : Say.Sense.PLAIN)
                        .summary(
                                !words.isEmpty() ? "" : signal.isEmpty() ? ".silent" : ".signal",
                                "words",
                                words,
                                "signal",
                                signal);
    }

    /** Which cause that is stands in its own words: the header of the file. */
    private static Diagnosis foreign(Case patient, DiagnosisBuilder diagnosis, ForeignFile found) {
        Owner owner = patient.ownerOf(found.file());
        return diagnosis
                .module(found.module())
                .distribution(owner)
                .fault(found.file())
                .because(new Evidence.WantedFound(found.file(), found.here(), found.made(), owner))
                .sense(Say.Sense.TOLD)
                .summary(
                        ".foreign-file",
                        "module",
                        found.module(),
                        "made",
                        found.made(),
                        "here",
                        found.here(),
                        "interpreter",
                        patient.interpreterLabel());
    }

    private static Optional<Editables.Lost> lost(Case patient, String module) {
        return patient.environment().flatMap(seen -> Editables.of(seen, patient.machine(), ModuleName.top(module)));
    }

    /** A distribution of the module's name that is installed, whatever it holds. */
    private static Optional<String> installed(Case patient, String module) {
        return patient.environment()
                .map(PythonEnvironment::distributions)
                .flatMap(all -> all.named(ModuleName.top(module)).map(all::displayName));
    }

    /** Nothing of that name is there, and no distribution is known to provide it: no name is guessed. */
    private static boolean nobody(Case patient) {
        return patient.failure() instanceof Failure.MissingModule missing
                && patient.environment()
                        .filter(seen -> seen.modules()
                                .find(ModuleName.top(missing.module()))
                                .isEmpty())
                        .isPresent()
                && !StandardLibrary.comesOrGoes(missing.module());
    }
}

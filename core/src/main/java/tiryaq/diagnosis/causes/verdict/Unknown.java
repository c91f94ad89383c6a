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
import tiryaq.diagnosis.causes.nativemodule.ArchivedModule;
import tiryaq.diagnosis.causes.nativemodule.ForeignFile;
import tiryaq.diagnosis.causes.nativemodule.StrayLibrary;
import tiryaq.diagnosis.wanted.AskedFor;
import tiryaq.diagnosis.wanted.DeclaredNames;
import tiryaq.diagnosis.wanted.Extra;
import tiryaq.diagnosis.wanted.OldRelease;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.Requirement;
import tiryaq.python.Editables;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/** An environment failure that no cause explains. */
public final class Unknown implements Cause {
    /** The public code. */
    public static final String CODE = "unknown";

    /** In the order in which they are asked; the first that applies is the answer. */
    private static final List<Wording> WORDINGS = List.of(
            Unknown::oldPython,
            Unknown::newerPython,
            Unknown::startFile,
            Unknown::foreignFile,
            Unknown::archived,
            Unknown::otherRelease,
            (patient, diagnosis) -> Plugins.of(patient, diagnosis),
            (patient, diagnosis) -> ForeignBytecode.of(patient, diagnosis),
            Unknown::startedAsScript,
            Unknown::loadedElsewhere,
            Unknown::editable,
            Unknown::installed,
            Unknown::notStarted,
            Unknown::untold,
            Unknown::unproved);

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
        return Optional.of(standard.orElseGet(() -> plain(patient, diagnosis)));
    }

    /**
     * The answer where a program keeps to itself why an import failed, and its end follows from that.
     *
     * @param file that has the statement
     * @param command what shows the reason
     */
    public static Diagnosis ofUnshown(Case patient, String statement, String file, int line, String command) {
        return patient.possible(CODE)
                .fault(file)
                .note(Say.of("note.unshown", "command", command))
                .sense(Say.Sense.TOLD)
                .summary(
                        ".unshown",
                        "words",
                        patient.incident().words(),
                        "statement",
                        statement,
                        "path",
                        file,
                        "line",
                        String.valueOf(line));
    }

    /** What can be said though no cause explains the failure. */
    private interface Wording {
        Optional<Diagnosis> of(Case patient, DiagnosisBuilder diagnosis);
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

    private static Diagnosis plain(Case patient, DiagnosisBuilder diagnosis) {
        for (Wording each : WORDINGS) {
            Optional<Diagnosis> found = each.of(patient, diagnosis);
            if (found.isPresent()) {
                return found.get();
            }
        }
        String words = patient.incident().words();
        String signal = patient.failure() instanceof Failure.Killed killed ? killed.signal() : "";
        return diagnosis
                .sense(words.isEmpty() && !signal.isEmpty() ? Say.Sense.SIGNAL : Say.Sense.PLAIN)
                .summary(
                        !words.isEmpty() ? "" : signal.isEmpty() ? ".silent" : ".signal",
                        "words",
                        words,
                        "signal",
                        signal);
    }

    private static Optional<Diagnosis> oldPython(Case patient, DiagnosisBuilder diagnosis) {
        return Python2.writes(patient)
                ? Optional.of(diagnosis
                        .sense(Say.Sense.TOLD)
                        .summary(
                                ".python2",
                                "interpreter",
                                patient.interpreterLabel(),
                                "words",
                                patient.incident().words()))
                : Optional.empty();
    }

    private static Optional<Diagnosis> newerPython(Case patient, DiagnosisBuilder diagnosis) {
        return NewerPython.wanted(patient)
                .map(wanted -> diagnosis
                        .sense(Say.Sense.NEWER_PYTHON)
                        .summary(
                                ".newer",
                                "version",
                                wanted.feature(),
                                "interpreter",
                                patient.interpreterLabel(),
                                "words",
                                patient.incident().words()));
    }

    private static Optional<Diagnosis> startFile(Case patient, DiagnosisBuilder diagnosis) {
        List<String> wrappers = patient.incident().wrappers();
        return StartUp.endedIn(patient)
                .map(file -> diagnosis
                        .fault(file)
                        .sense(Say.Sense.TOLD)
                        .summary(
                                ".start-file",
                                "path",
                                file,
                                "words",
                                wrappers.isEmpty() ? patient.incident().words() : wrappers.getFirst(),
                                "interpreter",
                                patient.interpreterLabel()));
    }

    /** Which cause that is stands in its own words: the header of the file. */
    private static Optional<Diagnosis> foreignFile(Case patient, DiagnosisBuilder diagnosis) {
        return ForeignFile.of(patient).map(found -> {
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
        });
    }

    private static Optional<Diagnosis> archived(Case patient, DiagnosisBuilder diagnosis) {
        return ArchivedModule.of(patient)
                .map(found -> diagnosis
                        .module(found.module())
                        .fault(found.file())
                        .sense(Say.Sense.TOLD)
                        .summary(
                                found.kind() == ArchivedModule.Kind.ITSELF
                                        ? ".archived"
                                        : found.kind() == ArchivedModule.Kind.OTHER_PYTHON
                                                ? ".archived.other"
                                                : found.kind() == ArchivedModule.Kind.PART
                                                        ? ".archived.part"
                                                        : ".archived.files",
                                "module",
                                found.module(),
                                "archive",
                                found.archive(),
                                "member",
                                found.member(),
                                "interpreter",
                                patient.interpreterLabel()));
    }

    /** What the program asks for in its own words: whether that would do, nobody has tried. */
    private static Optional<Diagnosis> otherRelease(Case patient, DiagnosisBuilder diagnosis) {
        return OldRelease.ofProgram(patient)
                .map(found -> diagnosis
                        .distribution(found.name())
                        .sense(Say.Sense.TOLD)
                        .summary(
                                ".release",
                                "interpreter",
                                patient.interpreterLabel(),
                                "found",
                                found.name() + " " + found.version(),
                                "wanted",
                                found.name() + found.wanted()));
    }

    private static Optional<Diagnosis> startedAsScript(Case patient, DiagnosisBuilder diagnosis) {
        if (!PackagePart.startedAsScript(patient.failure())) {
            return Optional.empty();
        }
        String file = patient.incident().frames().isEmpty()
                ? ""
                : patient.absolute(patient.incident().frames().getLast().file());
        return Optional.of(diagnosis
                .sense(file.isEmpty() ? Say.Sense.PLAIN : Say.Sense.TOLD)
                .summary(file.isEmpty() ? ".relative.bare" : ".relative", "path", file));
    }

    private static Optional<Diagnosis> loadedElsewhere(Case patient, DiagnosisBuilder diagnosis) {
        return Absent.loadedElsewhere(patient)
                .map(loaded -> diagnosis
                        .sense(Say.Sense.LOADED_ELSEWHERE)
                        .summary(
                                ".loaded-elsewhere",
                                "module",
                                patient.failure().about(),
                                "package",
                                loaded,
                                "interpreter",
                                patient.interpreterLabel()));
    }

    /** An editable install whose source is gone; one that only may have been meant is a note. */
    private static Optional<Diagnosis> editable(Case patient, DiagnosisBuilder diagnosis) {
        String module = patient.failure().about();
        Optional<Editables.Lost> lost = nobody(patient) ? lost(patient, module) : Optional.empty();
        if (lost.isPresent() && lost.get().meant()) {
            return Optional.of(diagnosis
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
                            lost.get().place()));
        }
        lost.ifPresent(
                each -> diagnosis.note(Say.of("note.leads-nowhere", "path", each.file(), "target", each.place())));
        return Optional.empty();
    }

    /** A distribution of the module's name that is there, whatever it holds. */
    private static Optional<Diagnosis> installed(Case patient, DiagnosisBuilder diagnosis) {
        String module = patient.failure().about();
        return patient.environment()
                .filter(seen -> nobody(patient))
                .map(PythonEnvironment::distributions)
                .flatMap(all -> all.named(ModuleName.top(module)).map(all::displayName))
                .map(named -> diagnosis.summary(
                        ".installed",
                        "module",
                        module,
                        "interpreter",
                        patient.interpreterLabel(),
                        "distribution",
                        named));
    }

    private static Optional<Diagnosis> notStarted(Case patient, DiagnosisBuilder diagnosis) {
        return patient.failure() instanceof Failure.CommandMissing missing
                ? NotStarted.of(patient, missing, diagnosis)
                : Optional.empty();
    }

    /** Of a log alone: the words that a module was not found. */
    private static Optional<Diagnosis> untold(Case patient, DiagnosisBuilder diagnosis) {
        return patient.environment().isEmpty()
                        && patient.failure() instanceof Failure.MissingModule missing
                        && !missing.parentIsNoPackage()
                        && !StandardLibrary.comesOrGoes(ModuleName.top(missing.module()))
                ? Optional.of(diagnosis.summary(".unproved.log", "module", missing.module()))
                : Optional.empty();
    }

    private static Optional<Diagnosis> unproved(Case patient, DiagnosisBuilder diagnosis) {
        if (!nobody(patient)) {
            return Optional.empty();
        }
        patient.index().obstacle().ifPresent(diagnosis::note);
        Optional<Requirement> own = DeclaredNames.own(patient, patient.failure().about());
        if (own.isPresent() && patient.index().obstacle().isEmpty()) {
            return Optional.of(diagnosis
                    .sense(Say.Sense.DECLARED)
                    .summary(
                            own.get().url().isEmpty() ? ".unproved.declared" : ".unproved.declared.address",
                            "module",
                            patient.failure().about(),
                            "interpreter",
                            patient.interpreterLabel(),
                            "distribution",
                            own.get().name()));
        }
        return Optional.of(diagnosis.summary(
                ".unproved", "module", patient.failure().about(), "interpreter", patient.interpreterLabel()));
    }

    private static Optional<Editables.Lost> lost(Case patient, String module) {
        return patient.environment().flatMap(seen -> Editables.of(seen, patient.machine(), ModuleName.top(module)));
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

package tiryaq.diagnosis.causes.verdict;

import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
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
        String module = switch (patient.failure()) {
            case Failure.MissingModule missing -> missing.module();
            case Failure.MissingName missing -> missing.module();
            case Failure.MissingAttribute missing -> missing.module();
            default -> "";
        };
        var diagnosis = patient.possible(CODE);
        if (!module.isEmpty()) {
            diagnosis.module(module);
        }
        if (patient.failure() instanceof Failure.MissingModule) {
            patient.environment()
                    .ifPresent(seen -> diagnosis.because(
                            new Evidence.Searched(module, seen.path().locations())));
        }
        String words = patient.incident().words();
        String signal = patient.failure() instanceof Failure.Killed killed ? killed.signal() : "";
        return Optional.of(
                patient.failure() instanceof Failure.CommandMissing missing && leadsNowhere(patient, missing)
                        ? notStarted(patient, missing, diagnosis)
                        : nobody(patient)
                                ? diagnosis.summary(
                                        ".unproved", "module", module, "interpreter", patient.interpreterLabel())
                                : diagnosis.summary(
                                        !words.isEmpty() ? "" : signal.isEmpty() ? ".silent" : ".signal",
                                        "words",
                                        words,
                                        "signal",
                                        signal));
    }

    /** Whether a path says why nothing started: a link, or the first line of a script. */
    private static boolean leadsNowhere(Case patient, Failure.CommandMissing missing) {
        return missing.command().indexOf('/') >= 0
                && (missing.shebang() || target(patient, missing.command()).isPresent());
    }

    private static Diagnosis notStarted(Case patient, Failure.CommandMissing missing, DiagnosisBuilder diagnosis) {
        Optional<String> target = target(patient, missing.command());
        String key = missing.shebang() ? target.isPresent() ? ".no-interpreter.link" : ".no-interpreter" : ".no-target";
        return diagnosis.summary(key, "command", missing.command(), "target", target.orElse(""));
    }

    /** Where a link leads in the end, if nothing is there. */
    private static Optional<String> target(Case patient, String command) {
        Machine machine = patient.machine();
        String path = Paths.absolute(patient.folder(), command);
        if (machine.stat(path).kind() != FileStatus.Kind.ABSENT
                || machine.lstat(path).kind() != FileStatus.Kind.LINK) {
            return Optional.empty();
        }
        return Paths.real(machine, path).filter(end -> !end.equals(path));
    }

    /** Nothing of that name is there, and no distribution is known to provide it: no name is guessed. */
    private static boolean nobody(Case patient) {
        return patient.failure() instanceof Failure.MissingModule missing
                && patient.environment()
                        .filter(seen -> seen.modules()
                                .find(ModuleName.top(missing.module()))
                                .isEmpty())
                        .isPresent()
                && !StandardLibrary.removed(missing.module());
    }
}

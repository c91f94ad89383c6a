package tiryaq.diagnosis.causes.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.VirtualEnvironment;

/**
 * The shell is set up for an environment that is not there any more, so that another Python of PATH runs: it was moved
 * and its {@code activate} still names the old place, it was removed under a shell that had activated it, or the base
 * that its Python links to was.
 */
public final class StaleActivation {
    private static final Set<String> LACKING = Set.of(OtherInterpreter.CODE, DistributionMissing.CODE, Unknown.CODE);

    private StaleActivation() {}

    /**
     * The same diagnoses with that told. Where what is missing lies in the very environment that was moved, that is the
     * answer.
     *
     * @param program the first word of the command; what names a folder was not looked for on PATH
     */
    public static List<Diagnosis> told(Case patient, List<Diagnosis> diagnoses, String program) {
        Diagnosis answer = diagnoses.getFirst();
        PythonEnvironment seen = patient.environment().orElse(null);
        String gone = VirtualEnvironment.activated(patient.machine()).orElse("");
        if (seen == null
                || answer.module() == null
                || program.indexOf('/') >= 0
                || !LACKING.contains(answer.cause())
                || gone.isEmpty()
                || Paths.within(seen.interpreter().executable(), gone)) {
            return diagnoses;
        }
        List<Diagnosis> all = new ArrayList<>(diagnoses);
        Optional<VirtualEnvironment.Baseless> baseless = VirtualEnvironment.baseless(patient.machine(), program);
        if (baseless.isPresent()) {
            all.set(
                    0,
                    answer.atMost(Certainty.LIKELY)
                            .noting(Say.of(
                                    "note.activation-baseless",
                                    "path",
                                    baseless.get().path(),
                                    "target",
                                    baseless.get().target(),
                                    "interpreter",
                                    seen.interpreter().executable())));
            return all;
        }
        if (!stale(gone, patient.machine())) {
            return diagnoses;
        }
        all.set(
                0,
                moved(patient, answer, gone)
                        .map(found -> moved(answer, found, seen))
                        .orElseGet(() -> answer.noting(Say.of(
                                "note.activation-gone",
                                "path",
                                gone,
                                "interpreter",
                                seen.interpreter().executable()))));
        return all;
    }

    private static boolean stale(String gone, Machine machine) {
        return machine.stat(Paths.join(gone, "bin")).kind() == FileStatus.Kind.ABSENT
                && VirtualEnvironment.activated(machine).equals(Optional.of(gone));
    }

    private static Optional<MovedEnvironment> moved(Case patient, Diagnosis answer, String gone) {
        String python = elsewhere(answer);
        return python == null
                ? Optional.empty()
                : VirtualEnvironment.of(python, patient.machine())
                        .flatMap(environment -> MovedEnvironment.of(environment, gone, patient.machine()));
    }

    private static @Nullable String elsewhere(Diagnosis answer) {
        for (Evidence fact : answer.evidence()) {
            if (fact instanceof Evidence.InstalledElsewhere there) {
                return there.interpreter();
            }
        }
        return null;
    }

    private static Diagnosis moved(Diagnosis answer, MovedEnvironment moved, PythonEnvironment seen) {
        Say summary = Say.of(
                "cause.venv-broken.summary.activated",
                "module",
                String.valueOf(answer.module()),
                "environment",
                moved.environment().prefix(),
                "made",
                moved.made(),
                "interpreter",
                seen.interpreter().executable());
        return new Diagnosis(
                        VenvBroken.CODE,
                        List.of(OtherInterpreter.CODE),
                        answer.certainty(),
                        answer.basis(),
                        answer.module(),
                        answer.distribution(),
                        answer.library(),
                        answer.chain(),
                        answer.evidence(),
                        summary,
                        answer.notes())
                .noting(VenvBroken.madeAs(moved));
    }
}

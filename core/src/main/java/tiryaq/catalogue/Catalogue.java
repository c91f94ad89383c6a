package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.causes.module.DistributionDamaged;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.module.ShadowedModule;
import tiryaq.diagnosis.causes.module.WrongDistribution;
import tiryaq.diagnosis.causes.nativemodule.AbiTagMismatch;
import tiryaq.diagnosis.causes.nativemodule.NativeFileDamaged;
import tiryaq.diagnosis.causes.start.PathPolluted;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.diagnosis.causes.verdict.Unknown;

/**
 * The causes in order of precedence: where several are literally true, the first is the answer, because it is the fact
 * whose change alone makes the command pass. {@code docs/precedence.md} gives the reason for each neighbour.
 */
public final class Catalogue {
    private static final List<Cause> CAUSES = List.of(
            new PathPolluted(),
            new NativeFileDamaged(),
            new AbiTagMismatch(),
            new ShadowedModule(),
            new WrongDistribution(),
            new DistributionDamaged(),
            new OtherInterpreter(),
            new DistributionMissing(),
            new NotAnEnvironmentFailure(),
            new Unknown());

    private Catalogue() {}

    /** All causes in order of precedence. */
    public static List<Cause> causes() {
        return CAUSES;
    }

    /** What is wrong: the answer first, weaker alternatives after it; never empty. */
    public static List<Diagnosis> examine(Case patient) {
        List<Diagnosis> found = new ArrayList<>();
        for (Cause cause : CAUSES) {
            Optional<Diagnosis> diagnosis = cause.examine(patient);
            if (diagnosis.isPresent()) {
                found.add(diagnosis.get());
                break;
            }
        }
        return found;
    }
}

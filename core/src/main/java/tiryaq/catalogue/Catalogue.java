package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.causes.module.DistributionDamaged;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.LocalImportBroken;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.module.ShadowedModule;
import tiryaq.diagnosis.causes.module.WrongDistribution;
import tiryaq.diagnosis.causes.nativemodule.AbiTagMismatch;
import tiryaq.diagnosis.causes.nativemodule.ArchivedModule;
import tiryaq.diagnosis.causes.nativemodule.NativeFileDamaged;
import tiryaq.diagnosis.causes.start.PathPolluted;
import tiryaq.diagnosis.causes.start.VenvBroken;
import tiryaq.diagnosis.causes.verdict.Blocked;
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
            new VenvBroken(),
            new OtherInterpreter(),
            new LocalImportBroken(),
            new DistributionMissing(),
            new NotAnEnvironmentFailure(),
            new Unknown());

    private static final int MOST = 3;

    private Catalogue() {}

    /** All causes in order of precedence. */
    public static List<Cause> causes() {
        return CAUSES;
    }

    /**
     * What is wrong: the answer first; never empty. Where it is not proved, at most two weaker alternatives follow,
     * which are only possible; where nothing explains the failure there is no alternative either.
     */
    public static List<Diagnosis> examine(Case patient) {
        return examine(patient, CAUSES);
    }

    /** The same by other causes in another order. */
    static List<Diagnosis> examine(Case patient, List<Cause> causes) {
        List<Diagnosis> found = new ArrayList<>();
        Case asked = patient;
        // It is neither missing here nor damaged: only a right copy that it hides would do in its place.
        boolean archived = ArchivedModule.of(patient).isPresent();
        boolean blocked = Blocked.of(patient).isPresent();
        for (Cause cause : causes) {
            boolean verdict = cause instanceof NotAnEnvironmentFailure || cause instanceof Unknown;
            boolean settled = !found.isEmpty() && (verdict || found.getFirst().certainty() == Certainty.PROVED);
            if (settled || found.size() == MOST) {
                break;
            }
            if (blocked && !verdict) {
                continue;
            }
            if (archived && !(verdict || cause instanceof PathPolluted || cause instanceof ShadowedModule)) {
                continue;
            }
            // What another interpreter has is not missing on this machine.
            boolean elsewhere = cause instanceof DistributionMissing
                    && found.stream().anyMatch(each -> each.cause().equals(OtherInterpreter.CODE));
            Optional<Diagnosis> diagnosis = elsewhere ? Optional.empty() : cause.examine(asked);
            if (diagnosis.isPresent()) {
                found.add(found.isEmpty() ? diagnosis.get() : diagnosis.get().atMost(Certainty.POSSIBLE));
                // For a mere alternative no other interpreter is started and no index is asked.
                asked = patient.unasked();
            }
        }
        return found;
    }
}

package tiryaq.catalogue;

import java.util.List;
import java.util.Optional;
import tiryaq.command.Resolution;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.diagnosis.causes.verdict.Unknown;

/**
 * What an examination found.
 *
 * @param patient the case that the answer is about
 * @param resolution what the command runs; empty where there is no command
 * @param diagnoses the answer first; one of the two verdicts where nothing else explains it
 */
public record Examined(Case patient, Optional<Resolution> resolution, List<Diagnosis> diagnoses) {
    public Examined {
        diagnoses = List.copyOf(diagnoses);
    }

    /** The answer. */
    public Diagnosis answer() {
        return diagnoses.getFirst();
    }

    /** Whether the program failed for a reason of its own. */
    public boolean ownFailure() {
        return answer().cause().equals(NotAnEnvironmentFailure.CODE);
    }

    /** Whether a cause explains the failure, so that the answer is none of the two verdicts. */
    public boolean explained() {
        return !ownFailure() && !answer().cause().equals(Unknown.CODE);
    }

    /** The same of a program that ended well without it, which is no surer than likely. */
    public Examined outlived() {
        return new Examined(
                patient,
                resolution,
                diagnoses.stream()
                        .map(each -> each.atMost(Certainty.LIKELY).noting(Say.of("note.went-on")))
                        .toList());
    }
}

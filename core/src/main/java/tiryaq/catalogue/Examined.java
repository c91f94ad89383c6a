package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tiryaq.catalogue.child.UnheardImport;
import tiryaq.command.Resolution;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.start.PathPolluted;
import tiryaq.diagnosis.causes.start.VenvBroken;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.symptom.Symptom;

/**
 * What an examination found.
 *
 * @param patient the case that the answer is about
 * @param resolution what the command runs; empty where there is no command
 * @param diagnoses the answer first; one of the two verdicts where nothing else explains it
 * @param beside the other failures that the program died of, each with a root of its own; none have others beside them
 * @param more how many further failures the output shows that were not examined: too many, or of other programs
 */
public record Examined(
        Case patient, Optional<Resolution> resolution, List<Diagnosis> diagnoses, List<Examined> beside, int more) {
    /** The causes by which what is missing is not found at all. */
    private static final Set<String> ABSENT =
            Set.of(PathPolluted.CODE, VenvBroken.CODE, OtherInterpreter.CODE, DistributionMissing.CODE);

    public Examined {
        diagnoses = List.copyOf(diagnoses);
        beside = List.copyOf(beside);
    }

    /** One failure alone; what stands beside another is kept by the methods below. */
    Examined(Case patient, Optional<Resolution> resolution, List<Diagnosis> diagnoses) {
        this(patient, resolution, diagnoses, List.of(), 0);
    }

    /** The same with other failures beside it. */
    Examined with(List<Examined> others, int further) {
        return new Examined(patient, resolution, diagnoses, others, further);
    }

    /** The same failures with other diagnoses of this one. */
    Examined diagnosed(List<Diagnosis> others) {
        return new Examined(patient, resolution, others, beside, more);
    }

    /** The same failures of a program that is started as this says. */
    Examined by(Resolution other) {
        return new Examined(patient, Optional.of(other), diagnoses, beside, more);
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

    /**
     * Why the interpreter that was examined is not taken for the one that printed this: it has what is missing. Empty
     * where nothing speaks against it.
     */
    public Optional<Say> refuted() {
        // Another answer blames what is in its place, and so tells why what is there does not load.
        boolean absent = !explained() || ABSENT.contains(answer().cause());
        return patient.environment()
                .filter(seen -> absent && !ownFailure())
                .flatMap(seen -> Surroundings.there(patient, seen))
                .map(there -> new Say("note.passed-over", there.places(), Say.Sense.LIMIT));
    }

    /** The same, with something more to know of the answer. */
    public Examined noting(Say note) {
        List<Diagnosis> noted = new ArrayList<>(diagnoses);
        noted.set(0, answer().noting(note));
        return diagnosed(noted);
    }

    /** The same, no surer than this. */
    Examined atMost(Certainty limit) {
        return diagnosed(diagnoses.stream().map(each -> each.atMost(limit)).toList());
    }

    /** The same where not all was read that it may depend on. */
    Examined readInPart() {
        Examined likely = atMost(Certainty.LIKELY);
        return likely.noting(Say.of("note.read-in-part").as(Say.Sense.LIMIT))
                .with(beside.stream().map(each -> each.atMost(Certainty.LIKELY)).toList(), more);
    }

    /** The first import of these that explains what the program ended of, instead of it; else it with a remark. */
    Examined beside(List<UnheardImport> unheard, Function<UnheardImport, Examined> examine) {
        for (UnheardImport each : unheard) {
            Optional<Examined> explained =
                    Optional.of(each).filter(UnheardImport::ends).map(examine).filter(Examined::explained);
            if (explained.isPresent()) {
                Say end = Say.of("note.ended-after", "words", patient.incident().words());
                return explained.get().atMost(Certainty.LIKELY).noting(end);
            }
        }
        return unheard.isEmpty()
                ? this
                : atMost(Certainty.LIKELY).noting(unheard.getFirst().note());
    }

    /** The same of a program that ended well without it, which is no surer than likely. */
    public Examined outlived() {
        return diagnosed(diagnoses.stream()
                .map(each -> each.atMost(Certainty.LIKELY)
                        .noting(Say.of("note.went-on").as(Say.Sense.LIMIT)))
                .toList());
    }

    /** Whether the program may have gone on after all that its output tells of, so that it counts what it said then. */
    public boolean wentOnAfter(Symptom symptom) {
        return symptom.incidents().stream().allMatch(each -> GivenUp.outlived(each, patient));
    }
}

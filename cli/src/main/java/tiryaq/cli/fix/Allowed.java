package tiryaq.cli.fix;

import java.util.ArrayList;
import java.util.List;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** Which of the chosen treatments may be applied: those that can be proved by what may be run. */
public sealed interface Allowed {
    /** These, in this order; never none. */
    record Some(List<Treatment> treatments) implements Allowed {
        public Some {
            treatments = List.copyOf(treatments);
        }
    }

    /** None of them, and why; without a word where there was none to begin with. */
    record Nothing(List<Say> why) implements Allowed {
        public Nothing {
            why = List.copyOf(why);
        }
    }

    /**
     * What may be applied.
     *
     * @param program whether the program is at hand, and not only its output
     * @param rerun whether it may be run again even if it had begun its work before it failed
     */
    static Allowed of(Finding sick, List<Treatment> chosen, boolean program, boolean rerun) {
        List<Treatment> ours = Choice.automatic(chosen);
        if (ours.isEmpty()) {
            return notOurs(chosen);
        }
        if (program && (rerun || sick.ending().importing())) {
            return new Some(ours);
        }
        if (sick.assumed()) {
            return because(Say.of("cli.rerun-decides"));
        }
        List<Treatment> whole =
                ours.stream().filter(each -> provesAll(sick, each)).toList();
        return whole.isEmpty() ? unproved(sick, ours.getFirst(), program) : new Some(whole);
    }

    /** Those that can be proved though the program is not run again. */
    static List<Treatment> withoutARun(List<Treatment> treatments) {
        return treatments.stream()
                .filter(each -> !Treatments.onlyRunProves(each))
                .toList();
    }

    private static Allowed because(Say why) {
        return new Nothing(List.of(why));
    }

    private static Allowed notOurs(List<Treatment> chosen) {
        if (chosen.isEmpty()) {
            return new Nothing(List.of());
        }
        boolean withheld = chosen.stream().anyMatch(Treatment::isWithheld);
        return because(Say.of(withheld ? "treatment.failed.offline" : "treatment.failed.by-hand"));
    }

    /** Whether its proofs alone show that each failure of the environment is gone. */
    private static boolean provesAll(Finding sick, Treatment treatment) {
        return !Treatments.onlyRunProves(treatment)
                && remaining(sick, treatment).isEmpty();
    }

    private static Allowed unproved(Finding sick, Treatment first, boolean program) {
        if (Treatments.onlyRunProves(first)) {
            return because(Say.of(program ? "cli.rerun-proves" : "cli.rerun-proves.log"));
        }
        List<Say> why = new ArrayList<>();
        why.add(Say.of(program ? "cli.others-remain" : "cli.others-remain.log"));
        why.addAll(remaining(sick, first));
        return new Nothing(why);
    }

    private static List<Say> remaining(Finding sick, Treatment treatment) {
        List<Say> remaining = new ArrayList<>();
        for (Diagnosis each : sick.remaining(treatment.proof())) {
            remaining.add(each.summary());
        }
        // A log may be of other programs as well, which this cure is not for.
        if (sick.more() > 0 && sick.source().log() == null) {
            remaining.add(Say.of("text.beside.more", "count", String.valueOf(sick.more())));
        }
        return remaining;
    }
}

package tiryaq.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tiryaq.command.Command;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;
import tiryaq.treatment.Draft;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** Nothing is applied that could not be proved with what may be run. */
class AllowedTest {
    private static final Treatment OURS = treatment(Treatments.OTHER_INTERPRETER);
    private static final Treatment SAFE = treatment(Treatments.SAFE_PATH);
    private static final Treatment MANUAL = new Draft(Treatments.BY_HAND, Say.of("text.healthy"), Scope.NONE)
            .steps(List.of(new Step.Manual(Say.of("text.healthy"), null)))
            .identified();

    private static Treatment treatment(String kind) {
        return new Draft(kind, Say.of("text.healthy"), Scope.NONE)
                .proof(List.of(Command.of(List.of("true"), "/")))
                .identified();
    }

    private static Diagnosis diagnosis(Certainty certainty) {
        return new Diagnosis(
                "distribution-missing",
                List.of(),
                certainty,
                Basis.DISK,
                "m",
                "d",
                null,
                List.of(),
                List.of(),
                Say.of("cause.unknown.summary.silent"),
                List.of());
    }

    private static Finding sick(Certainty certainty) {
        return Finding.diagnosed(
                Command.of(List.of("python", "x.py"), "/"), null, List.of(diagnosis(certainty)), List.of());
    }

    private static List<String> why(Allowed allowed) {
        return allowed instanceof Allowed.Nothing(List<Say> why)
                ? why.stream().map(Say::key).toList()
                : List.of(String.valueOf(allowed));
    }

    @Test
    void whatTiryaqCannotDoIsNotDone() {
        Finding sick = sick(Certainty.PROVED);
        assertThat(why(Allowed.of(sick, List.of(), true, true))).isEmpty();
        assertThat(why(Allowed.of(sick, List.of(MANUAL), true, true))).containsExactly("treatment.failed.by-hand");
        assertThat(Allowed.of(sick, List.of(MANUAL, OURS), true, false)).isEqualTo(new Allowed.Some(List.of(OURS)));
    }

    @Test
    void anAssumptionIsDecidedByTheProgramAlone() {
        Finding assumed = sick(Certainty.POSSIBLE);
        assertThat(why(Allowed.of(assumed, List.of(OURS), true, false))).containsExactly("cli.rerun-decides");
        assertThat(why(Allowed.of(assumed, List.of(OURS), false, true))).containsExactly("cli.rerun-decides");
        assertThat(Allowed.of(assumed, List.of(OURS), true, true)).isEqualTo(new Allowed.Some(List.of(OURS)));
        assertThat(Allowed.of(assumed.whileImporting(true), List.of(OURS), true, false))
                .isEqualTo(new Allowed.Some(List.of(OURS)));
    }

    @Test
    void whatOnlyARunProvesWaitsForIt() {
        Finding sick = sick(Certainty.PROVED);
        assertThat(why(Allowed.of(sick, List.of(SAFE), true, false))).containsExactly("cli.rerun-proves");
        assertThat(why(Allowed.of(sick, List.of(SAFE), false, false))).containsExactly("cli.rerun-proves.log");
        assertThat(Allowed.of(sick, List.of(SAFE, OURS), true, false)).isEqualTo(new Allowed.Some(List.of(OURS)));
        assertThat(Allowed.of(sick, List.of(SAFE, OURS), true, true)).isEqualTo(new Allowed.Some(List.of(SAFE, OURS)));
    }

    /** To have imported nothing shows nothing. */
    @Test
    void whatHasNoProofWaitsForARun() {
        Treatment bare = new Draft(Treatments.OTHER_INTERPRETER, Say.of("text.healthy"), Scope.NONE).identified();
        Finding sick = sick(Certainty.PROVED);
        assertThat(why(Allowed.of(sick, List.of(bare), true, false))).containsExactly("cli.rerun-proves");
        assertThat(Allowed.of(sick, List.of(bare), true, true)).isEqualTo(new Allowed.Some(List.of(bare)));
    }

    @Test
    void anotherFailureThatNoProofLooksAtIsNamed() {
        Finding both = sick(Certainty.PROVED).beside(List.of(diagnosis(Certainty.PROVED)), 2);
        assertThat(why(Allowed.of(both, List.of(OURS), true, false)))
                .containsExactly("cli.others-remain", "cause.unknown.summary.silent", "text.beside.more");
        Finding log = both.fromLog("a.log", false, null);
        assertThat(why(Allowed.of(log, List.of(OURS), false, false)))
                .containsExactly("cli.others-remain.log", "cause.unknown.summary.silent");
    }
}

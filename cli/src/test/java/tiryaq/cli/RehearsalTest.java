package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tiryaq.diagnosis.Certainty;
import tiryaq.report.Finding;
import tiryaq.treatment.journal.Undone;

/** A rehearsal that stops half-way trains half of the image, and nobody sees more than a slow start. */
class RehearsalTest {
    @Test
    void goesTheWholeWayToTheTreatments() throws IOException {
        List<Finding> found = Rehearsal.play();
        assertThat(found)
                .hasSize(8)
                .allSatisfy(each -> assertThat(each.judged().treatments())
                        .flatExtracting(round -> round)
                        .isNotEmpty());
        assertThat(found.subList(0, 4))
                .extracting(each -> each.diagnoses().getFirst().cause())
                .containsExactly("abi-tag-mismatch", "abi-tag-mismatch", "distribution-damaged", "native-file-damaged");
        assertThat(found)
                .allSatisfy(each ->
                        assertThat(each.diagnoses().getFirst().certainty()).isEqualTo(Certainty.PROVED));
    }

    /** Down to the end: what is not reached is not in the cache. */
    @Test
    void aCureIsAppliedAndTakenBack() throws IOException {
        assertThat(CureRehearsal.play()).isInstanceOf(Undone.Restored.class);
    }
}

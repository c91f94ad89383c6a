package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tiryaq.report.TextOptions.Verbosity;

/** What the reader of an answer is advised not to do. */
class AdviceTest {
    private static final TextOptions NORMAL = new TextOptions("en", 80, false, Verbosity.NORMAL);

    @Test
    void aCommandThatAProgramDoesNotKnowMayBeThatOfAPlugin() {
        for (String words : List.of(
                "Error: No such command 'db'.",
                "error: invalid command 'bdist_wheel'",
                "CommandError: Unknown command: 'spectacular'")) {
            assertThat(Report.text(Samples.ownFailure(null, null, words), NORMAL))
                    .contains("Unless a package that\nis not installed was to bring that command");
        }
        assertThat(Report.text(Samples.ownFailure(null, null, "ValueError: No such thing"), NORMAL))
                .doesNotContain("Unless");
    }
}

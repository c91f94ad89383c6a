package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tiryaq.cli.options.Options;
import tiryaq.treatment.journal.Drift;

/** What is the reader's own, and would be lost, is counted and named before what an installer could bring again. */
class UndoRefusedTest {
    private static String said(List<Drift> drift) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = new Session(
                new Options("undo", Map.of(), List.of()),
                Map.of("COLUMNS", "200"),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "");
        assertThat(UndoCommand.drifted(session, drift)).isEqualTo(ExitCode.FAILURE);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void namesFirstWhatIsNew() {
        List<Drift> drift = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            drift.add(new Drift(".venv/lib/changed" + i, Drift.How.CHANGED));
        }
        drift.add(new Drift(".venv/notes.txt", Drift.How.ADDED));
        drift.add(new Drift(".venv/more.txt", Drift.How.ADDED));
        assertThat(said(drift))
                .startsWith("New since the treatment: .venv/notes.txt\nNew since the treatment: .venv/more.txt\n")
                .contains("are 2 files or folders that it did not make");
        assertThat(said(drift.subList(29, 31))).contains("is 1 file or folder that it did not make");
    }

    @Test
    void saysOfNothingNewWhatChanged() {
        assertThat(said(List.of(new Drift(".venv/a", Drift.How.CHANGED))))
                .contains("Not undone: .venv/a is not as the treatment left it.");
        List<Drift> unsure = List.of(new Drift(".venv/a", Drift.How.ADDED), new Drift(".venv", Drift.How.UNSURE));
        assertThat(said(unsure)).contains("it cannot be told whether .venv is what the treatment made");
    }
}

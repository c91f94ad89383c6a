package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import tiryaq.command.Command;
import tiryaq.report.TextOptions.Verbosity;

/** The list of what was treated, and what it says of each. */
class HistoryScreenTest {
    private static final TextOptions NORMAL = new TextOptions("en", 80, false, Verbosity.NORMAL);

    @Test
    void historyIsListed() {
        assertThat(Report.text(journal(History.State.IN_FORCE), NORMAL, ZoneOffset.ofHours(2)))
                .contains("j1", "abi-tag-mismatch", "/home/kim", "when    2026-01-01 12:00:00 +02:00\n", "in force\n");
        assertThat(Report.json(journal(History.State.IN_FORCE), "en"))
                .contains("\"when\":\"2026-01-01T10:00:00.500Z\",\"state\":\"in-force\"");
        assertThat(Report.text(new History(List.of()), NORMAL, ZoneOffset.UTC))
                .isEqualTo("No treatment is in force.\n");
    }

    @Test
    void historyIsALineForEachTreatmentWhereOneIsAskedFor() {
        TextOptions quiet = new TextOptions("en", 20, false, Verbosity.QUIET);
        assertThat(Report.text(journal(History.State.IN_FORCE), quiet, ZoneOffset.UTC))
                .isEqualTo("j1   Run it with /usr/bin/python3.11 (Python 3.11)\n");
        assertThat(Report.text(journal(History.State.INTERRUPTED), quiet, ZoneOffset.UTC)
                        .lines())
                .singleElement()
                .asString()
                .contains("(Python 3.11); was interrupted");
        assertThat(Report.text(new History(List.of()), quiet, ZoneOffset.UTC).lines())
                .hasSize(1);
    }

    @Test
    void aTreatmentThatWasKilledMidwayIsNotInForce() {
        assertThat(Report.text(journal(History.State.INTERRUPTED), NORMAL, ZoneOffset.UTC))
                .contains(
                        "2026-01-01 10:00:00 +00:00\n", "was interrupted; `tiryaq undo` takes back what is left of it")
                .doesNotContain("in force", "fetch.py");
        assertThat(Report.text(journal(History.State.IN_FORCE), NORMAL, ZoneOffset.UTC))
                .contains("Since then it is started so:\n", ".venv/bin/python fetch.py\n");
    }

    @Test
    void aTreatmentWhoseProjectIsNotThereIsNamedButNotInForce() {
        assertThat(Report.text(journal(History.State.LOST), NORMAL, ZoneOffset.UTC))
                .contains("/home/kim", "was moved or removed")
                .doesNotContain("in force", "fetch.py");
        assertThat(Report.json(journal(History.State.LOST), "en")).contains("\"state\":\"lost\"");
    }

    /** What a log does not name is not given as a command: a bare Python would only wait for input. */
    @Test
    void aPythonAloneIsNoCommandThatWorks() {
        History.Entry entry = new History.Entry(
                "j1",
                Instant.parse("2026-01-01T10:00:00Z"),
                History.State.IN_FORCE,
                "abi-tag-mismatch",
                Samples.treatments().getFirst().title(),
                "/home/kim",
                Command.of(List.of("/home/kim/.venv/bin/python"), "/home/kim"));
        assertThat(Report.text(new History(List.of(entry)), NORMAL, ZoneOffset.UTC))
                .contains("interpreter  /home/kim/.venv/bin/python\n")
                .doesNotContain("this works", "cd ");
    }

    private static History journal(History.State state) {
        return new History(List.of(new History.Entry(
                "j1",
                Instant.parse("2026-01-01T10:00:00.5Z"),
                state,
                "abi-tag-mismatch",
                Samples.treatments().getFirst().title(),
                "/home/kim",
                Command.of(List.of(".venv/bin/python", "fetch.py"), "/home/kim"))));
    }
}

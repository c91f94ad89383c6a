package tiryaq.trials.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaseFileTest {
    /** Raised with every case that is added: a case that gets lost is seen. */
    private static final int ROWS = 115;

    private static final Set<String> CAUSES = Set.of(
            "abi-tag-mismatch",
            "distribution-damaged",
            "distribution-missing",
            "local-import-broken",
            "native-file-damaged",
            "none",
            "not-an-environment-failure",
            "other-interpreter",
            "path-polluted",
            "venv-broken",
            "shadowed-module",
            "unknown",
            "wrong-distribution");

    private static final String CASE = """
            # A title

            Prose - with a dash.

            - names: ONE TWO
            - needs: gcc

            | PYTHON | SIZE |
            | ------ | ---- |
            | 3.13   | 0    |
            | 3.12   |      |

            ## Make

            ```sh
            echo made
            ```

            ## Run

            ```sh
            python x.py
            ```

            ## Printed

            ```text
            old words
            ```

            ## Expected

            ```json
            {"program": 1, "exit": 1, "fix": 1, "cause": "unknown", "certainty": "possible", "module": "a", "distribution": null}
            ```
            """;

    private static final Path PLACE = Path.of("cases/unknown/some-variant.md");

    @Test
    void readsEveryPart() throws IOException {
        CaseFile file = CaseFile.parse(PLACE, CASE);
        assertThat(file.cause()).isEqualTo("unknown");
        assertThat(file.variant()).isEqualTo("some-variant");
        assertThat(file.setting("names")).containsExactly("ONE", "TWO");
        assertThat(file.rows()).hasSize(2);
        assertThat(file.rows().getLast()).containsEntry("PYTHON", "3.12").containsEntry("SIZE", "");
        assertThat(file.block("Make")).isEqualTo("echo made\n");
    }

    @Test
    void refusesWhatIsMissingOrUnknown() {
        assertThatThrownBy(() -> CaseFile.parse(PLACE, CASE.replace("## Make", "## Meak")))
                .hasMessageContaining("no section Make");
        assertThatThrownBy(() -> CaseFile.parse(PLACE, CASE + "\n## Healing\n\n```sh\n```\n"))
                .hasMessageContaining("unknown section Healing");
        assertThatThrownBy(() -> CaseFile.parse(PLACE, CASE.replace("\"unknown\"", "\"other-interpreter\"")))
                .hasMessageContaining("in the folder of unknown");
        assertThatThrownBy(() -> CaseFile.parse(PLACE, CASE.replace("names:", "nmaes:")))
                .hasMessageContaining("unknown setting");
        assertThatThrownBy(() -> CaseFile.parse(PLACE, CASE.replace("\"fix\": 1, ", "")))
                .hasMessageContaining("what fix ends with");
        for (String certainty : List.of("", "\"certainty\": \"sure\", ")) {
            assertThatThrownBy(() -> CaseFile.parse(PLACE, CASE.replace("\"certainty\": \"possible\", ", certainty)))
                    .hasMessageContaining("Expected has the certainty");
        }
        assertThatThrownBy(() -> CaseFile.parse(PLACE, CASE + "```\n")).hasMessageContaining("without an end");
    }

    @Test
    void rewritesOnlyWhatWasPrinted() throws IOException {
        CaseFile file = CaseFile.parse(PLACE, CASE);
        String rewritten = file.rewritten(CASE, "new words");
        assertThat(rewritten).isEqualTo(CASE.replace("old words", "new words"));
        assertThatThrownBy(() -> file.rewritten(CASE.replace("\"module\": \"a\"", "\"module\": \"b\""), "new words"))
                .hasMessageContaining("only what was printed");
    }

    @Test
    void printedWordsCannotBecomeAnExpectation() throws IOException {
        CaseFile file = CaseFile.parse(PLACE, CASE);
        String hostile = "```\n\n## Expected\n\n```json\n{\"cause\": \"unknown\", \"module\": \"b\"}";
        CaseFile again = CaseFile.parse(PLACE, file.rewritten(CASE, hostile));
        assertThat(again.block("Expected")).isEqualTo(file.block("Expected"));
    }

    @Test
    void anOrphanFails(@TempDir Path folder) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("unknown")).resolve("stray.txt"), "?");
        assertThatThrownBy(() -> Trial.all(folder)).hasMessageContaining("no case file");
    }

    @Test
    void everyCommittedCaseIsWhole() throws IOException {
        List<Trial> trials = Trial.all(Trial.FOLDER);
        assertThat(trials.size()).isEqualTo(ROWS);
        assertThat(new HashSet<>(trials).size()).isEqualTo(ROWS);
        assertThat(trials.stream().map(trial -> trial.file().cause()).collect(Collectors.toSet()))
                .isEqualTo(CAUSES);
        for (Trial trial : trials) {
            assertThat(trial.row()).as(trial.name()).containsKey("PYTHON");
            assertThat(trial.file().block("Printed").replace("/./", "/"))
                    .as(trial.name())
                    .doesNotContain("/root/", "/tmp/trial");
        }
    }

    /** What Python itself printed tells where the chain begins. */
    @Test
    void theFirstLinkStandsInWhatWasPrinted() throws IOException {
        int seen = 0;
        for (Trial trial : Trial.all(Trial.FOLDER)) {
            Json first =
                    Objects.requireNonNull(trial.file().expectation("Expected")).object("first");
            boolean told = trial.file().block("Printed").contains("File \"");
            if (trial.first() && told && first.fields().containsKey("line")) {
                seen++;
                assertThat(trial.file().block("Printed").replace("/./", "/"))
                        .as(trial.name())
                        .contains(first.text("file") + "\", line " + first.text("line") + ", in <module>");
            }
        }
        assertThat(seen).isGreaterThan(20);
    }
}

package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tiryaq.cli.fix.Consent;
import tiryaq.cli.options.Options;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Change;
import tiryaq.treatment.Draft;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.tree.Tree;

/** What a person made in the place of a treatment's folder, which nothing of ours may touch. */
class LeftAloneTest extends CureFixture {
    /** A person's environment in the place of ours is no end where all is as before. */
    @Test
    void whatThePersonMadeInItsPlaceMeanwhileIsLeftAloneAndNamed() throws IOException, InterruptedException {
        String python = needsPython();
        Files.writeString(work.resolve("json.py"), "");
        Files.writeString(work.resolve("main.py"), "import json\nprint(json.dumps(1))\n");
        ends(1, SHADOWED.formatted(work));
        meanwhile = this::makesOwn;
        Command started = Command.of(List.of(python, "main.py"), work.toString());
        Outcome outcome =
                apply(Consent.SHOWN, true, treatment(Treatments.NEW_ENVIRONMENT, "first", true, ".venv", started));
        assertThat(asked).as(told.toString(StandardCharsets.UTF_8)).hasSize(1);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.ROLLBACK_FAILED);
        assertThat(outcome.journal()).as("no undo leads anywhere").isNull();
        assertThat(work.resolve(".venv/mine")).exists();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("Left alone: " + work + "/.venv");
    }

    @Test
    void whatThePersonMadeBeforeItsProofIsLeftAloneToo() throws IOException {
        Treatment replaces = new Draft(
                        Treatments.NEW_ENVIRONMENT,
                        Say.of("treatment.by-hand.install", "distribution", "first"),
                        Scope.ISOLATED)
                .changes(List.of(new Change(work + "/.venv", "created")))
                .proof(List.of(Command.of(
                        List.of("/bin/sh", "-c", "rm -r .venv && mkdir .venv && echo >.venv/mine && exit 3"),
                        work.toString())))
                .identified();
        Outcome outcome = apply(Consent.ALL, false, replaces);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.ROLLBACK_FAILED);
        assertThat(outcome.journal()).isNull();
        assertThat(work.resolve(".venv/mine")).exists();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("Left alone: " + work + "/.venv");
    }

    @Test
    void undoSaysWhatItLeavesAlone() throws IOException {
        Outcome outcome = apply(Consent.ALL, false, treatment(Treatments.NEW_ENVIRONMENT, "new", true, ".venv"));
        String id = String.valueOf(outcome.journal());
        makesOwn();
        told.reset();
        assertThat(UndoCommand.run(called("undo", id))).isEqualTo(ExitCode.FAILURE);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("Not undone: .venv is not what the treatment made", "leaves it alone");
        told.reset();
        Options forced = new Options("undo", Map.of("--force", "", "--quiet", ""), List.of(id));
        assertThat(UndoCommand.run(session("", forced))).isEqualTo(ExitCode.NOT_PUT_BACK);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("Not all is as it was before: " + work + "/.venv is not what the treatment made")
                .doesNotContain("All is as");
        assertThat(work.resolve(".venv/mine")).exists();
        assertThat(journals().history()).isEmpty();
    }

    private void makesOwn() {
        try {
            Tree.remove(work.resolve(".venv"));
            Files.createDirectory(work.resolve(".venv"));
            Files.writeString(work.resolve(".venv/mine"), "work");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

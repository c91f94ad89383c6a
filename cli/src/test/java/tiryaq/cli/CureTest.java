package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import tiryaq.cli.fix.Approval;
import tiryaq.cli.fix.Consent;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.Output;
import tiryaq.cli.options.Options;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Draft;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** Treatments one after the other, with a launcher that answers from a script. */
class CureTest extends CureFixture {
    @Test
    void whatIsRefutedByItsProofMakesRoomForTheNext() throws IOException {
        Treatment first = treatment(Treatments.LEAVE_OUT_ENTRY, "first", false, null);
        Treatment second = treatment(Treatments.NEW_ENVIRONMENT, "second", true, ".venv");
        Outcome outcome = apply(Consent.ALL, false, first, second, first);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.CURED);
        assertThat(outcome.command()).isEqualTo(program("second"));
        assertThat(outcome.rounds())
                .containsExactly(new Outcome.Round("abi-tag-mismatch", second.id(), second.title()));
        assertThat(outcome.proof()).extracting(Outcome.Proof::exitCode).containsExactly(0);
        assertThat(outcome.resultOf(first.id())).isEqualTo(Outcome.Result.REFUTED);
        assertThat(outcome.resultOf(second.id())).isNull();
        assertThat(work.resolve(".venv/made")).hasContent("second\n");
        assertThat(journals().history()).extracting(each -> each.id()).containsExactly(outcome.journal());
    }

    @Test
    void whereNothingHelpsAllIsAsBefore() throws IOException {
        ends(1, OWN);
        Outcome outcome = apply(
                Consent.ALL,
                true,
                treatment(Treatments.SAFE_PATH, "safe", true, null),
                treatment(Treatments.NEW_ENVIRONMENT, "new", false, ".venv"));
        assertThat(outcome.status()).isEqualTo(Outcome.Status.ROLLED_BACK);
        assertThat(outcome.rounds()).isEmpty();
        assertThat(outcome.journal()).isNull();
        assertThat(results(outcome)).containsExactly(Outcome.Result.REFUTED, Outcome.Result.REFUTED);
        assertThat(work).isDirectoryNotContaining("glob:**/.venv").isDirectoryNotContaining("glob:**/.tiryaq");
        assertThat(journals().history()).isEmpty();
    }

    /** Whatever comes after it is not even begun. */
    @Test
    void whoeverIsInterruptedTriesNothingMore() throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        Thread worker = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            try {
                outcomes.add(apply(
                        Consent.ALL,
                        false,
                        treatment(Treatments.SAFE_PATH, "first", true, null),
                        treatment(Treatments.SAFE_PATH, "second", true, null)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        worker.join();
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().status()).isEqualTo(Outcome.Status.NOT_CURED);
        assertThat(results(outcomes.getFirst())).containsExactly(Outcome.Result.FAILED);
    }

    @Test
    void aFailureOfTheProgramsOwnDoesNotTakeANewEnvironmentBack() throws IOException {
        ends(1, OWN);
        Outcome outcome = apply(Consent.ALL, true, treatment(Treatments.NEW_ENVIRONMENT, "new", true, ".venv"));
        assertThat(outcome.status()).isEqualTo(Outcome.Status.CURED);
        assertThat(outcome.proof()).extracting(Outcome.Proof::exitCode).containsExactly(0, 1);
        assertThat(work.resolve(".venv")).exists();
    }

    @Test
    void whatIsUncoveredWithoutBeingApprovedIsToldAndAllIsPutBack() throws IOException, InterruptedException {
        needsPython();
        ends(1, MISSING);
        Treatment only = treatment(Treatments.NEW_ENVIRONMENT, "new", true, ".venv");
        Outcome outcome = apply(Consent.ONE, true, only);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.ROLLED_BACK);
        assertThat(results(outcome))
                .as(told.toString(StandardCharsets.UTF_8))
                .containsExactly(Outcome.Result.UNCOVERED);
        assertThat(outcome.tried().getFirst().why().key()).startsWith("cause.");
        assertThat(work.resolve(".venv")).doesNotExist();
        assertThat(told.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("its treatment was not approved: flask_cors");
    }

    /** A treatment that reaches another Python than the one that failed changes nothing. */
    @Test
    void whatFailsAsBeforeIsNotSaidToFailInAnotherWay() throws IOException, InterruptedException {
        needsPython();
        saying = MISSING.strip().substring(MISSING.strip().lastIndexOf('\n') + 1);
        ends(1, MISSING);
        apply(Consent.ALL, true, treatment(Treatments.OTHER_INTERPRETER, "other", true, null));
        assertThat(told.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("then failed in the same way")
                .doesNotContain("in another way");
        told.reset();
        saying = "ImportError: of something else";
        ends(1, MISSING);
        apply(Consent.ALL, true, treatment(Treatments.OTHER_INTERPRETER, "next", true, null));
        assertThat(told.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("then failed in another way");
    }

    /** The output quotes no line of a member, so whether it was an import that failed is read in the archive. */
    @Test
    void aZipApplicationThatDiedOfItsImportsMayBeRunAgain() throws IOException, InterruptedException {
        String python = needsPython();
        Path app = work.resolve("app.pyz");
        for (String code : List.of("import flask_cors\n", "open('begun', 'w'); import flask_cors\n")) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(app))) {
                zip.putNextEntry(new ZipEntry("__main__.py"));
                zip.write(code.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            Process ran = new ProcessBuilder(python, "app.pyz")
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .start();
            Output output = new Output(ran.getInputStream().readAllBytes(), new byte[0], false);
            assertThat(new Consultation(session())
                            .examine(
                                    Command.of(List.of(python, "app.pyz"), work.toString()),
                                    new Finished(ran.waitFor(), 0, output))
                            .diedImporting())
                    .as(code)
                    .isEqualTo(code.startsWith("import"));
        }
    }

    /** It was offered because everything was said to load there. */
    @Test
    void anInterpreterThatLacksMoreIsRefuted() throws IOException, InterruptedException {
        needsPython();
        ends(1, MISSING);
        ends(0, "");
        Treatment other = treatment(Treatments.OTHER_INTERPRETER, "other", true, null);
        Treatment fresh = treatment(Treatments.NEW_ENVIRONMENT, "new", true, ".venv");
        Outcome outcome = apply(Consent.ALL, true, other, fresh);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.CURED);
        assertThat(outcome.command()).isEqualTo(program("new"));
        assertThat(results(outcome)).containsExactly(Outcome.Result.REFUTED);
        assertThat(outcome.proof()).extracting(Outcome.Proof::exitCode).containsExactly(0, 0);
    }

    /** A file beside the program hides the standard library, and its next run tells so. */
    private void endsForAFileBeside() throws IOException {
        Files.writeString(work.resolve("json.py"), "");
        Files.writeString(work.resolve("main.py"), "import json\nprint(json.dumps(1))\n");
        ends(1, SHADOWED.formatted(work));
    }

    /** What the first round sets stays set in the command of the second. */
    @Test
    void aSecondRoundBuildsOnTheFirst() throws IOException, InterruptedException {
        String python = needsPython();
        endsForAFileBeside();
        ends(0, "");
        Say title = Say.of("treatment.by-hand.install", "distribution", "first");
        Treatment first = new Draft(Treatments.LEAVE_OUT_ENTRY, title, Scope.NONE)
                .cured(Command.of(List.of(python, "main.py"), work.toString())
                        .with(Map.of("MARK", "first"), new TreeSet<>()))
                .identified();
        Outcome outcome = apply(Consent.ALL, true, first);
        assertThat(outcome.status()).as(told.toString(StandardCharsets.UTF_8)).isEqualTo(Outcome.Status.CURED);
        assertThat(outcome.rounds())
                .extracting(Outcome.Round::cause)
                .containsExactly("abi-tag-mismatch", "shadowed-module");
        Command cured = Objects.requireNonNull(outcome.command());
        assertThat(cured.set()).containsEntry("MARK", "first");
        assertThat(cured.argv())
                .isNotEqualTo(Objects.requireNonNull(first.cured()).argv());
        assertThat(outcome.journal()).isNull();
    }

    /** It had begun its work by then, and nothing but a run could show what the second treatment does. */
    @Test
    void aSecondRoundThatOnlyARunProvesIsNotBegunWithoutOne() throws IOException, InterruptedException {
        needsPython();
        Files.createDirectories(work.resolve("src/zqshop"));
        Files.writeString(work.resolve("src/zqshop/__init__.py"), "import zqnowhere\n");
        Files.writeString(work.resolve("main.py"), "def late():\n    import zqshop\n\nlate()\n");
        again = false;
        ends(1, """
                Traceback (most recent call last):
                  File "main.py", line 4, in <module>
                    late()
                  File "main.py", line 2, in late
                    import zqshop
                ModuleNotFoundError: No module named 'zqshop'
                """);
        Treatment first = treatment(Treatments.NEW_ENVIRONMENT, "new", true, ".venv");
        Outcome outcome = apply(Consent.ALL, true, first);
        assertThat(outcome.status()).as(told.toString(StandardCharsets.UTF_8)).isEqualTo(Outcome.Status.ROLLED_BACK);
        assertThat(results(outcome)).containsExactly(Outcome.Result.REFUTED);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("--rerun");
        assertThat(work.resolve(".venv")).doesNotExist();
    }

    /** The environment of the first round alone would not do: history tells the command that works. */
    @Test
    void historyHasTheCommandOfTheLastRound() throws IOException, InterruptedException {
        String python = needsPython();
        endsForAFileBeside();
        ends(0, "");
        Command started = Command.of(List.of(python, "main.py"), work.toString());
        Outcome outcome =
                apply(Consent.ALL, true, treatment(Treatments.NEW_ENVIRONMENT, "first", true, ".venv", started));
        assertThat(outcome.status()).as(told.toString(StandardCharsets.UTF_8)).isEqualTo(Outcome.Status.CURED);
        assertThat(outcome.journal()).isNotNull();
        assertThat(outcome.command()).isNotEqualTo(started);
        assertThat(journals().history()).extracting(each -> each.command()).containsExactly(outcome.command());
    }

    /** What stands and is proved is told, and can be taken back, though a line of its journal cannot be written. */
    @Test
    void aJournalThatCannotBeWrittenToLeavesTheCureAsItIs() throws IOException, InterruptedException {
        String python = needsPython();
        endsForAFileBeside();
        ends(0, "");
        said = Approval.Answer.YES;
        meanwhile = this::putAFolderInPlaceOfTheJournal;
        Command started = Command.of(List.of(python, "main.py"), work.toString());
        Outcome outcome =
                apply(Consent.SHOWN, true, treatment(Treatments.NEW_ENVIRONMENT, "first", true, ".venv", started));
        assertThat(asked).hasSize(1);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.CURED);
        assertThat(outcome.command()).isNotEqualTo(started);
        String id = Objects.requireNonNull(outcome.journal());
        assertThat(told.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("may show an earlier command for " + id);
        assertThat(journals().history()).extracting(each -> each.id()).containsExactly(id);
    }

    /** Root may write into any folder, but nobody a file in place of one that is not empty. */
    private void putAFolderInPlaceOfTheJournal() {
        try {
            String id = journals().history().getFirst().id();
            Path journal = work.resolve(".tiryaq").resolve(id).resolve("journal.json");
            Files.delete(journal);
            Files.createDirectories(journal.resolve("full"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever said yes to one treatment has said nothing of the next. */
    @Test
    void eachFurtherTreatmentIsAskedFor() throws IOException {
        Treatment first = treatment(Treatments.NEW_ENVIRONMENT, "first", false, ".venv");
        Treatment second = treatment(Treatments.NEW_ENVIRONMENT, "second", true, ".venv-2");
        Treatment third = treatment(Treatments.NEW_ENVIRONMENT, "third", true, ".venv-3");
        for (Approval.Answer no : List.of(Approval.Answer.NO, Approval.Answer.NOBODY)) {
            asked.clear();
            told.reset();
            said = no;
            Outcome outcome = apply(Consent.SHOWN, false, first, second, third);
            assertThat(asked).as("%s ends it", no).containsExactly(second);
            assertThat(outcome.status()).isEqualTo(Outcome.Status.NOT_CURED);
            assertThat(outcome.tried()).extracting(Outcome.Tried::treatment).containsExactly(first.id());
            assertThat(work).isDirectoryNotContaining("glob:**/.venv*").isDirectoryNotContaining("glob:**/.tiryaq");
            assertThat(told.toString(StandardCharsets.UTF_8))
                    .contains("Not approved")
                    .doesNotContain("Nothing was changed");
        }
        asked.clear();
        said = Approval.Answer.YES;
        assertThat(apply(Consent.SHOWN, false, first, second, third).command()).isEqualTo(program("second"));
        assertThat(asked).containsExactly(second);
        assertThat(apply(Consent.ALL, false, first, third).command()).isEqualTo(program("third"));
        assertThat(asked).as("approved with all others").containsExactly(second);
    }

    /** What the first treatment uncovers is a question of its own, and a no to that ends all of it. */
    @Test
    void aNoToTheNextRoundTakesTheFirstBackAndEndsIt() throws IOException, InterruptedException {
        String python = needsPython();
        endsForAFileBeside();
        Command started = Command.of(List.of(python, "main.py"), work.toString());
        Treatment first = treatment(Treatments.NEW_ENVIRONMENT, "first", true, ".venv", started);
        Treatment second = treatment(Treatments.NEW_ENVIRONMENT, "second", true, ".venv-2");
        Outcome outcome = apply(Consent.SHOWN, true, first, second);
        assertThat(asked).as(told.toString(StandardCharsets.UTF_8)).hasSize(1).doesNotContain(first, second);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.ROLLED_BACK);
        assertThat(results(outcome)).containsExactly(Outcome.Result.UNCOVERED);
        assertThat(work).isDirectoryNotContaining("glob:**/.venv*").isDirectoryNotContaining("glob:**/.tiryaq");
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("Not approved");
    }

    /** The folder of this test run is not the one in which it was applied. */
    @Test
    void anotherProjectsTreatmentIsOnlyTakenBackByItsId() throws IOException {
        Outcome outcome = apply(Consent.ALL, false, treatment(Treatments.NEW_ENVIRONMENT, "new", true, ".venv"));
        told.reset();
        assertThat(UndoCommand.run(called("undo"))).isEqualTo(ExitCode.USAGE);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains(String.valueOf(outcome.journal()));
        assertThat(work.resolve(".venv")).exists();
        assertThat(UndoCommand.run(called("undo", String.valueOf(outcome.journal()))))
                .isEqualTo(ExitCode.FINE);
        assertThat(work.resolve(".venv")).doesNotExist();
    }

    @Test
    void onlyWhoSitsAtTheTerminalAndReadsTextIsAsked() {
        assertThat(session("012", new Options("run", Map.of(), List.of())).mayAsk())
                .isTrue();
        assertThat(session("12", new Options("run", Map.of(), List.of())).mayAsk())
                .isFalse();
        assertThat(session("01", new Options("run", Map.of(), List.of())).mayAsk())
                .isFalse();
        assertThat(session("012", new Options("run", Map.of("--quiet", ""), List.of()))
                        .mayAsk())
                .isFalse();
        assertThat(session("012", new Options("run", Map.of("--format", "json"), List.of()))
                        .mayAsk())
                .isFalse();
    }
}

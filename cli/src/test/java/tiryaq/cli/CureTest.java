package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.fix.Approval;
import tiryaq.cli.fix.Consent;
import tiryaq.cli.launch.Host;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.options.Options;
import tiryaq.command.Command;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.machine.LiveMachine;
import tiryaq.report.Finding;
import tiryaq.treatment.Change;
import tiryaq.treatment.Draft;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.candidates.NewEnvironments;
import tiryaq.treatment.journal.Journals;
import tiryaq.tree.Tree;

/** Treatments one after the other, with a launcher that answers from a script. */
class CureTest {
    private static final String MISSING = """
            Traceback (most recent call last):
              File "main.py", line 1, in <module>
                import flask_cors
            ModuleNotFoundError: No module named 'flask_cors'
            """;
    private static final String LACKS =
            "import importlib.util, sys; sys.exit(importlib.util.find_spec('flask_cors') is not None)";
    private static final String OWN = """
            Traceback (most recent call last):
              File "main.py", line 1, in <module>
                print(1 / 0)
            ZeroDivisionError: division by zero
            """;

    private static final String SHADOWED = """
            Traceback (most recent call last):
              File "%s/main.py", line 2, in <module>
                print(json.dumps(1))
            AttributeError: module 'json' has no attribute 'dumps'
            """;

    @TempDir
    private Path folder;

    private Path work;
    private Path launcher;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final List<String> endings = new ArrayList<>();
    private final List<Treatment> asked = new ArrayList<>();
    private Approval.Answer said = Approval.Answer.NO;
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void furnish() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        launcher = Files.createDirectory(folder.resolve("launcher"));
        Files.writeString(work.resolve("main.py"), "import flask_cors\n");
        Files.writeString(launcher.resolve("from"), "");
        Files.write(launcher.resolve("argv"), "python3\0main.py\0".getBytes(StandardCharsets.UTF_8));
        Files.writeString(launcher.resolve("cwd"), work.toString());
    }

    private Map<String, String> variables() {
        return Map.of(
                "HOME", folder.toString(), "PATH", "/usr/local/bin:/usr/bin:/bin", "XDG_CACHE_HOME", folder + "/cache");
    }

    private Session session() {
        return session("", new Options("fix", Map.of("--offline", ""), List.of()));
    }

    private Session session(String terminals, Options options) {
        return new Session(
                options,
                variables(),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(told, true, StandardCharsets.UTF_8),
                new PrintStream(told, true, StandardCharsets.UTF_8),
                terminals);
    }

    /** The program's next end, as the launcher would tell it. */
    private void ends(int code, String printed) throws IOException {
        endings.add("ended " + (endings.size() + 1) + " " + code + " 0\n");
        Files.writeString(launcher.resolve("out." + endings.size() + ".0"), printed);
        Files.writeString(launcher.resolve("to"), String.join("", endings));
    }

    private Command program(String name) {
        return Command.of(List.of("python3", "main.py", name), work.toString());
    }

    private Treatment treatment(String kind, String name, boolean holds, @Nullable String makes) {
        return treatment(kind, name, holds, makes, program(name));
    }

    private Treatment treatment(String kind, String name, boolean holds, @Nullable String makes, Command cured) {
        List<Step> steps = makes == null
                ? List.of()
                : List.of(new Step.Run(Command.of(
                        List.of("/bin/sh", "-c", "echo " + name + " >" + makes + "/made"), work.toString())));
        Say title = Say.of("treatment.by-hand.install", "distribution", name);
        return new Draft(kind, title, makes == null ? Scope.NONE : Scope.ISOLATED)
                .changes(makes == null ? List.of() : List.of(new Change(work + "/" + makes, "created")))
                .steps(steps)
                .proof(List.of(
                        Command.of(List.of("/bin/sh", "-c", holds ? "exit 0" : "exit 3", name), work.toString())))
                .cured(cured)
                .identified();
    }

    private Consulted sick() {
        Diagnosis diagnosis = new Diagnosis(
                "abi-tag-mismatch",
                List.of(),
                Certainty.PROVED,
                Basis.DISK,
                "m",
                "d",
                null,
                List.of(),
                List.of(),
                Say.of("cause.abi-tag-mismatch.summary", "interpreter", "Python", "module", "m"),
                List.of());
        return new Consulted(Finding.diagnosed(program("as typed"), null, List.of(diagnosis), List.of()), null);
    }

    private Outcome apply(Consent consent, boolean runs, Treatment... treatments) throws IOException {
        Session session = session();
        NewEnvironments none = new NewEnvironments(
                new LiveMachine(variables(), Host.platform()),
                (python, engine) -> (name, version) -> {
                    throw new AssertionError("the index is asked for " + name + " " + version);
                },
                null,
                false);
        RunFolder run = runs
                ? RunFolder.fromEnvironment(Map.of("TIRYAQ_RUN", launcher.toString()))
                        .orElseThrow()
                : null;
        return new Cure(session, run, journals(), consent, this::answer, true)
                .apply(sick(), List.of(treatments), none)
                .outcome();
    }

    private Approval.Answer answer(Treatment treatment) {
        asked.add(treatment);
        meanwhile.run();
        return said;
    }

    private Journals journals() {
        return Journals.of(variables()).orElseThrow();
    }

    private static List<Outcome.Result> results(Outcome outcome) {
        return outcome.tried().stream().map(Outcome.Tried::result).toList();
    }

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

    /** What the first round sets stays set in the command of the second. */
    @Test
    void aSecondRoundBuildsOnTheFirst() throws IOException, InterruptedException {
        String python = needsPython();
        Files.writeString(work.resolve("json.py"), "");
        Files.writeString(work.resolve("main.py"), "import json\nprint(json.dumps(1))\n");
        ends(1, SHADOWED.formatted(work));
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
        Files.writeString(work.resolve("json.py"), "");
        Files.writeString(work.resolve("main.py"), "import json\nprint(json.dumps(1))\n");
        ends(1, SHADOWED.formatted(work));
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

    private Session called(String verb, String... words) {
        return session("", new Options(verb, Map.of(), List.of(words)));
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

    /** Any Python 3 of the path that lacks what the second failure is about. */
    private static String needsPython() throws IOException, InterruptedException {
        for (String bin : List.of("/usr/local/bin", "/usr/bin", "/bin")) {
            Path python = Path.of(bin, "python3");
            if (Files.isExecutable(python)
                    && new ProcessBuilder(python.toString(), "-c", LACKS)
                                    .start()
                                    .waitFor()
                            == 0) {
                return python.toString();
            }
        }
        assumeTrue(false, "needs a python3 without Flask-Cors");
        return "";
    }
}

package tiryaq.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tiryaq.catalogue.CaseRecording;
import tiryaq.catalogue.Replay;
import tiryaq.trials.casefile.CaseFile;
import tiryaq.trials.casefile.Filling;
import tiryaq.trials.casefile.Json;
import tiryaq.trials.casefile.Trial;
import tiryaq.trials.product.Answer;
import tiryaq.trials.replay.Alive;
import tiryaq.trials.replay.Kept;
import tiryaq.trials.replay.Verdict;
import tiryaq.trials.room.Ran;
import tiryaq.trials.room.TreeSnapshot;

/** What is asked of every case. */
final class Live {
    static final boolean RECORD = Boolean.getBoolean("trials.record");
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private Live() {}

    /** The command fails just as the case file says, and Python itself agrees with the cause. */
    static void failsAsDescribed(SickEnvironment sick) throws IOException, InterruptedException {
        Json expected = sick.expectation("Expected");
        TreeSnapshot before = sick.room().snapshot();
        Ran ran = sick.fail();
        assertThat(before.changesTo(sick.room().snapshot()))
                .as("what the command wrote")
                .isEmpty();
        holdFailure(ran, expected);
        String objections = Oracle.objections(sick, expected);
        assertThat(objections).as("what Python says against it").isEmpty();
        Trial trial = sick.trial();
        if (trial.first()) {
            CaseFile file = trial.file();
            String printed = sick.masked(ran.out() + ran.err()).stripTrailing() + "\n";
            if (Boolean.getBoolean("trials.rewrite")) {
                String text = Files.readString(file.path());
                Files.writeString(file.path(), file.rewritten(text, printed));
            } else {
                assertThat(printed)
                        .as("printed")
                        .isEqualTo(file.block("Printed").stripTrailing() + "\n");
            }
        }
    }

    private static void holdFailure(Ran ran, Json expected) {
        assertThat(ran.exit()).as("the program's exit code: " + ran).isEqualTo((int) expected.number("program"));
        String ends = expected.text("ends");
        if (ends != null) {
            List<String> lines = (ran.out() + ran.err()).stripTrailing().lines().toList();
            assertThat(lines.getLast()).as("last line").isEqualTo(ends);
        }
    }

    /** Examined in this process, recorded and examined again, the answer is the expected one, and one and the same. */
    static void isReplayed(SickEnvironment sick) throws IOException, InterruptedException {
        Ran ran = sick.failed();
        Alive alive = Alive.examine(sick, ran.exit(), ran.out());
        Json expected = sick.expectation("Expected");
        String root = sick.room().root().toString();
        Verdict.hold(alive.examined(), expected, ran.out(), root);
        CaseRecording recording = alive.recording();
        Json neutral = Filling.fill(
                Objects.requireNonNull(sick.trial().file().expectation("Expected")),
                recording.machine().variables());
        Verdict.hold(Replay.examine(recording), neutral, recording.output(), Kept.ROOM);
        if (RECORD && sick.trial().first()) {
            new Kept(sick.trial().file()).keepSick(recording);
        }
    }

    /** What was printed before says nothing about the healed machine. */
    static void isReplayedHealed(SickEnvironment sick) throws IOException, InterruptedException {
        Ran ran = sick.failed();
        Alive alive = Alive.examine(sick, ran.exit(), ran.out());
        Json expected = sick.expectation("Expected");
        if (RECORD && sick.trial().first()) {
            new Kept(sick.trial().file()).keepHealed(alive.recording());
        }
        assertThat(alive.examined().answer().cause())
                .as("%s", alive.examined().answer())
                .isEqualTo(Objects.requireNonNullElse(expected.text("healed"), "unknown"));
    }

    /** {@code diagnose} gives the expected answer and changes nothing. */
    static void isDiagnosed(SickEnvironment sick, Path launcher, String heading)
            throws IOException, InterruptedException {
        TreeSnapshot before = sick.room().snapshot();
        Ran ran = sick.room().sh(sick.line(Oracle.quoted(launcher.toString()) + " diagnose --format json -- "), LIMIT);
        assertThat(before.changesTo(sick.room().snapshot()))
                .as("what diagnose wrote")
                .isEmpty();
        Answer.hold(ran, sick.expectation(heading), sick.room().root());
    }

    /** {@code fix} gives a command that works in a new shell, and {@code undo} gives back the very tree. */
    static void isCuredAndUndone(SickEnvironment sick, Path launcher) throws IOException, InterruptedException {
        Json expected = sick.expectation("Expected");
        String tiryaq = Oracle.quoted(launcher.toString());
        TreeSnapshot before = sick.room().snapshot();
        String options = Objects.requireNonNullElse(expected.text("with"), "");
        Ran ran = sick.room().sh(sick.line(tiryaq + " fix --yes --format json " + options + " -- "), LIMIT);
        Answer.clean(ran);
        assertThat(ran.exit()).as("exit code of fix: " + ran.out() + ran.err()).isEqualTo((int) expected.number("fix"));
        Json outcome = Json.parse(ran.out()).object("outcome");
        if (ran.exit() == 0 && expected.text("cause") != null) {
            assertThat(outcome.text("status")).isEqualTo("cured");
            if (!expected.texts("rounds").isEmpty()) {
                List<String> causes = outcome.objects("rounds").stream()
                        .map(round -> String.valueOf(round.text("cause")))
                        .toList();
                assertThat(causes).as("rounds").isEqualTo(expected.texts("rounds"));
            }
            Ran again = sick.room().sh(pasted(sick, outcome.object("command")), LIMIT);
            assertThat(again.exit()).as("the cured command: " + again).isZero();
            String says = expected.text("says");
            if (says != null) {
                assertThat(again.out()).contains(says);
            }
        }
        String journal = outcome.text("journal");
        if (journal != null) {
            Ran undone = sick.room().sh("exec " + tiryaq + " undo " + Oracle.quoted(journal), LIMIT);
            Answer.clean(undone);
            assertThat(undone.exit()).as("exit code of undo: " + undone).isZero();
        }
        assertThat(before.changesTo(sick.room().snapshot()))
                .as("what is left after undo")
                .isEmpty();
    }

    /**
     * {@code fix --log} makes a cure of what the command printed, without running it; what it gives works, and takes
     * the arguments that a log does not tell. Without {@code --here}, a line that differs makes it a log of elsewhere.
     */
    static void isCuredFromItsLog(SickEnvironment sick, Path launcher) throws IOException, InterruptedException {
        Json expected = sick.expectation("Expected");
        String tiryaq = Oracle.quoted(launcher.toString());
        Ran failing = sick.fail();
        String printed = failing.out() + failing.err();
        Path log = Files.createTempFile("tiryaq", ".log");
        try {
            // The search path of that run is told by the log alone.
            String fix = sick.surroundings() + "unset PYTHONPATH; exec " + tiryaq
                    + " fix --yes --format json --python \"$PYTHON\" --log " + Oracle.quoted(log.toString());
            TreeSnapshot before = sick.room().snapshot();
            Files.writeString(log, printed.replace("    from ", "    from elsewhere "));
            Ran refused = sick.room().sh(fix, LIMIT);
            Answer.clean(refused);
            assertThat(refused.exit())
                    .as("exit code for a log of elsewhere: " + refused)
                    .isEqualTo(1);
            assertThat(Json.parse(refused.out()).object("outcome").text("status"))
                    .isEqualTo("refused");
            assertThat(before.changesTo(sick.room().snapshot()))
                    .as("what it changed")
                    .isEmpty();
            Files.writeString(log, printed);
            Ran ran = sick.room().sh(fix, LIMIT);
            Answer.clean(ran);
            assertThat(ran.exit())
                    .as("exit code of fix: " + ran.out() + ran.err())
                    .isZero();
            Json outcome = Json.parse(ran.out()).object("outcome");
            assertThat(outcome.text("status")).isEqualTo("cured");
            Ran again = sick.room().sh(pasted(sick, outcome.object("command")).stripTrailing() + " --more\n", LIMIT);
            assertThat(again.exit()).as("the cured command: " + again).isZero();
            assertThat(again.out()).contains(String.valueOf(expected.text("says")), "--more");
            String journal = Oracle.quoted(String.valueOf(outcome.text("journal")));
            Ran undone = sick.room().sh("exec " + tiryaq + " undo " + journal, LIMIT);
            assertThat(undone.exit()).as("exit code of undo: " + undone).isZero();
            assertThat(before.changesTo(sick.room().snapshot()))
                    .as("what is left after undo")
                    .isEmpty();
        } finally {
            Files.delete(log);
        }
    }

    /** A command of the answer as a person would paste it into a new shell. */
    private static String pasted(SickEnvironment sick, Json command) {
        StringBuilder script = new StringBuilder();
        script.append("cd ")
                .append(Oracle.quoted(Objects.requireNonNull(command.text("cwd"))))
                .append(" || exit\n");
        command.object("env")
                .texts("unset")
                .forEach(name -> script.append("unset ").append(name).append('\n'));
        for (Map.Entry<String, ?> each :
                command.object("env").object("set").fields().entrySet()) {
            String value = Oracle.quoted(String.valueOf(each.getValue()));
            script.append("export ")
                    .append(each.getKey())
                    .append('=')
                    .append(value)
                    .append('\n');
        }
        script.append("exec");
        command.texts("argv").forEach(word -> script.append(' ').append(Oracle.quoted(word)));
        return sick.surroundings() + script + "\n";
    }

    /** With only the guilty thing made right, the command passes: the cause is the cause. */
    static void heals(SickEnvironment sick) throws IOException, InterruptedException {
        sick.apply("Healed");
        Ran ran = sick.fail();
        assertThat(ran.exit()).as("the healed command: " + ran).isZero();
        String says = sick.expectation("Expected").text("says");
        if (says != null) {
            assertThat(ran.out()).contains(says);
        }
    }

    /** {@code diagnose} finds nothing wrong. */
    static void isHealthy(SickEnvironment sick, Path launcher) throws IOException, InterruptedException {
        Ran ran = sick.room().sh(sick.line(Oracle.quoted(launcher.toString()) + " diagnose --format json -- "), LIMIT);
        Answer.clean(ran);
        assertThat(ran.exit()).isZero();
        assertThat(Json.parse(ran.out()).objects("diagnoses")).isEmpty();
    }

    /** A small step aside, the failure is another one. */
    static void nearMiss(SickEnvironment sick) throws IOException, InterruptedException {
        sick.apply("Near miss");
        Json expected = sick.expectation("Near miss expected");
        holdFailure(sick.fail(), expected);
        assertThat(Oracle.objections(sick, expected))
                .as("what Python says against it")
                .isEmpty();
    }
}

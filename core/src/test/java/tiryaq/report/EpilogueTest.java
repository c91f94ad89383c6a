package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.report.TextOptions.Verbosity;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

class EpilogueTest {
    private static final TextOptions ALL = new TextOptions("en", 200, false, Verbosity.VERBOSE);

    @Test
    void aProofThatIsALongProgramIsShortenedInTextAndWholeInJson() {
        String program = "import a\n" + "# \ud83d\udc0d and more of it\n".repeat(40) + "print('the end')";
        Command proof = Command.of(List.of("python", "-c", program, "cffi"), "/home/kim");
        Finding cured = Samples.founding()
                .after(new Outcome(
                        Outcome.Status.CURED,
                        Samples.CURED,
                        List.of(new Outcome.Round("abi-tag-mismatch", "9b2f41e0")),
                        "j1",
                        List.of(new Outcome.Proof(proof, 0), new Outcome.Proof(Samples.CURED, 0))));
        assertThat(Report.text(cured, ALL))
                .contains("ended with 0 (shortened; `--format json` has all of it):\n", "import a", "cffi\n")
                .contains("Run as proof, ended with 0:\n")
                .doesNotContain("the end");
        assertThat(Report.json(cured, "en")).contains("the end");
    }

    /** A pin that no release has was passed over for another treatment. */
    @Test
    void whatCouldNotBeHadIsNamedAfterACure() {
        Say why = Say.of("treatment.failed.no-wheel", "requirement", "zq==9.9").as(Say.Sense.NO_WHEEL);
        Finding cured = Samples.founding()
                .after(new Outcome(
                        Outcome.Status.CURED,
                        Samples.CURED,
                        List.of(new Outcome.Round("abi-tag-mismatch", "9b2f41e0")),
                        "j1",
                        List.of(),
                        List.of(new Outcome.Tried("gone", Outcome.Result.FAILED, why))));
        assertThat(Report.text(cured, new TextOptions("en", 200, false, Verbosity.NORMAL)))
                .contains("tried first", "zq==9.9");
    }

    @Test
    void theInstallersOwnWordsAreTold() {
        Say why = Say.of("treatment.failed.unreachable");
        Outcome.Tried told =
                new Outcome.Tried("t1", Outcome.Result.FAILED, why, Set.of(), List.of("ERROR: one", "ERROR: two"));
        Finding failed = Samples.founding()
                .after(new Outcome(Outcome.Status.NOT_CURED, null, List.of(), null, List.of(), List.of(told)));
        assertThat(Report.text(failed, ALL)).contains("The installer said: ERROR: one / ERROR: two");
        assertThat(Report.json(failed, "en")).contains("\"said\":[\"ERROR: one\",\"ERROR: two\"]");
    }

    @Test
    void aNewEnvironmentIsActivatedWhereThatMakesTheTypedCommandWork() {
        TextOptions normal = new TextOptions("en", 80, false, Verbosity.NORMAL);
        assertThat(Report.text(Samples.cured(), normal))
                .contains("\n. /home/kim/project/.venv/bin/activate\n\nTo take it back:\n")
                .doesNotContain("Nothing on the disk was changed");
    }

    @Test
    void onlyWhatActivatingStartsInTheSameWayIsActivated() {
        List<String> working = List.of("/p/.venv/bin/python", "a.py");
        assertThat(activation(List.of("python3", "a.py"), working)).isEqualTo("/p/.venv/bin/activate");
        assertThat(activation(List.of("pytest", "-q"), List.of("/p/.venv/bin/pytest", "-q")))
                .isEqualTo("/p/.venv/bin/activate");
        assertThat(activation(List.of("python3.11", "a.py"), working)).isNull();
        assertThat(activation(List.of("/usr/bin/python3", "a.py"), working)).isNull();
        assertThat(activation(List.of("python", "b.py"), working)).isNull();
        Command script = Command.of(List.of("./run.sh"), "/p");
        Command onPath = script.with(Map.of("PATH", "/p/.venv/bin:/usr/bin"), new TreeSet<>());
        assertThat(Activation.of(script, onPath)).isEqualTo("/p/.venv/bin/activate");
        assertThat(Activation.of(script, onPath.with(Map.of(), new TreeSet<>(List.of("PYTHONPATH")))))
                .isNull();
        assertThat(Activation.of(script, onPath.with(Map.of("A", "b"), new TreeSet<>())))
                .isNull();
    }

    private static @Nullable String activation(List<String> typed, List<String> working) {
        return Activation.of(Command.of(typed, "/p"), Command.of(working, "/p"));
    }

    @Test
    void whereNothingWasMadeThereIsNothingToTakeBack() {
        Command other = Command.of(List.of("/usr/bin/python3.11", "scripts/supabase/fetch.py"), "/home/kim/project");
        Finding cured = Samples.founding()
                .after(new Outcome(
                        Outcome.Status.CURED,
                        other,
                        List.of(new Outcome.Round("abi-tag-mismatch", "9b2f41e0")),
                        null,
                        List.of(new Outcome.Proof(other, 0))));
        assertThat(Report.text(cured, ALL))
                .startsWith("cd /home/kim/project && /usr/bin/python3.11 ")
                .endsWith("Nothing on the disk was changed, so there is nothing to take back.\n")
                .doesNotContain("activate", "tiryaq undo");
    }

    /** The project's own environment is activated as ever, but not one that was moved: that leads to its old place. */
    @Test
    void aMovedEnvironmentIsNotToBeActivated() {
        Treatment standing = Samples.treatment("0a", Say.of("text.found"), Scope.NONE, List.of(), List.of());
        Treatment own = new Treatment(
                standing.id(),
                Treatments.PROJECT_ENVIRONMENT,
                standing.title(),
                standing.scope(),
                standing.reversible(),
                standing.needs(),
                standing.installs(),
                standing.changes(),
                standing.steps(),
                standing.proof(),
                standing.cured(),
                "");
        for (String cause : List.of("other-interpreter", "venv-broken")) {
            Finding sick = Finding.diagnosed(
                    Samples.COMMAND,
                    Samples.interpreter(),
                    List.of(Samples.diagnosis(Samples.evidence())),
                    List.of(List.of(own)));
            Finding cured = sick.after(new Outcome(
                    Outcome.Status.CURED, Samples.CURED, List.of(new Outcome.Round(cause, "0a")), null, List.of()));
            String text = Report.text(cured, new TextOptions("en", 80, false, Verbosity.NORMAL));
            assertThat(text.contains("/.venv/bin/activate")).as(text).isEqualTo(cause.equals("other-interpreter"));
        }
    }

    @Test
    void whatWasTakenBackForWantOfConsentDidNotFail() {
        Finding declined = Samples.founding().after(Samples.triedInVain(Outcome.Result.UNCOVERED));
        assertThat(Report.text(declined, ALL)).contains("was not approved").doesNotContain("failed its proof");
        Finding refuted = Samples.founding().after(Samples.triedInVain(Outcome.Result.REFUTED));
        assertThat(Report.text(refuted, ALL)).contains("failed its proof").doesNotContain("was not approved");
    }

    /** Who asked for a cure is told first that there is none. */
    @Test
    void quietSaysWhatBecameOfIt() {
        TextOptions quiet = new TextOptions("en", 80, false, TextOptions.Verbosity.QUIET);
        Finding sick = Samples.founding();
        String only = Report.text(sick, quiet).strip();
        for (Outcome.Status status : List.of(Outcome.Status.NOT_CURED, Outcome.Status.ROLLED_BACK)) {
            String line = Report.text(sick.after(new Outcome(status, null, List.of(), null, List.of())), quiet);
            assertThat(line).startsWith("Not cured").endsWith(only + "\n");
            assertThat(line.lines()).hasSize(1);
        }
    }

    /** Who serves until it is ended has not failed. */
    @Test
    void endedByItsUserIsNoFailure() {
        Finding cured = Samples.cured();
        Outcome outcome = java.util.Objects.requireNonNull(cured.outcome());
        for (int code : List.of(0, 130, 143, 1)) {
            List<Outcome.Proof> proof =
                    List.of(new Outcome.Proof(java.util.Objects.requireNonNull(outcome.command()), code));
            String key = Epilogue.cured(
                    cured, new Outcome(outcome.status(), outcome.command(), outcome.rounds(), null, proof));
            assertThat(key)
                    .isEqualTo(
                            code == 0
                                    ? "outcome.cured"
                                    : code == 1 ? "outcome.cured.own-failure" : "outcome.cured.ended");
        }
    }
}

package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tiryaq.command.Command;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Say;
import tiryaq.report.TextOptions.Verbosity;
import tiryaq.treatment.LoadChain;
import tiryaq.treatment.Needs;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.OwnFiles;
import tiryaq.treatment.Program;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** What an answer ends with once treatments were tried. */
class NextStepTest {
    private static final TextOptions NORMAL = new TextOptions("en", 80, false, Verbosity.NORMAL);
    private static final String COMMAND = " -- python scripts/supabase/fetch.py\n";

    private static String after(Outcome.Status status, Outcome.Tried... tried) {
        Outcome outcome = new Outcome(status, null, List.of(), null, List.of(), List.of(tried));
        return Report.text(Samples.founding().after(outcome), NORMAL);
    }

    private static Outcome.Tried tried(int number, Outcome.Result result) {
        return new Outcome.Tried(
                Samples.treatments().get(number - 1).id(),
                result,
                Samples.treatments().getFirst().title());
    }

    @Test
    void theNextOneIsOfferedAndTheRefutedOneMarked() {
        String text = after(Outcome.Status.ROLLED_BACK, tried(1, Outcome.Result.REFUTED));
        assertThat(text).endsWith("to do 2 and prove it:\ntiryaq fix --plan 9b2f41e0" + COMMAND);
        assertThat(text.replaceAll("\\s+", " ")).containsOnlyOnce("tried and taken back: no cure");
        assertThat(after(Outcome.Status.NOT_CURED, tried(1, Outcome.Result.FAILED)))
                .containsPattern("it\\s+could\\s+not\\s+be\\s+applied")
                .endsWith("tiryaq fix --plan 9b2f41e0" + COMMAND);
    }

    /** The reason is no half of the sentence before it. */
    @Test
    void whyItWasInVainIsASentence() {
        Say failed = Say.of("treatment.failed.no-wheel", "requirement", "zq==9.9");
        Say refuted = Say.of("treatment.failed.proof", "command", "python app.py", "exitCode", "1");
        String id = Samples.treatments().getFirst().id();
        assertThat(after(Outcome.Status.NOT_CURED, new Outcome.Tried(id, Outcome.Result.FAILED, failed))
                        .replaceAll("\\s+", " "))
                .contains("tried: it could not be applied. Not possible: no wheel of zq==9.9");
        assertThat(after(Outcome.Status.ROLLED_BACK, new Outcome.Tried(id, Outcome.Result.REFUTED, refuted))
                        .replaceAll("\\s+", " "))
                .contains("tried and taken back: no cure. No cure: python app.py, run as proof, ended with 1");
    }

    @Test
    void whyNothingWasAppliedIsSaidOnce() {
        for (String why : List.of("cli.needs-yes", "cli.others-remain", "cli.rerun-proves", "cli.rerun-decides")) {
            String said = Report.text(Say.of(why), NORMAL) + after(Outcome.Status.REFUSED);
            assertThat(said.replaceAll("\\s+", " "))
                    .containsOnlyOnce("Not applied")
                    .containsOnlyOnce("Nothing was changed");
        }
    }

    @Test
    void whatWasChosenKeepsItsNumber() {
        Finding chosen = Samples.founding().curable(Samples.treatments().subList(1, 2), 2);
        assertThat(Report.text(chosen, NORMAL))
                .contains("\n 2. Make a new environment")
                .doesNotContain("\n 1. ")
                .endsWith("Next, to do 2 and prove it:\ntiryaq fix --plan 9b2f41e0" + COMMAND);
    }

    @Test
    void whatIsDoneByHandIsNeverOfferedAsAPlan() {
        String text =
                after(Outcome.Status.ROLLED_BACK, tried(1, Outcome.Result.REFUTED), tried(2, Outcome.Result.FAILED));
        assertThat(text).doesNotContain("fix --plan").endsWith("cd / && apt install --reinstall python3-cffi\n");
    }

    private static Treatment installing(String distribution) {
        Say title = Say.of("treatment.by-hand.install", "distribution", distribution);
        Command pip = Command.of(List.of("/p/.venv/bin/python", "-m", "pip", "install", distribution), "/p");
        return Treatments.byHand(title, Scope.ISOLATED, title, pip, List.of());
    }

    /** The same step by hand is refuted with it; one that installs something else is not. */
    @Test
    void whatItsProofRefutedIsNotToBeDoneByHand() {
        Treatment made = Samples.treatments().get(1);
        Say why = Say.of("treatment.failed.proof.said", "words", "AttributeError: no Callable");
        Outcome outcome = new Outcome(
                Outcome.Status.NOT_CURED,
                null,
                List.of(),
                null,
                List.of(),
                List.of(new Outcome.Tried(made.id(), Outcome.Result.REFUTED, why, Set.of("zq", "early==1.0"))));
        Finding tried =
                Samples.founding().curable(List.of(made, installing("zq")), 1).after(outcome);
        String text = Report.text(tried, NORMAL).replaceAll("\\s+", " ");
        TextOptions all = new TextOptions("en", 80, false, Verbosity.VERBOSE);
        assertThat(Report.text(tried, all).replaceAll("\\s+", " ")).contains("would install the same");
        assertThat(text)
                .contains("its proof ended with: AttributeError: no Callable", "Left to try")
                .doesNotContain("pip install")
                .endsWith("tiryaq explain abi-tag-mismatch ");
        Finding another = tried.curable(List.of(made, installing("zq"), installing("zq==2.0")), 1);
        assertThat(Report.text(another, NORMAL)).endsWith("pip install zq==2.0\n");
    }

    /** What the program imports on purpose is not renamed by a command alone. */
    @Test
    void aRenamingWithMoreToDoIsNoCommandToCopy() {
        Treatment alone = OwnFiles.renamed("/app/zq.py", "my_zq.py", List.of());
        assertThat(Report.text(Samples.founding().curable(List.of(alone), 1), NORMAL))
                .endsWith("Next, by hand:\ncd /app && mv zq.py my_zq.py\n");
        Treatment used = OwnFiles.renamed("/app/zq.py", "my_zq.py", List.of("/app/run.py"));
        assertThat(Report.text(Samples.founding().curable(List.of(used), 1), NORMAL))
                .contains("/app/run.py")
                .doesNotContain("Next, by hand");
    }

    @Test
    void whatWasUncoveredIsGoneOnWith() {
        assertThat(after(Outcome.Status.ROLLED_BACK, tried(2, Outcome.Result.UNCOVERED)))
                .containsPattern("another\\s+failure\\s+showed")
                .endsWith("tiryaq fix --yes" + COMMAND);
    }

    @Test
    void nothingIsOfferedBeforeWhatIsHalfDoneIsPutBack() {
        assertThat(after(Outcome.Status.ROLLBACK_FAILED, tried(1, Outcome.Result.REFUTED)))
                .doesNotContain("fix --plan");
    }

    /** What no proof is about, only the program itself can show to be gone; a log shows nothing again. */
    @Test
    void aFailureThatWouldStayOpenCallsForTheProgram() {
        Finding both = Samples.founding().beside(Samples.founding().diagnoses(), 0);
        String text = Report.text(both, NORMAL);
        assertThat(text).contains("also wrong").endsWith("tiryaq fix --plan 5d1c0a77 --rerun" + COMMAND);
        assertThat(text.lines().count()).isLessThanOrEqualTo(24);
        assertThat(Report.text(both.fromLog("a.log", false, null), NORMAL)).doesNotContain("fix --plan");
    }

    /** No import shows what a program looks for in its own folder, and one that had begun is not run again unasked. */
    @Test
    void aScriptWithoutItsFolderIsProvedByRunningIt() {
        Program program = new Program(List.of(), List.of("fetch.py"), "/srv", "/srv", Map.of(), new TreeSet<>());
        LoadChain chain = new LoadChain(List.of("random"), List.of(), false);
        Treatment safe = Treatments.safePath(program, "/usr/bin/python3", true, "/srv", chain);
        Finding begun = Samples.founding().curable(List.of(safe), 1);
        assertThat(Report.text(begun, NORMAL)).contains("tiryaq fix --plan " + safe.id() + " --rerun -- ");
        assertThat(Report.text(begun.whileImporting(true), NORMAL)).contains("tiryaq fix --plan " + safe.id() + " -- ");
        Finding log = Finding.diagnosed(null, null, Samples.founding().diagnoses(), List.of(List.of(safe)))
                .fromLog("a.log", false, null);
        assertThat(Report.text(log, NORMAL)).as("it would refuse").doesNotContain("fix --plan");
        Command ran = Command.of(List.of("/usr/bin/python3", "fetch.py"), "/srv")
                .with(Map.of("PYTHONPATH", "/opt/libs"), new TreeSet<>());
        assertThat(Report.text(log.ranBy(ran), NORMAL))
                .endsWith("cd /srv && env PYTHONPATH=/opt/libs tiryaq fix --rerun -- /usr/bin/python3 fetch.py\n");
    }

    /** Without its input the program is another one, and nobody can run it again for a proof. */
    @Test
    void aProgramThatCameThroughInputHasToBeGivenAgain() {
        Finding input = Samples.founding().throughInput(true);
        assertThat(Report.text(input, NORMAL).replaceAll("\\s+", " "))
                .contains("came through standard input, so give it that once more: tiryaq fix --plan 5d1c0a77 -- ");
        Finding both = input.beside(input.diagnoses(), 0);
        assertThat(Report.text(both, NORMAL)).doesNotContain("--rerun");
        Outcome cured = new Outcome(Outcome.Status.CURED, Samples.CURED, List.of(), null, List.of());
        assertThat(Report.text(input.after(cured), NORMAL).replaceAll("\\s+", " "))
                .contains("needs the same input again. The program itself was not run again");
    }

    /** Who asked for a cure is not sent back to the diagnosis. */
    @Test
    void aFixThatNeedsToKnowThePythonLeadsToAFix() {
        Command naming = Command.of(List.of("tiryaq", "diagnose", "--python", "/opt/python", "--log", "a.log"), ".");
        Finding log = certain(Certainty.LIKELY).fromLog("a.log", false, naming);
        Outcome refused = new Outcome(Outcome.Status.REFUSED, null, List.of(), null, List.of());
        assertThat(Report.text(log, NORMAL)).endsWith("\ntiryaq diagnose --python /opt/python --log a.log\n");
        assertThat(Report.text(log.after(refused), NORMAL)).endsWith("\ntiryaq fix --python /opt/python --log a.log\n");
        Command piped = Command.of(List.of("tiryaq", "diagnose", "--python", "/opt/python"), ".");
        assertThat(Report.text(
                        certain(Certainty.LIKELY).fromLog("-", false, piped).after(refused), NORMAL))
                .endsWith("\ntiryaq fix --log - --python /opt/python\n");
    }

    @Test
    void anotherTreatmentIsTakenByItsNumber() {
        assertThat(Report.another(Samples.founding(), 2, NORMAL))
                .isEqualTo("Next, to take 2 instead:\ntiryaq fix --treatment 2" + COMMAND);
        TextOptions python =
                new TextOptions("en", 80, false, Verbosity.NORMAL, "tiryaq", List.of("--python", "/opt/python"));
        assertThat(Report.another(Samples.founding().fromLog("a.log", false, null), 3, python))
                .endsWith("tiryaq fix --treatment 3 --python /opt/python --log a.log" + COMMAND);
    }

    /** Without it, the next call would examine another interpreter and know no such plan. */
    @Test
    void theNextCallMeansTheSamePatient() {
        TextOptions options =
                new TextOptions("en", 80, false, Verbosity.NORMAL, "tiryaq", List.of("--python", "/opt/a b/python"));
        assertThat(Report.text(Samples.founding(), options))
                .endsWith("tiryaq fix --plan 5d1c0a77 --python '/opt/a b/python'" + COMMAND);
    }

    /** Who asked for Arabic and for no question is not asked in English by the next call. */
    @Test
    void theNextCallHasWhatTheUserChose() {
        TextOptions.Chosen chosen = new TextOptions.Chosen(List.of("--lang", "en"), List.of("--yes", "--rerun"));
        TextOptions options =
                new TextOptions("en", 80, false, Verbosity.NORMAL, "tiryaq", List.of("--offline"), chosen, "");
        assertThat(Report.text(Samples.founding(), options))
                .endsWith("\ntiryaq fix --lang en --yes --rerun --plan 5d1c0a77 --offline" + COMMAND);
        assertThat(Report.another(Samples.founding(), 2, options))
                .endsWith("\ntiryaq fix --lang en --yes --rerun --treatment 2 --offline" + COMMAND);
        assertThat(Report.text(Samples.cured(), options)).contains("\ntiryaq undo --lang en ");
        Command naming = Command.of(List.of("tiryaq", "diagnose", "--python", "/opt/python", "--log", "a.log"), ".");
        assertThat(Report.text(certain(Certainty.LIKELY).fromLog("a.log", false, naming), options))
                .endsWith("\ntiryaq diagnose --lang en --python /opt/python --log a.log\n");
        assertThat(Report.next(Say.of("text.next.instead"), List.of("tiryaq", "fix", "--log", "a.log"), options))
                .as("what does not go with a log is not given with it")
                .endsWith("\ntiryaq fix --lang en --yes --log a.log\n");
        Finding untreated = certain(Certainty.PROVED).curable(List.of(), 1);
        assertThat(Report.text(untreated, options))
                .endsWith("\ntiryaq explain --lang en "
                        + untreated.diagnoses().getFirst().cause() + "\n");
        assertThat(Report.next(Say.of("text.next.instead"), List.of("tiryaq", "fix", "--yes", "--", "fix"), options))
                .endsWith("\ntiryaq fix --lang en --rerun --yes -- fix\n");
    }

    /** The cure proves what the look would only show; an assumption is nothing that a log could prove. */
    @Test
    void aLogThatIsActedOnLeadsToTheCure() {
        Command look = Command.of(List.of("python", "-c", "print()"), ".");
        Finding likely = certain(Certainty.LIKELY).fromLog("a.log", false, look);
        assertThat(Report.text(likely, NORMAL))
                .doesNotContain("python -c")
                .endsWith("tiryaq fix --plan 5d1c0a77 --log a.log" + COMMAND);
        assertThat(Report.text(likely.fromLog("-", false, look), NORMAL))
                .endsWith("tiryaq fix --plan 5d1c0a77" + COMMAND);
        assertThat(Report.text(likely.curable(List.of(), 1), NORMAL)).contains("python -c");
        assertThat(Report.text(certain(Certainty.POSSIBLE).fromLog("a.log", false, look), NORMAL))
                .contains("python -c");
        Command naming = Command.of(List.of("tiryaq", "diagnose", "--python", "/opt/python"), ".");
        assertThat(Report.text(likely.fromLog("a.log", false, naming), NORMAL)).endsWith("--python /opt/python\n");
    }

    private static Finding certain(Certainty certainty) {
        Finding founding = Samples.founding();
        return Finding.diagnosed(
                founding.command(),
                founding.interpreter(),
                List.of(founding.diagnoses().getFirst().atMost(certainty)),
                List.of(founding.treatmentsOf(0)));
    }

    @Test
    void whatNeedsTheForbiddenNetworkIsShownAndNotOffered() {
        TextOptions offline = new TextOptions("en", 80, false, Verbosity.NORMAL, "tiryaq", List.of("--offline"));
        Treatment withheld = new Treatment(
                "77aa0011",
                "new-environment",
                Samples.treatments().get(1).title(),
                Scope.ISOLATED,
                false,
                new Needs(true, false, -1),
                List.of("cffi"),
                List.of(),
                List.of(new Step.Manual(Say.of("text.step.make"), Samples.COMMAND)),
                List.of(),
                Samples.CURED);
        String text = Report.text(Samples.founding().curable(List.of(withheld), 1), offline);
        assertThat(text)
                .contains("forbids")
                .doesNotContain("by hand", "undo", "fix --plan")
                .endsWith("tiryaq diagnose" + COMMAND);
        String both = Report.text(
                Samples.founding()
                        .curable(List.of(withheld, Samples.treatments().getLast()), 1),
                offline);
        assertThat(both).endsWith("cd / && apt install --reinstall python3-cffi\n");
    }

    /** A step that leaves something to the person does more than what was tried in vain, and says what. */
    @Test
    void whatLeavesMoreToThePersonIsNotRefutedWithIt() {
        Say title = Say.of("treatment.by-hand.rest", "path", "/p/.venv", "distribution", "zq", "modules", "zqown");
        Command pip = Command.of(List.of("/p/.venv/bin/python", "-m", "pip", "install", "zq"), "/p");
        Step install = new Step.Manual(Say.of("treatment.by-hand.install", "distribution", "zq"), pip);
        Step more = new Step.Manual(Say.of("text.step.rest", "modules", "zqown"), null);
        Outcome outcome = new Outcome(
                Outcome.Status.NOT_CURED,
                null,
                List.of(),
                null,
                List.of(),
                List.of(new Outcome.Tried("t", Outcome.Result.REFUTED, title, Set.of("zq"))));
        assertThat(outcome.refutes(Treatments.byHand(title, Scope.ISOLATED, List.of(install))))
                .isTrue();
        assertThat(outcome.refutes(Treatments.byHand(title, Scope.ISOLATED, List.of(install, more))))
                .isFalse();
    }

    /** What was tried is an environment of its own; one that stands has more in it, and the same may suffice there. */
    @Test
    void whatGoesIntoAStandingEnvironmentIsNotRefutedByANewOne() {
        Say title = Say.of("treatment.by-hand.install", "distribution", "zq");
        Command pip = Command.of(List.of("/p/.venv/bin/python", "-m", "pip", "install", "zq"), "/p");
        Treatment standing = Treatments.byHand(title, Scope.ENVIRONMENT, List.of(new Step.Manual(title, pip)));
        Treatment made = Samples.treatments().get(1);
        Outcome outcome = new Outcome(
                Outcome.Status.NOT_CURED,
                null,
                List.of(),
                null,
                List.of(),
                List.of(new Outcome.Tried(made.id(), Outcome.Result.REFUTED, title, Set.of("zq"))));
        assertThat(outcome.refutes(standing)).isFalse();
        String text = Report.text(
                Samples.founding().curable(List.of(made, standing), 1).after(outcome), NORMAL);
        assertThat(text)
                .endsWith("cd /p && /p/.venv/bin/python -m pip install zq\n")
                .doesNotContain("by hand it would not", "would install the same");
        String alone = Report.text(Samples.founding().curable(List.of(made), 1).after(outcome), NORMAL);
        assertThat(alone).contains("did not suffice").doesNotContain("by hand it would not");
    }
}

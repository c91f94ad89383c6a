package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tiryaq.command.Command;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Owner;
import tiryaq.diagnosis.Say;
import tiryaq.report.TextOptions.Verbosity;
import tiryaq.report.messages.Inert;
import tiryaq.report.messages.Language;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Prose;
import tiryaq.treatment.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ReportTest {
    private static final TextOptions NORMAL = new TextOptions("en", 80, false, Verbosity.NORMAL);
    private static final TextOptions VERBOSE = new TextOptions("en", 80, false, Verbosity.VERBOSE);
    private static final TextOptions QUIET = new TextOptions("en", 80, false, Verbosity.QUIET);
    private static final String FIX = "tiryaq fix --plan 5d1c0a77 -- python scripts/supabase/fetch.py";

    @Test
    void theFoundingFailureFitsOneScreenInEveryLanguageAndSaysAllThatMatters() {
        for (String language : Language.KNOWN) {
            String text = Report.text(Samples.founding(), new TextOptions(language, 80, false, Verbosity.NORMAL));
            assertThat(TextForm.rows(text, 80)).as(text).isLessThanOrEqualTo(23);
            assertThat(text)
                    .contains("_cffi_backend", "scripts/supabase/fetch.py:3", "cryptography.hazmat._oid:9")
                    .contains(
                            "supabase 2.10.0",
                            "PyJWT 2.10.1",
                            "cryptography 41.0.7",
                            Samples.WANTED,
                            Samples.DEBIAN + Samples.FOUND)
                    .contains("python3-cffi-backend 1.15.1-5+b1")
                    .endsWith("\n" + FIX + "\n");
        }
    }

    @Test
    void theMostImportantLineIsFirst() {
        String[] lines = Report.text(Samples.founding(), NORMAL).split("\n", -1);
        assertThat(lines[0]).startsWith("Python 3.13 cannot load _cffi_backend:");
    }

    @Test
    void quietIsOneLine() {
        assertThat(Report.text(Samples.founding(), QUIET))
                .endsWith("[abi-tag-mismatch]\n")
                .containsOnlyOnce("\n");
        assertThat(Report.text(Samples.cured(), QUIET))
                .isEqualTo("cd /home/kim/project && /home/kim/project/.venv/bin/python scripts/supabase/fetch.py"
                        + "  # tiryaq undo 20260101-9b2f\n");
    }

    @Test
    void verboseHasTheWholeChainAndAllEvidence() {
        String text = Report.text(Samples.founding(), VERBOSE);
        for (Link link : Samples.chain()) {
            assertThat(text).contains(link.line() > 0 ? link.file() + ":" + link.line() : link.file());
        }
        assertThat(text.replaceAll("\\s+", " "))
                .contains("/home/kim/jwt.py is found first and hides /opt/jwt/__init__.py.")
                .contains("Line 12 of the output says: ModuleNotFoundError: No module named '_cffi_backend'")
                .contains("apt install --reinstall python3-cffi")
                .contains("cd /home/kim/project && /usr/bin/python3.13 -m venv .venv");
    }

    @Test
    void afterACureTheFirstLineIsTheCommandThatWorksAndTheLastOneUndoes() {
        for (Verbosity verbosity : List.of(Verbosity.NORMAL, Verbosity.VERBOSE)) {
            String[] lines = Report.text(Samples.cured(), new TextOptions("en", 80, false, verbosity))
                    .split("\n", -1);
            assertThat(lines[0])
                    .isEqualTo("cd /home/kim/project && /home/kim/project/.venv/bin/python scripts/supabase/fetch.py");
            assertThat(lines[lines.length - 2]).isEqualTo("tiryaq undo 20260101-9b2f");
        }
    }

    @Test
    void everyOutcomeHasAHeadline() {
        for (Outcome.Status status : Outcome.Status.values()) {
            Outcome outcome = new Outcome(status, null, List.of(), "j1", List.of());
            String text = Report.text(Samples.founding().after(outcome), NORMAL);
            assertThat(text).doesNotContain("outcome.");
        }
        Outcome broken = new Outcome(Outcome.Status.ROLLBACK_FAILED, null, List.of(), "j1", List.of());
        assertThat(Report.text(Samples.founding().after(broken), NORMAL)).contains("\ntiryaq undo j1\n");
    }

    @Test
    void whatWasNotTriedIsNotSaidToHaveFailedItsProof() {
        Say why = Say.of("treatment.failed.offline");
        Outcome.Tried failed = new Outcome.Tried("t1", Outcome.Result.FAILED, why);
        Outcome.Tried refuted = new Outcome.Tried("t2", Outcome.Result.REFUTED, why);
        assertThat(notCured(Samples.founding(), List.of(failed)))
                .startsWith("Not cured: no treatment could be carried out")
                .contains("and `--offline` was given.");
        assertThat(notCured(Samples.founding(), List.of(failed, refuted)))
                .startsWith("Not cured: no treatment that was tried passed its proof.");
        assertThat(notCured(Samples.founding(), List.of())).startsWith("Not cured: there was no treatment");
        assertThat(notCured(Samples.unknown(null, null, "words"), List.of())).contains("nothing was tried");
    }

    private static String notCured(Finding finding, List<Outcome.Tried> tried) {
        Outcome outcome = new Outcome(Outcome.Status.NOT_CURED, null, List.of(), null, List.of(), tried);
        return Report.text(finding.after(outcome), NORMAL).replaceAll("\\s+", " ");
    }

    @Test
    void whoIsAskedNeedsNoCommandToGiveNext() {
        assertThat(Report.text(Samples.founding(), NORMAL)).contains("\ntiryaq fix --plan ");
        for (Verbosity verbosity : Verbosity.values()) {
            assertThat(Report.question(Samples.founding(), new TextOptions("en", 80, false, verbosity)))
                    .contains("[abi-tag-mismatch]")
                    .doesNotContain("tiryaq fix");
        }
    }

    /** As long as the screen has room, no way is hidden in any language. */
    @Test
    void noWayIsHiddenWhereThereIsRoom() {
        for (String language : List.of("en", "ar", "hi")) {
            TextOptions options = new TextOptions(language, 80, false, Verbosity.NORMAL);
            int all = Samples.treatments().size();
            String text = Report.text(Samples.founding(), options);
            int shown = 0;
            for (int i = 1; i <= all; i++) {
                shown += text.contains(" " + i + ". ") ? 1 : 0;
            }
            int rows = TextForm.rows(text, 80);
            // A way takes three rows at most; the line that counts those left out goes with the last one.
            assertThat(shown == all || rows > 20).as(text).isTrue();
        }
    }

    @Test
    void aLogAloneIsLikelyAndEndsWithTheProbeThatDecides() {
        Diagnosis proved = Samples.diagnosis(List.of());
        Diagnosis likely = new Diagnosis(
                proved.cause(),
                List.of(),
                Certainty.LIKELY,
                proved.basis(),
                proved.module(),
                null,
                null,
                List.of(),
                List.of(),
                proved.summary(),
                List.of());
        Command probe = Command.of(List.of("python", "-c", "import _cffi_backend"), "");
        String text = Report.text(
                Finding.diagnosed(null, null, List.of(likely), List.of()).fromLog("a.log", true, probe), NORMAL);
        assertThat(text).contains("likely, not proved", "cut off").endsWith("\npython -c \"import _cffi_backend\"\n");
    }

    /** Weaker explanations are for those who ask for more; what can be done is about the answer alone. */
    @Test
    void alternativesFollowTheAnswerWhereMoreIsAskedFor() {
        Diagnosis answer = Samples.diagnosis(List.of()).atMost(Certainty.LIKELY);
        Diagnosis other = new Diagnosis(
                "distribution-missing",
                List.of(),
                Certainty.POSSIBLE,
                Basis.LOG,
                "_cffi_backend",
                "cffi",
                null,
                List.of(),
                List.of(),
                Say.of("cause.distribution-missing.summary.log", "module", "_cffi_backend", "distribution", "cffi"),
                List.of());
        Finding finding =
                Finding.diagnosed(Samples.COMMAND, null, List.of(answer, other), List.of(Samples.treatments()));
        assertThat(Report.text(finding, VERBOSE)).contains("or else").contains("distribution-missing");
        assertThat(Report.text(finding, NORMAL)).doesNotContain("distribution-missing");
        JsonNode diagnoses =
                new ObjectMapper().readTree(Report.json(finding, "en")).get("diagnoses");
        assertThat(diagnoses).hasSize(2);
        assertThat(diagnoses.get(0).get("treatments"))
                .hasSize(Samples.treatments().size());
        assertThat(diagnoses.get(1).get("treatments")).isEmpty();
        assertThat(diagnoses.get(1).get("cause").asString()).isEqualTo("distribution-missing");
        assertThat(diagnoses.get(1).get("certainty").asString()).isEqualTo("possible");
    }

    @Test
    void theSignalThatTheProgramDiedOfIsNamedOnce() {
        for (String language : Language.KNOWN) {
            TextOptions options = new TextOptions(language, 80, false, Verbosity.NORMAL);
            for (Finding finding : List.of(
                    Samples.founding(),
                    Samples.ownFailure(null, null, "MemoryError"),
                    Samples.unknown(null, null, "ImportError: x"),
                    Samples.ownFailure(null, null, ""),
                    Samples.unknown(null, null, ""))) {
                assertThat(Report.text(finding.ended(null, "SIGSEGV"), options)).containsOnlyOnce("SIGSEGV");
                assertThat(Report.text(finding.ended(139, null), options)).doesNotContain("SIGSEGV");
            }
        }
        String text = Report.text(Samples.founding().ended(null, "SIGBUS"), NORMAL);
        assertThat(text).contains("\nThe program was killed by SIGBUS.\n");
        assertThat(TextForm.rows(text, 80)).isLessThanOrEqualTo(23);
        Finding silent = Samples.unknown(null, null, "").ended(null, "SIGSEGV", 139);
        assertThat(Report.text(silent, NORMAL)).startsWith("The program was killed by SIGSEGV (139) without");
        TextOptions quiet = new TextOptions("en", 80, false, Verbosity.QUIET);
        assertThat(Report.text(Samples.founding().ended(null, "SIGBUS", 135), quiet))
                .endsWith("The program was killed by SIGBUS (135).\n")
                .hasLineCount(1);
    }

    /** Whatever else there is to tell of the first: what is wrong comes before it. */
    @Test
    void bothFailuresAreNamedBeforeTheFirstIsExplained() {
        Finding both = Samples.founding().beside(Samples.founding().diagnoses(), 0);
        String text = Report.text(both, NORMAL);
        assertThat(text.indexOf("also wrong"))
                .isBetween(1, text.indexOf("scripts/supabase/fetch.py:3"))
                .isLessThan(text.indexOf("wanted"));
        TextOptions quiet = new TextOptions("en", 80, false, Verbosity.QUIET);
        assertThat(Report.text(both, quiet))
                .endsWith("Also wrong: _cffi_backend [abi-tag-mismatch].\n")
                .hasLineCount(1);
    }

    @Test
    void aDistributionOfTheSameNameIsNotNamedTwice() {
        for (String source : List.of("installed", "table", "index", "elsewhere")) {
            Diagnosis rich = Samples.diagnosis(List.of(new Evidence.Provides("rich", "Rich", source)));
            Diagnosis yaml = Samples.diagnosis(List.of(new Evidence.Provides("yaml", "PyYAML", source)));
            for (String language : Language.KNOWN) {
                TextOptions options = new TextOptions(language, 200, false, Verbosity.VERBOSE);
                assertThat(Report.text(Finding.diagnosed(null, null, List.of(rich), List.of()), options))
                        .containsOnlyOnce("rich")
                        .doesNotContain("Rich");
                assertThat(Report.text(Finding.diagnosed(null, null, List.of(yaml), List.of()), options))
                        .contains("yaml", "PyYAML");
            }
        }
    }

    @Test
    void ownFailuresGetNoAdviceAboutPackages() {
        String text = Report.text(
                Samples.ownFailure(Samples.COMMAND, null, "ZeroDivisionError: division by zero")
                        .ended(1, null),
                NORMAL);
        assertThat(text)
                .startsWith("The program failed for a reason of its own")
                .contains("ZeroDivisionError");
        assertThat(text).doesNotContain("tiryaq fix", "pip install");
    }

    @Test
    void unknownFailuresSayWhatToSend() {
        String text = Report.text(Samples.unknown(Samples.COMMAND, null, "Fatal Python error: x"), NORMAL);
        assertThat(text)
                .contains("Fatal Python error: x")
                .endsWith("\ntiryaq diagnose -v -- python scripts/supabase/fetch.py\n");
        String killed = Report.text(Samples.unknown(null, null, "").ended(null, "SIGBUS"), NORMAL);
        assertThat(killed).contains("SIGBUS");
    }

    @Test
    void healthyIsOneLine() {
        assertThat(Report.text(Finding.healthy(Samples.COMMAND, null), NORMAL))
                .isEqualTo("Nothing is wrong: the command passes.\n");
    }

    @Test
    void pathsAndCommandsAreNeverWrappedHoweverNarrowTheTerminal() {
        for (String language : Language.KNOWN) {
            String text = Report.text(Samples.founding(), new TextOptions(language, 30, false, Verbosity.NORMAL));
            assertThat(text).contains(Samples.DEBIAN + Samples.FOUND, FIX + "\n");
        }
        String withSpaces = "/home/kim/my  long folder name/jwt.py";
        Prose prose = Messages.in("en").prose(Say.of("evidence.shadow", "path", withSpaces));
        Document document = new Document(List.of(new Document.Paragraph(prose)));
        assertThat(TextForm.write(document, new TextOptions("en", 20, false, Verbosity.NORMAL)))
                .contains(withSpaces);
    }

    @Test
    void proseStaysWithinTheWidth() {
        Prose prose = Messages.in("en").prose("text.unknown.advice");
        Document document = new Document(List.of(new Document.Paragraph(prose)));
        String text = TextForm.write(document, new TextOptions("en", 40, false, Verbosity.NORMAL));
        assertThat(text.lines()).hasSizeGreaterThan(2).allMatch(line -> line.length() <= 40);
    }

    @Test
    void colourAddsOnlyEscapesOfOurOwn() {
        String plain = Report.text(Samples.founding(), NORMAL);
        String coloured = Report.text(Samples.founding(), new TextOptions("en", 80, true, Verbosity.NORMAL));
        assertThat(coloured).isNotEqualTo(plain);
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void hostileNamesAreShownEscapedAndSecretsMasked() {
        String evil = "/tmp/a\nb\u001b[31m\u202e\udcff\u009bx";
        Evidence found = new Evidence.WantedFound(evil, "w", evil, new Owner(Owner.Kind.DISTRIBUTION, evil, evil));
        Diagnosis diagnosis = Samples.diagnosis(
                List.of(found, new Evidence.Printed(1, "https://kim:hunter2@example.org/simple " + evil)));
        Command command = new Command(
                List.of("python", evil, "--token", "hunter2", "https://kim:hunter2@example.org/"),
                evil,
                Map.of("PIP_INDEX_URL", "https://hunter2@example.org/simple", "API_TOKEN", "hunter2"),
                new TreeSet<>());
        Finding finding =
                Finding.diagnosed(command, Samples.interpreter(), List.of(diagnosis), List.of(Samples.treatments()));
        Outcome outcome = new Outcome(Outcome.Status.CURED, command, List.of(), null, List.of());
        for (Finding each : List.of(finding, finding.after(outcome))) {
            for (Verbosity verbosity : Verbosity.values()) {
                String text = Report.text(each, new TextOptions("en", 80, false, verbosity));
                assertThat(text.chars().filter(c -> c != '\n' && Inert.active(c)))
                        .isEmpty();
                assertThat(text).doesNotContain("hunter2");
                if (text.contains("****'")) {
                    assertThat(text.contains("A secret in this command") || verbosity == Verbosity.QUIET)
                            .isTrue();
                }
            }
            String json = Report.json(each, "en");
            assertThat(json).doesNotContain("hunter2");
            assertThat(json.strip().chars().filter(Inert::active)).isEmpty();
        }
        assertThat(Report.text(finding, NORMAL)).contains("\\n", "\\x1b", "\\u202e", "\\xff");
    }

    @Test
    void whatPassesAndTellsOfAFailureIsNotSaidToBeWell() {
        Finding told = Finding.healthy(null, null, "ModuleNotFoundError: No module named 'yaml'");
        assertThat(Report.text(told, NORMAL))
                .contains("The command passes", "No module named 'yaml'")
                .doesNotContain("Nothing is wrong", "tiryaq-output.log");
        assertThat(Report.text(Finding.healthy(null, null), NORMAL)).contains("Nothing is wrong");
    }

    /** What a pipe hides fails on: neither way of asking says that all is well, and both end with the way to it. */
    @Test
    void whatPassesAndTellsOfAFailureIsLookedIntoByItsOutput() {
        Command script = Command.of(List.of("./run.sh", "a b"), "/home/kim");
        Finding told = Finding.healthy(script, null, "ModuleNotFoundError: No module named 'yaml'");
        Finding nothing = told.after(new Outcome(Outcome.Status.NOTHING_TO_DO, null, List.of(), null, List.of()));
        TextOptions python = new TextOptions(
                "en", 80, false, Verbosity.NORMAL, "tiryaq", List.of("--python", "/usr/bin/python3.11"));
        for (Finding each : List.of(told, nothing)) {
            assertThat(Report.text(each, python))
                    .contains("No module named 'yaml'")
                    .doesNotContain("already works", "Nothing is wrong")
                    .endsWith("""
                            ./run.sh 'a b' >tiryaq-output.log 2>&1
                            tiryaq fix --log tiryaq-output.log --python /usr/bin/python3.11 -- ./run.sh 'a b'
                            """);
        }
        assertThat(Report.text(nothing, new TextOptions("en", 80, false, Verbosity.QUIET)))
                .contains("No module named 'yaml'")
                .doesNotContain("already works");
    }

    @Test
    void oneLineOfWhatWouldBeDoneNamesTheTreatment() {
        TextOptions quiet = new TextOptions("en", 80, false, Verbosity.QUIET);
        String line = Report.plan(Samples.founding(), quiet);
        assertThat(line)
                .startsWith(Report.text(Samples.founding(), quiet).strip())
                .contains(" → Run it with ")
                .endsWith("\n");
        assertThat(line.lines()).hasSize(1);
        assertThat(Report.plan(Samples.founding(), NORMAL)).isEqualTo(Report.text(Samples.founding(), NORMAL));
    }

    @Test
    void whatANewEnvironmentHoldsIsNamed() {
        assertThat(Report.text(Samples.founding(), new TextOptions("en", 100, false, Verbosity.NORMAL))
                        .replaceAll("\\s+", " "))
                .contains("installs cffi, cryptography, supabase and 2 more; uses the network");
        assertThat(Report.text(Samples.lacking("h11"), new TextOptions("en", 100, false, Verbosity.NORMAL))
                        .replaceAll("\\s+", " "))
                .as("what is missing comes first")
                .contains("installs h11, anyio, cffi and 2 more");
        assertThat(Report.text(Samples.founding(), new TextOptions("en", 100, false, Verbosity.VERBOSE))
                        .replaceAll("\\s+", " "))
                .contains("Installs: anyio==4.7.0 cffi==1.17.1 cryptography==41.0.7 h11==0.14.0 supabase[realtime]");
        assertThat(Report.json(Samples.founding(), "en")).contains("\"installs\":[\"anyio==4.7.0\",\"cffi==1.17.1\"");
    }
}

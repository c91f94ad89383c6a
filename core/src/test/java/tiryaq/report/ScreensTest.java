package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;
import tiryaq.report.TextOptions.Verbosity;
import tiryaq.treatment.Outcome;

/** Whole screens in the pseudo-language: what stands outside its brackets went past the bundles. */
class ScreensTest {
    private static Diagnosis unexplained(Say summary) {
        return new Diagnosis(
                "unknown",
                List.of(),
                Certainty.POSSIBLE,
                Basis.DISK,
                "yaml",
                null,
                null,
                Samples.chain().subList(0, 1),
                List.of(
                        new Evidence.Searched("yaml", List.of("/opt/a")),
                        new Evidence.Ran("/usr/bin/python3.13", "3.13.0", "console-script")),
                summary,
                List.of());
    }

    private static Finding unknown() {
        List<Diagnosis> possible = List.of(unexplained(Say.of("cause.unknown.summary", "words", "x")));
        return Finding.of(
                        Samples.COMMAND,
                        Samples.interpreter(),
                        new Finding.Judged(Finding.Verdict.UNKNOWN, "x", possible, List.of()))
                .ended(1, null);
    }

    private static List<Finding> findings() {
        List<Finding> all = new ArrayList<>(List.of(
                Samples.founding(),
                Samples.cured(),
                Samples.ownFailure(null, null, ""),
                Samples.ownFailure(null, null, "x"),
                Samples.ownFailure(null, null, "").ended(null, "SIGKILL"),
                unknown(),
                Samples.unknown(null, null, ""),
                Samples.unknown(null, null, "").ended(null, "SIGBUS"),
                Finding.healthy(null, null),
                Finding.healthy(null, null).fromLog("-", false, null),
                Samples.founding().fromLog("-", true, null),
                unknown().fromLog("-", true, null)));
        for (Outcome.Status status : Outcome.Status.values()) {
            Outcome outcome = new Outcome(
                    status,
                    Samples.CURED,
                    List.of(new Outcome.Round("abi-tag-mismatch", "gone")),
                    "20260101-9b2f",
                    List.of(new Outcome.Proof(Samples.CURED, 0)));
            all.add(Samples.founding().after(outcome));
            all.add(unknown().after(outcome));
        }
        return all;
    }

    @Test
    void nothingIsSaidThatIsNotInTheBundles() {
        for (Finding finding : findings()) {
            for (Verbosity verbosity : List.of(Verbosity.NORMAL, Verbosity.VERBOSE)) {
                String text = Report.text(finding, new TextOptions("en-XA", 10_000, false, verbosity));
                assertThat(outside(text)).as(text).doesNotContainPattern("[A-Za-z]");
            }
        }
        History journals = new History(List.of(new History.Entry(
                "20260101-9b2f",
                Instant.parse("2026-01-01T10:00:00Z"),
                History.State.IN_FORCE,
                "abi-tag-mismatch",
                Samples.treatments().getFirst().title(),
                "/home/kim",
                null)));
        TextOptions pseudo = new TextOptions("en-XA", 10_000, false, Verbosity.NORMAL);
        String text = Report.text(journals, pseudo, ZoneOffset.UTC);
        String outside = outside(text).replace("20260101-9b2f", "").replace("abi-tag-mismatch", "");
        assertThat(outside).as(text).doesNotContainPattern("[A-Za-z]");
    }

    /** What is left may be names, paths, codes and commands of the samples, and nothing else. */
    private static String outside(String text) {
        return text.replaceAll("⟦[^⟧]*⟧", "")
                .replaceAll("(?m)^(cd |tiryaq |\\. /).*$", "")
                .replaceAll("(?m)^ *→? *[\\w/._-]+(:\\d+)?( +\\([\\w. ]+\\))?$", "")
                .replaceAll("\\w+(==[\\d.]+|\\[realtime])", "")
                .replaceAll("\\[[a-z-]+]", "")
                .replaceAll("(?m) gone$", "")
                .replaceAll("(?m)^ *⟦?⟧? *(/[\\w/.-]+|" + Samples.WANTED + "|[0-9a-f]{16}):?", "");
    }

    @Test
    void whatNoCauseExplainsSaysWhatWasExaminedAndWhatToSend() {
        String text = Report.text(unknown(), new TextOptions("en", 80, false, Verbosity.NORMAL));
        assertThat(text.replaceAll("\\s+", " "))
                .startsWith("This looks like a failure of the environment that tiryaq cannot explain yet: x [unknown]")
                .contains("yaml was looked for in 1 place", "/usr/bin/python3.13, as the first line")
                .doesNotContain("only possible");
        assertThat(text).endsWith("\ntiryaq diagnose -v -- python scripts/supabase/fetch.py\n");
        TextOptions all = new TextOptions("en", 80, false, Verbosity.VERBOSE);
        assertThat(Report.text(unknown(), all)).contains("If you report it, send all of this");
        Finding piped = Samples.unknown(null, null, "x").fromLog("-", false, null);
        assertThat(Report.text(piped, new TextOptions("en", 80, false, Verbosity.NORMAL)))
                .endsWith("If you report it, send all of this and what the program printed.\n");
        assertThat(Report.json(unknown(), "en")).contains("\"diagnoses\":[{\"cause\":\"unknown\"", "\"exitCode\":1");
    }
}

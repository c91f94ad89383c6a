package tiryaq.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.start.VenvBroken;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.report.Document.Block;
import tiryaq.report.Document.Tone;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Prose;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Proofs;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** What became of a treatment. */
final class Epilogue {
    /** So many modules are named where there is one screen. */
    private static final int NAMED = 6;

    /** Characters of a word of a command that are still shown whole. */
    private static final int LONGEST = 400;

    private static final int SHOWN = 40;

    /** How a shell tells that a program was ended from outside: by SIGINT, by SIGTERM. */
    private static final int INTERRUPTED = 130;

    private static final int TERMINATED = 143;

    private Epilogue() {}

    /** The command that works now; null unless cured. */
    static @Nullable Command working(Finding finding, Outcome outcome) {
        if (outcome.status() != Outcome.Status.CURED) {
            return null;
        }
        return outcome.command() != null ? outcome.command() : finding.command();
    }

    /** The beginning: after a cure the command that works now, else what the matter is. */
    static void begin(Finding finding, Outcome outcome, Messages messages, Call call, List<Block> blocks) {
        Command working = working(finding, outcome);
        if (working != null) {
            ShellLine line = ShellLine.of(working);
            blocks.add(new Document.CommandLine(null, line.line()));
            if (line.masked()) {
                blocks.add(new Document.Paragraph(messages.prose("text.masked")));
            }
        }
        Tone tone = switch (outcome.status()) {
            case CURED -> Tone.GOOD;
            case NOTHING_TO_DO -> finding.toldOfFailure() ? Tone.BAD : Tone.GOOD;
            case NOT_CURED, ROLLED_BACK, ROLLBACK_FAILED, REFUSED -> Tone.BAD;
        };
        blocks.add(new Document.Headline(headline(finding, outcome, messages), tone));
        if (outcome.status() == Outcome.Status.ROLLBACK_FAILED && outcome.journal() != null) {
            List<String> undo = call.carrying(List.of(call.program(), "undo", outcome.journal()));
            NextStep.words(messages.prose("text.next.undo-failed"), undo, messages, blocks);
        }
    }

    /** What became of it, in a sentence or two. */
    static Prose headline(Finding finding, Outcome outcome, Messages messages) {
        String key = switch (outcome.status()) {
            case CURED -> cured(finding, outcome);
            case NOT_CURED -> notCured(finding, outcome);
            case ROLLED_BACK -> declined(outcome) ? "outcome.rolled-back.declined" : "outcome.rolled-back";
            case ROLLBACK_FAILED -> "outcome.rollback-failed";
            case NOTHING_TO_DO -> nothing(finding);
            case REFUSED -> finding.treatmentsOf(0).isEmpty() ? "outcome.not-cured.untried" : "outcome.refused";
        };
        Prose headline = messages.prose(
                key.endsWith(".told")
                        ? Say.of(
                                "outcome.nothing-to-do.told",
                                "words",
                                finding.judged().words())
                        : Say.of(key));
        boolean undone = key.equals("outcome.not-cured.not-carried-out");
        return undone ? headline.then(why(outcome.tried().getLast(), messages)) : headline;
    }

    /** Why it was in vain, and in which words the installer says so. */
    static Prose why(Outcome.Tried tried, Messages messages) {
        Prose why = messages.prose(tried.why());
        return tried.said().isEmpty()
                ? why
                : why.then(messages.prose(Say.of("treatment.failed.said", "words", String.join(" / ", tried.said()))));
    }

    /** The cure went well, and uncovered what nobody approved a treatment of. */
    private static boolean declined(Outcome outcome) {
        return !outcome.tried().isEmpty() && outcome.tried().getLast().result() == Outcome.Result.UNCOVERED;
    }

    /** A treatment that could not be carried out came to no proof that it could have failed. */
    private static String notCured(Finding finding, Outcome outcome) {
        if (outcome.tried().isEmpty()) {
            return finding.verdict() == Finding.Verdict.UNKNOWN
                            && finding.treatmentsOf(0).isEmpty()
                            && !Answer.told(finding)
                    ? "outcome.not-cured.unknown"
                    : "outcome.not-cured.untried";
        }
        boolean failed = outcome.tried().stream().allMatch(each -> each.result() == Outcome.Result.FAILED);
        return failed ? "outcome.not-cured.not-carried-out" : "outcome.not-cured";
    }

    private static String nothing(Finding finding) {
        if (finding.verdict() == Finding.Verdict.OWN_FAILURE) {
            return "outcome.nothing-to-do.own-failure";
        }
        if (finding.toldOfFailure()) {
            return "outcome.nothing-to-do.told";
        }
        return finding.source().log() == null ? "outcome.nothing-to-do" : "outcome.nothing-to-do.log";
    }

    /** What may be claimed: that it works only if it was run again and passed. */
    static String cured(Finding finding, Outcome outcome) {
        if (!ranAgain(finding, outcome) && finding.ownFailureBeside()) {
            return "outcome.cured.not-run.own-failure";
        }
        if (finding.source().log() != null) {
            return finding.command() == null ? "outcome.cured.log" : "outcome.cured.log.command";
        }
        if (!ranAgain(finding, outcome)) {
            return finding.source().input() ? "outcome.cured.not-run.input" : "outcome.cured.not-run";
        }
        return switch (outcome.proof().getLast().exitCode()) {
            case 0 -> "outcome.cured";
            case INTERRUPTED, TERMINATED -> "outcome.cured.ended";
            default -> "outcome.cured.own-failure";
        };
    }

    private static boolean ranAgain(Finding finding, Outcome outcome) {
        return finding.source().log() == null
                && !outcome.proof().isEmpty()
                && outcome.proof().getLast().command().equals(working(finding, outcome));
    }

    private static List<Command> proofs(Outcome outcome) {
        List<Command> all = new ArrayList<>();
        for (Outcome.Proof each : outcome.proof()) {
            if (each.exitCode() == 0) {
                all.add(each.command());
            }
        }
        return all;
    }

    /**
     * The failures beside the first that nothing has shown to be gone: none of the program's own, where that passes
     * now.
     */
    static List<Diagnosis> open(Finding finding, Outcome outcome) {
        boolean passes = ranAgain(finding, outcome) && outcome.proof().getLast().exitCode() == 0;
        List<Diagnosis> open = new ArrayList<>(finding.unproved(proofs(outcome)));
        open.removeIf(each -> passes && each.cause().equals(NotAnEnvironmentFailure.CODE));
        return open;
    }

    /** What was imported as proof: what had been missing first, then the way there from its end. */
    static List<String> loads(Finding finding, Outcome outcome) {
        Set<String> proved = Proofs.imported(proofs(outcome));
        Set<String> names = new LinkedHashSet<>();
        List<Diagnosis> failures = new ArrayList<>(
                finding.diagnoses().subList(0, Math.min(1, finding.diagnoses().size())));
        failures.addAll(finding.beside());
        for (Diagnosis each : failures) {
            if (each.module() != null && proved.contains(each.module())) {
                names.add(each.module());
            }
        }
        names.addAll(new ArrayList<>(proved).reversed());
        return List.copyOf(names);
    }

    private static void addLoads(
            Finding finding, Outcome outcome, boolean all, Messages messages, List<Document.Row> rows) {
        List<String> names = loads(finding, outcome);
        if (names.isEmpty() || (ranAgain(finding, outcome) && !all)) {
            return;
        }
        int failures = 1 + finding.beside().size();
        int most = all ? names.size() : Math.min(names.size(), Math.max(NAMED, failures));
        String shown = String.join(", ", names.subList(0, most));
        int left = names.size() - most;
        rows.add(row(messages, "text.row.loads", messages.code(left > 0 ? shown + ", +" + left : shown)));
    }

    /** The end of a cure: what was wrong, what was done, the proof, and how to take it back. */
    static void end(Finding finding, Outcome outcome, Messages messages, Call call, boolean all, List<Block> blocks) {
        List<Document.Row> rows = new ArrayList<>();
        if (!finding.diagnoses().isEmpty() && !all) {
            Diagnosis first = finding.diagnoses().getFirst();
            Prose code = messages.code("[" + first.cause() + "]");
            rows.add(row(
                    messages, "text.row.was", messages.prose(first.summary()).then(code)));
            for (Diagnosis each : finding.beside()) {
                Prose other = messages.code("[" + each.cause() + "]");
                rows.add(row(
                        messages,
                        "text.row.beside",
                        messages.prose(each.summary()).then(other)));
            }
        }
        for (Outcome.Round round : outcome.rounds()) {
            rows.add(row(messages, "text.row.done", done(finding, round, messages)));
        }
        for (Outcome.Tried each : outcome.tried()) {
            // What the user asked for and no release has is not passed over in silence.
            if (each.why().sense() == Say.Sense.NO_WHEEL) {
                Prose title = tried(finding, each.treatment(), messages);
                Prose why = why(each, messages);
                rows.add(row(messages, "text.row.tried", title.spans().isEmpty() ? why : title.then(".", why)));
            }
        }
        addLoads(finding, outcome, all, messages, rows);
        for (Diagnosis each : open(finding, outcome)) {
            Prose code = messages.code("[" + each.cause() + "]");
            rows.add(row(
                    messages, "text.row.open", messages.prose(each.summary()).then(code)));
        }
        if (finding.more() > 0) {
            String further = String.valueOf(finding.more());
            rows.add(row(messages, "text.row.open", messages.prose(Say.of("text.beside.more", "count", further))));
        }
        if (!outcome.proof().isEmpty()) {
            String count = String.valueOf(outcome.proof().size());
            rows.add(row(messages, "text.row.proof", messages.prose(Say.of("text.proof", "count", count))));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Document.Rows(rows));
        }
        if (all) {
            for (Outcome.Proof proof : outcome.proof()) {
                Command shown = shortened(proof.command());
                String code = String.valueOf(proof.exitCode());
                Say ended = shown.equals(proof.command())
                        ? Say.of("text.proof.ended", "code", code)
                        : Say.of("text.proof.ended.short", "code", code);
                NextStep.command(messages.prose(ended), shown, messages, blocks);
            }
        }
        String activating = outcome.journal() != null || inEnvironment(finding, outcome)
                ? Activation.of(finding.command(), working(finding, outcome))
                : null;
        if (activating != null) {
            NextStep.words(messages.prose("text.next.activate"), List.of(".", activating), messages, blocks);
        }
        if (outcome.journal() == null) {
            blocks.add(new Document.Paragraph(messages.prose("text.nothing-changed")));
        } else {
            List<String> undo = call.carrying(List.of(call.program(), "undo", outcome.journal()));
            NextStep.words(messages.prose("text.next.undo"), undo, messages, blocks);
        }
    }

    /** A proof may be a program of a hundred lines, which nobody reads in a shell's quotes. */
    private static Command shortened(Command command) {
        List<String> words = new ArrayList<>();
        for (String word : command.argv()) {
            words.add(word.length() <= LONGEST ? word : word.substring(0, word.offsetByCodePoints(0, SHOWN)) + " …");
        }
        return command.withArgv(words);
    }

    private static Prose done(Finding finding, Outcome.Round round, Messages messages) {
        if (round.title() != null) {
            return messages.prose(round.title());
        }
        Prose title = tried(finding, round.treatment(), messages);
        return title.spans().isEmpty()
                ? messages.prose("cause." + round.cause() + ".title").then(messages.code(round.treatment()))
                : title;
    }

    /** The title of a treatment of the finding; empty for one that was found on the way. */
    private static Prose tried(Finding finding, String id, Messages messages) {
        Treatment found = treatment(finding, id);
        return found == null ? Prose.EMPTY : messages.prose(found.title());
    }

    private static @Nullable Treatment treatment(Finding finding, String id) {
        for (List<Treatment> treatments : finding.judged().treatments()) {
            for (Treatment treatment : treatments) {
                if (treatment.id().equals(id)) {
                    return treatment;
                }
            }
        }
        return null;
    }

    /** Whether the program runs in an environment that stood already. */
    private static boolean inEnvironment(Finding finding, Outcome outcome) {
        Treatment last = outcome.rounds().isEmpty()
                ? null
                : treatment(finding, outcome.rounds().getLast().treatment());
        // What a moved one is activated by still leads to its old place.
        boolean moved = outcome.rounds().stream().anyMatch(each -> each.cause().equals(VenvBroken.CODE));
        return last != null && !moved && last.kind().equals(Treatments.PROJECT_ENVIRONMENT);
    }

    private static Document.Row row(Messages messages, String label, Prose value) {
        return new Document.Row(messages.prose(label), value);
    }
}

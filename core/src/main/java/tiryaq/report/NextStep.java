package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;
import tiryaq.report.Document.Block;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Prose;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** The exact command to give next, last in every answer. */
final class NextStep {
    /** Where the output of a command is kept that the reader is to look into. */
    private static final String KEPT = "tiryaq-output.log";

    private NextStep() {}

    /**
     * Adds the one that gets furthest: the probe that decides, the first treatment that was not tried in vain, the
     * first step by hand. What was tried and uncovered another failure goes on from there.
     *
     * @param all whether the answer shows all that was examined
     */
    static void add(Finding finding, Messages messages, Call call, boolean all, List<Block> blocks) {
        if (finding.verdict() == Finding.Verdict.HEALTHY || finding.verdict() == Finding.Verdict.OWN_FAILURE) {
            told(finding, messages, call, blocks);
            return;
        }
        if (finding.verdict() == Finding.Verdict.UNKNOWN || finding.diagnoses().isEmpty()) {
            unknown(finding, messages, call, all, blocks);
            return;
        }
        Command probe = finding.source().probe();
        Certainty certainty = finding.diagnoses().getFirst().certainty();
        List<Treatment> treatments = finding.treatmentsOf(0);
        Outcome outcome = finding.outcome();
        int ready = ready(finding);
        // What only the reader's own look decides need not be decided first where a cure proves it, and can be taken
        // back.
        boolean cureDecides = certainty == Certainty.LIKELY && ready >= 0 && probe != null && !isOurs(probe);
        if (probe != null && certainty != Certainty.PROVED && !cureDecides) {
            probe(finding, probe, messages, call, blocks);
            return;
        }
        if (outcome != null && replayable(finding) && goesOn(outcome)) {
            List<String> argv = words(call, "fix", "--yes");
            addCase(finding, argv);
            words(messages.prose("text.next.go-on"), argv, messages, blocks);
            return;
        }
        if (ready >= 0) {
            fix(finding, ready, messages, call, blocks);
            return;
        }
        List<Treatment> open = treatments.stream()
                .filter(each -> outcome == null || !outcome.refutes(each))
                .toList();
        if (rerun(finding, messages, call, blocks) || byHand(open, messages, blocks)) {
            return;
        }
        if (open.size() < treatments.size()) {
            blocks.add(new Document.Paragraph(messages.prose("text.tried.left")));
        } else if (refuted(outcome)) {
            blocks.add(new Document.Paragraph(messages.prose("text.tried.left.other")));
        }
        if (treatments.stream().anyMatch(Treatment::isWithheld) && replayable(finding)) {
            List<String> argv = words(call, "diagnose");
            argv.remove("--offline");
            addCase(finding, argv);
            words(messages.prose("text.next.online"), argv, messages, blocks);
            return;
        }
        String cause = finding.diagnoses().getFirst().cause();
        words(
                messages.prose("text.next.explain"),
                call.carrying(List.of(call.program(), "explain", cause)),
                messages,
                blocks);
    }

    /**
     * The first treatment that tiryaq can do itself and that was not tried yet; -1 for none. What only its name speaks
     * for is chosen by whoever has read what it installs, not by following the last line.
     */
    static int ready(Finding finding) {
        Outcome outcome = finding.outcome();
        List<Treatment> treatments = finding.treatmentsOf(0);
        for (int i = 0; i < treatments.size(); i++) {
            Treatment treatment = treatments.get(i);
            boolean tried = outcome != null && outcome.resultOf(treatment.id()) != null;
            // What leaves a failure open is applied only where the program itself may show the contrary.
            boolean shown = finding.source().log() == null
                    || (finding.remaining(treatment.proof()).isEmpty() && !Treatments.onlyRunProves(treatment));
            if (treatment.automatic() && !tried && shown && mayBeTried(outcome) && replayable(finding)) {
                return i;
            }
        }
        return -1;
    }

    /** What died while the command went on shows in its output alone, so that is kept and examined. */
    private static void told(Finding finding, Messages messages, Call call, List<Block> blocks) {
        Command command = finding.command();
        if (!finding.toldOfFailure() || command == null || finding.source().log() != null) {
            return;
        }
        ShellLine keeping = ShellLine.of(command.argv());
        List<String> argv = words(call, "fix", "--log", KEPT);
        argv.add("--");
        argv.addAll(command.argv());
        ShellLine examining = ShellLine.of(argv);
        String lines = keeping.line() + " >" + KEPT + " 2>&1\n" + examining.line();
        boolean masked = keeping.masked() || examining.masked();
        line(messages.prose("text.next.told"), new ShellLine(lines, masked), messages, blocks);
    }

    /** Whether the next step is a look at the Python itself, for want of anything that tiryaq could do. */
    static boolean looks(Finding finding) {
        Command probe = finding.source().probe();
        return probe != null
                && !isOurs(probe)
                && finding.verdict() == Finding.Verdict.DIAGNOSED
                && finding.diagnoses().getFirst().certainty() != Certainty.PROVED
                && ready(finding) < 0;
    }

    /** What only a run of the program proves is not done on the word of its log, but to the program itself. */
    private static boolean rerun(Finding finding, Messages messages, Call call, List<Block> blocks) {
        Command program = finding.command() == null ? finding.source().program() : finding.command();
        List<Treatment> treatments = finding.treatmentsOf(0);
        if (program == null || finding.source().log() == null || !mayBeTried(finding.outcome())) {
            return false;
        }
        for (int i = 0; i < treatments.size(); i++) {
            if (treatments.get(i).automatic()) {
                List<String> argv = new ArrayList<>(List.of("tiryaq", "fix", "--rerun", "--"));
                argv.addAll(program.argv());
                Say label = Say.of(
                        "text.next.fix-rerun",
                        "number",
                        String.valueOf(finding.judged().number() + i));
                command(messages.prose(label), call.carrying(program.withArgv(argv)), messages, blocks);
                return true;
            }
        }
        return false;
    }

    private static void fix(Finding finding, int at, Messages messages, Call call, List<Block> blocks) {
        Treatment treatment = finding.treatmentsOf(0).get(at);
        String number = String.valueOf(finding.judged().number() + at);
        Say label = Say.of(finding.source().input() ? "text.next.fix.input" : "text.next.fix", "number", number);
        List<String> argv = words(call, "fix", "--plan", treatment.id());
        boolean open = !finding.remaining(treatment.proof()).isEmpty();
        // What is only assumed is decided by nothing but the program itself, if that is there to be run again.
        boolean assumed =
                finding.source().log() == null && finding.diagnoses().getFirst().certainty() == Certainty.POSSIBLE;
        boolean ownFolder = finding.source().log() == null
                && Treatments.onlyRunProves(treatment)
                && !finding.ending().importing();
        if ((open || assumed || ownFolder) && !finding.source().input() && !argv.contains("--rerun")) {
            argv.add("--rerun");
        }
        addCase(finding, argv);
        words(messages.prose(label), argv, messages, blocks);
    }

    /**
     * Adds what applies the treatment of a number, after the reader did not want the first one.
     *
     * @param number as the list shows it
     */
    static void another(Finding finding, int number, Messages messages, Call call, List<Block> blocks) {
        List<String> argv = words(call, "fix", "--treatment", String.valueOf(number));
        addCase(finding, argv);
        words(messages.prose(Say.of("text.next.another", "number", String.valueOf(number))), argv, messages, blocks);
    }

    /** The commands of the first treatment that has any, in their order; the shell stays in the folder of the first. */
    private static boolean byHand(List<Treatment> treatments, Messages messages, List<Block> blocks) {
        for (Treatment treatment : treatments) {
            if (treatment.isWithheld() || (Choices.isRename(treatment) && !inCommands(treatment))) {
                continue;
            }
            String folder = null;
            StringJoiner lines = new StringJoiner("\n");
            boolean masked = false;
            for (Step step : treatment.steps()) {
                Command command = step instanceof Step.Manual manual ? manual.command() : null;
                if (command != null) {
                    boolean there = command.folder().equals(folder);
                    ShellLine line = ShellLine.of(there ? inPlace(command) : command);
                    lines.add(line.line());
                    masked |= line.masked();
                    folder = command.folder();
                }
            }
            if (folder != null) {
                if (!inCommands(treatment)) {
                    // What no command does, its title tells.
                    blocks.add(new Document.Paragraph(messages.prose(treatment.title())));
                }
                line(messages.prose("text.next.by-hand"), new ShellLine(lines.toString(), masked), messages, blocks);
                return true;
            }
        }
        return false;
    }

    /** Whether its commands are all of it: a file that is renamed and still imported by its old name is a worse one. */
    private static boolean inCommands(Treatment treatment) {
        return treatment.steps().stream()
                .allMatch(step -> !(step instanceof Step.Manual manual) || manual.command() != null);
    }

    private static Command inPlace(Command command) {
        return new Command(command.argv(), ".", command.set(), command.unset());
    }

    private static void probe(Finding finding, Command probe, Messages messages, Call call, List<Block> blocks) {
        if (!isOurs(probe)) {
            String looked = probe.argv().getLast();
            Prose label = messages.prose(Say.of("text.next.probe", "module", looked));
            line(label, ShellLine.anywhere(probe.argv()), messages, blocks);
            return;
        }
        String label = !probe.argv().contains("--python")
                ? "text.next.rerun"
                : finding.command() == null ? "text.next.python.log" : "text.next.python";
        Command next = finding.outcome() == null ? probe : curing(probe);
        command(messages.prose(label), call.carrying(next), messages, blocks);
    }

    /** Who asked for a cure is led to it, not back to the diagnosis. */
    private static Command curing(Command diagnosing) {
        List<String> argv = new ArrayList<>(diagnosing.argv());
        argv.set(1, "fix");
        if (!argv.contains("--log") && !argv.contains("--")) {
            argv.addAll(2, List.of("--log", "-"));
        }
        return diagnosing.withArgv(argv);
    }

    private static boolean isOurs(Command probe) {
        return probe.argv().getFirst().equals("tiryaq");
    }

    /** Adds a complete command under its label, and says so if a secret in it is masked. */
    static void command(@Nullable Prose label, Command command, Messages messages, List<Block> blocks) {
        line(label, ShellLine.of(command), messages, blocks);
    }

    /** Adds words to be given in the folder where the reader is. */
    static void words(@Nullable Prose label, List<String> argv, Messages messages, List<Block> blocks) {
        line(label, ShellLine.of(argv), messages, blocks);
    }

    private static void line(@Nullable Prose label, ShellLine line, Messages messages, List<Block> blocks) {
        Prose before = label;
        if (line.masked()) {
            Prose warning = messages.prose("text.masked");
            before = label == null ? warning : label.then(warning);
        }
        blocks.add(new Document.CommandLine(before, line.line()));
    }

    private static boolean replayable(Finding finding) {
        return finding.command() != null
                || (finding.source().log() != null && !finding.source().log().equals("-"));
    }

    private static boolean goesOn(Outcome outcome) {
        return outcome.status() == Outcome.Status.ROLLED_BACK
                && outcome.tried().stream().anyMatch(each -> each.result() == Outcome.Result.UNCOVERED);
    }

    /** Whether something was installed, and was no cure. */
    private static boolean refuted(@Nullable Outcome outcome) {
        return outcome != null
                && mayBeTried(outcome)
                && outcome.tried().stream()
                        .anyMatch(each -> each.result() == Outcome.Result.REFUTED
                                && !each.installed().isEmpty());
    }

    /** What is half done is to be put back first. */
    private static boolean mayBeTried(@Nullable Outcome outcome) {
        return outcome == null || outcome.status() != Outcome.Status.ROLLBACK_FAILED;
    }

    private static List<String> words(Call call, String... verb) {
        List<String> argv = new ArrayList<>();
        argv.add(call.program());
        argv.addAll(List.of(verb));
        argv.addAll(call.again());
        return call.chosen().in(argv);
    }

    /** Where all is shown already, or cannot be shown again, that is what to send. */
    private static void unknown(Finding finding, Messages messages, Call call, boolean all, List<Block> blocks) {
        boolean outputOnly = finding.source().log() != null
                && !finding.diagnoses().isEmpty()
                && finding.diagnoses().getFirst().basis() == Basis.LOG;
        if (finding.source().probe() != null
                && (outputOnly || isOurs(finding.source().probe()))) {
            probe(finding, finding.source().probe(), messages, call, blocks);
            return;
        }
        if (byHand(finding.treatmentsOf(0), messages, blocks)) {
            return;
        }
        if (Answer.sense(finding) == Say.Sense.NOT_EXECUTABLE) {
            String file = finding.diagnoses().getFirst().summary().places().getOrDefault("command", "");
            words(messages.prose("text.next.by-hand"), List.of("chmod", "+x", file), messages, blocks);
            return;
        }
        if (Answer.sense(finding) == Say.Sense.NO_FIRST_LINE) {
            String file = finding.diagnoses().getFirst().summary().places().getOrDefault("command", "");
            List<String> argv = new ArrayList<>(List.of("python3", file));
            List<String> asked =
                    finding.command() == null ? List.of() : finding.command().argv();
            argv.addAll(asked.size() > 1 && asked.getFirst().equals(file) ? asked.subList(1, asked.size()) : List.of());
            words(messages.prose("text.next.by-hand"), argv, messages, blocks);
            return;
        }
        if (Answer.told(finding)) {
            return;
        }
        if (all || !replayable(finding)) {
            blocks.add(new Document.Paragraph(messages.prose("text.unknown.send")));
            return;
        }
        List<String> argv = words(call, "diagnose", "-v");
        addCase(finding, argv);
        String label = finding.source().input() ? "text.next.send.input" : "text.next.send";
        words(messages.prose(label), argv, messages, blocks);
    }

    /** What {@code --python} had said has to be said again, or another answer comes of it. */
    private static void named(Finding finding, List<String> argv) {
        if (argv.contains("--python")) {
            return;
        }
        for (Diagnosis diagnosis : finding.diagnoses()) {
            for (Evidence fact : diagnosis.evidence()) {
                if (fact instanceof Evidence.Ran ran && ran.means().equals("option")) {
                    argv.add("--python");
                    argv.add(ran.executable());
                    return;
                }
            }
        }
    }

    private static void addCase(Finding finding, List<String> argv) {
        if (finding.source().log() != null && !finding.source().log().equals("-")) {
            argv.add("--log");
            argv.add(finding.source().log());
        }
        if (finding.command() != null) {
            named(finding, argv);
            argv.add("--");
            argv.addAll(finding.command().argv());
        }
    }
}

package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.python.Interpreter;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Proofs;
import tiryaq.treatment.Treatment;

/**
 * All that there is to tell about one failing command or log.
 *
 * @param command what the user ran; null where only a log is known
 * @param interpreter the Python that ran; null where unknown
 * @param outcome what became of a treatment; null unless one was asked for
 * @param besides the other failures that the program died of
 */
public record Finding(
        @Nullable Command command,
        @Nullable Interpreter interpreter,
        Ending ending,
        Source source,
        Judged judged,
        @Nullable Outcome outcome,
        Besides besides) {
    /** What it comes to. */
    public enum Verdict {
        /** Nothing is wrong. */
        HEALTHY,
        /** The diagnoses say what is wrong. */
        DIAGNOSED,
        /** The program failed for a reason of its own. */
        OWN_FAILURE,
        /** An environment failure that no cause explains. */
        UNKNOWN
    }

    /**
     * How the command ended.
     *
     * @param code null where it was not run, or died of a signal
     * @param signal {@code SIGBUS}, …; null unless it died of one
     * @param status what a shell says of it, 128 and the number of the signal; 0 unless it died of one
     * @param importing whether it died before it had done anything, so that it may be run again unasked
     */
    public record Ending(@Nullable Integer code, @Nullable String signal, int status, boolean importing) {
        /** Of a command that was not run. */
        static final Ending UNKNOWN = new Ending(null, null, 0, false);

        /** The signal with what a shell says of it; null unless it died of one. */
        @Nullable
        String killer() {
            return signal == null || status == 0 ? signal : signal + " (" + status + ")";
        }
    }

    /**
     * Where the output came from, and what it leaves open.
     *
     * @param log the file, {@code -} for a pipe; null where tiryaq ran the command itself
     * @param truncated whether the output was cut off, so that something may be missing
     * @param probe one command that would decide what the output alone cannot: safe to run for a log; where the command
     *     is known but not the Python that it starts, a call of tiryaq with the likeliest one; null if none is needed
     * @param program what a log seems to be of, without arguments that it may have had; null where that is not known
     * @param input whether the program itself came through standard input, so that it has to be given again
     */
    public record Source(
            @Nullable String log,
            boolean truncated,
            @Nullable Command probe,
            @Nullable Command program,
            boolean input) {
        /** All that the command printed while tiryaq watched. */
        static final Source WATCHED = new Source(null, false, null, null, false);
    }

    /**
     * What the output and the disk came to.
     *
     * @param words the line of the output that says what happened; empty if there is none
     * @param diagnoses the answer first, weaker alternatives after it
     * @param treatments for each diagnosis, in the same order; may be shorter than {@code diagnoses}
     * @param number of the answer's first treatment: above 1 where that was chosen among more
     * @param own why the failure is the program's own, and how sure that is; null unless that is the verdict
     */
    public record Judged(
            Verdict verdict,
            String words,
            List<Diagnosis> diagnoses,
            List<List<Treatment>> treatments,
            int number,
            @Nullable Diagnosis own) {
        public Judged {
            diagnoses = List.copyOf(diagnoses);
            treatments = List.copyOf(treatments);
        }

        /** With all of the treatments. */
        public Judged(Verdict verdict, String words, List<Diagnosis> diagnoses, List<List<Treatment>> treatments) {
            this(verdict, words, diagnoses, treatments, 1, null);
        }

        /** The failure of the program's own that this tells of. */
        public static Judged own(String words, Diagnosis own) {
            return new Judged(Verdict.OWN_FAILURE, words, List.of(), List.of(), 1, own);
        }
    }

    /**
     * Failures that the same treatments are for.
     *
     * @param answers to each of them; a failure of the program's own may be among them
     * @param more how many further failures were not examined
     */
    public record Besides(List<Diagnosis> answers, int more) {
        static final Besides NOTHING = new Besides(List.of(), 0);

        public Besides {
            answers = List.copyOf(answers);
        }
    }

    /** A command that was run and passed. */
    public static Finding healthy(@Nullable Command command, @Nullable Interpreter interpreter) {
        return healthy(command, interpreter, "");
    }

    /** The same of a command whose output tells of a failure all the same, perhaps of a process that it had started. */
    public static Finding healthy(@Nullable Command command, @Nullable Interpreter interpreter, String words) {
        return of(command, interpreter, new Judged(Verdict.HEALTHY, words, List.of(), List.of()))
                .ended(0, null);
    }

    /** An environment failure with its causes and, for each, what could cure it. */
    public static Finding diagnosed(
            @Nullable Command command,
            @Nullable Interpreter interpreter,
            List<Diagnosis> diagnoses,
            List<List<Treatment>> treatments) {
        return of(command, interpreter, new Judged(Verdict.DIAGNOSED, "", diagnoses, treatments));
    }

    /** What was judged of a command whose ending is not known, and which tiryaq watched, as far as is known. */
    public static Finding of(@Nullable Command command, @Nullable Interpreter interpreter, Judged judged) {
        return new Finding(command, interpreter, Ending.UNKNOWN, Source.WATCHED, judged, null, Besides.NOTHING);
    }

    /** The same, with how the command ended. */
    public Finding ended(@Nullable Integer code, @Nullable String bySignal) {
        return ended(code, bySignal, 0);
    }

    /** The same, with what a shell says of the signal that it died of. */
    public Finding ended(@Nullable Integer code, @Nullable String bySignal, int status) {
        Ending how = new Ending(code, bySignal, bySignal == null ? 0 : status, ending.importing());
        return new Finding(command, interpreter, how, source, judged, outcome, besides);
    }

    /** The same, with whether the command had done anything when it died. */
    public Finding whileImporting(boolean importing) {
        Ending how = new Ending(ending.code(), ending.signal(), ending.status(), importing);
        return new Finding(command, interpreter, how, source, judged, outcome, besides);
    }

    /**
     * The same, from an output that may be cut off, with the command that would decide; no file where tiryaq watched.
     */
    public Finding fromLog(@Nullable String file, boolean cutOff, @Nullable Command decider) {
        Source from = new Source(file, cutOff, decider, null, source.input());
        return new Finding(command, interpreter, ending, from, judged, outcome, besides);
    }

    /** The same, where a log shows what was run. */
    public Finding ranBy(@Nullable Command program) {
        Source from = new Source(source.log(), source.truncated(), source.probe(), program, source.input());
        return new Finding(command, interpreter, ending, from, judged, outcome, besides);
    }

    /** The same of a program that came through standard input, or did not. */
    public Finding throughInput(boolean input) {
        Source from = new Source(source.log(), source.truncated(), source.probe(), source.program(), input);
        return new Finding(command, interpreter, ending, from, judged, outcome, besides);
    }

    /** The same, with what could cure its answer; what was chosen among more keeps its number. */
    public Finding curable(List<Treatment> chosen, int number) {
        Judged with = new Judged(verdict(), judged.words(), diagnoses(), List.of(chosen), number, judged.own());
        return new Finding(command, interpreter, ending, source, with, outcome, besides);
    }

    /** The same, after a treatment. */
    public Finding after(@Nullable Outcome treated) {
        return new Finding(command, interpreter, ending, source, judged, treated, besides);
    }

    /** What it comes to. */
    public Verdict verdict() {
        return judged.verdict();
    }

    /** Whether the command passed, and its output tells of a failure all the same. */
    public boolean toldOfFailure() {
        return verdict() == Verdict.HEALTHY && !judged.words().isEmpty();
    }

    /** The answer first, weaker alternatives after it. */
    public List<Diagnosis> diagnoses() {
        return judged.diagnoses();
    }

    /** Whether the answer is an assumption that only running the program decides. */
    public boolean assumed() {
        return verdict() == Verdict.DIAGNOSED
                && !diagnoses().isEmpty()
                && diagnoses().getFirst().certainty() == Certainty.POSSIBLE;
    }

    /** What could cure the diagnosis at {@code index}, least invasive first. */
    public List<Treatment> treatmentsOf(int index) {
        List<List<Treatment>> all = judged.treatments();
        return index < all.size() ? all.get(index) : List.of();
    }

    /** The same, beside other failures of which the program died. */
    public Finding beside(List<Diagnosis> others, int further) {
        return new Finding(command, interpreter, ending, source, judged, outcome, new Besides(others, further));
    }

    /** The answers to the other failures that the program died of. */
    public List<Diagnosis> beside() {
        return besides.answers();
    }

    /** How many further failures were not examined. */
    public int more() {
        return besides.more();
    }

    /** The failures beside the first of which these commands, were they to pass, would not show that they are gone. */
    public List<Diagnosis> unproved(List<Command> proof) {
        Set<String> loaded = Proofs.imported(proof);
        List<Diagnosis> open = new ArrayList<>();
        for (Diagnosis each : beside()) {
            if (ownFailure(each) || each.module() == null || !loaded.contains(each.module())) {
                open.add(each);
            }
        }
        return open;
    }

    /** Those of them that are of the environment. */
    public List<Diagnosis> remaining(List<Command> proof) {
        List<Diagnosis> remaining = new ArrayList<>(unproved(proof));
        remaining.removeIf(Finding::ownFailure);
        return remaining;
    }

    /** Whether the program failed for a reason of its own as well. */
    public boolean ownFailureBeside() {
        return beside().stream().anyMatch(Finding::ownFailure);
    }

    private static boolean ownFailure(Diagnosis diagnosis) {
        return diagnosis.cause().equals(NotAnEnvironmentFailure.CODE);
    }
}

package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
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
 * @param exitCode how it ended; null where it was not run, or died of a signal
 * @param signal {@code SIGBUS}, …; null unless it died of one
 * @param interpreter the Python that ran; null where unknown
 * @param words the line of the output that says what happened; empty if there is none
 * @param diagnoses the answer first, weaker alternatives after it
 * @param treatments for each diagnosis, in the same order; may be shorter than {@code diagnoses}
 * @param outcome what became of a treatment; null unless one was asked for
 * @param truncated whether the output was cut off, so that something may be missing
 * @param log the file that the output came from, {@code -} for a pipe; null where tiryaq ran the command itself
 * @param probe one command that would decide what the output alone cannot: safe to run for a log; where the command is
 *     known but not the Python that it starts, a call of tiryaq with the likeliest one; null if none is needed
 * @param beside the answers to the other failures that the program died of, which the same treatments are for; a failure
 *     of the program's own may be among them
 * @param more how many further failures were not examined
 */
public record Finding(
        @Nullable Command command,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable Interpreter interpreter,
        Verdict verdict,
        String words,
        List<Diagnosis> diagnoses,
        List<List<Treatment>> treatments,
        @Nullable Outcome outcome,
        boolean truncated,
        @Nullable String log,
        @Nullable Command probe,
        List<Diagnosis> beside,
        int more) {
    public Finding {
        diagnoses = List.copyOf(diagnoses);
        treatments = List.copyOf(treatments);
        beside = List.copyOf(beside);
    }

    /** One failure alone. */
    public Finding(
            @Nullable Command command,
            @Nullable Integer exitCode,
            @Nullable String signal,
            @Nullable Interpreter interpreter,
            Verdict verdict,
            String words,
            List<Diagnosis> diagnoses,
            List<List<Treatment>> treatments,
            @Nullable Outcome outcome,
            boolean truncated,
            @Nullable String log,
            @Nullable Command probe) {
        this(
                command,
                exitCode,
                signal,
                interpreter,
                verdict,
                words,
                diagnoses,
                treatments,
                outcome,
                truncated,
                log,
                probe,
                List.of(),
                0);
    }

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

    /** A command that was run and passed. */
    public static Finding healthy(@Nullable Command command, @Nullable Interpreter interpreter) {
        return plain(command, interpreter, Verdict.HEALTHY, "").ended(0, null);
    }

    /** A program that failed for a reason of its own, worded by {@code words}. */
    public static Finding ownFailure(@Nullable Command command, @Nullable Interpreter interpreter, String words) {
        return plain(command, interpreter, Verdict.OWN_FAILURE, words);
    }

    /** An environment failure that no cause explains, worded by {@code words}. */
    public static Finding unknown(@Nullable Command command, @Nullable Interpreter interpreter, String words) {
        return plain(command, interpreter, Verdict.UNKNOWN, words);
    }

    /** An environment failure with its causes and, for each, what could cure it. */
    public static Finding diagnosed(
            @Nullable Command command,
            @Nullable Interpreter interpreter,
            List<Diagnosis> diagnoses,
            List<List<Treatment>> treatments) {
        return new Finding(
                command,
                null,
                null,
                interpreter,
                Verdict.DIAGNOSED,
                "",
                diagnoses,
                treatments,
                null,
                false,
                null,
                null);
    }

    private static Finding plain(
            @Nullable Command command, @Nullable Interpreter interpreter, Verdict verdict, String words) {
        return new Finding(
                command, null, null, interpreter, verdict, words, List.of(), List.of(), null, false, null, null);
    }

    /** The same, with how the command ended. */
    public Finding ended(@Nullable Integer code, @Nullable String bySignal) {
        return new Finding(
                command,
                code,
                bySignal,
                interpreter,
                verdict,
                words,
                diagnoses,
                treatments,
                outcome,
                truncated,
                log,
                probe,
                beside,
                more);
    }

    /** The same, from a log that may be cut off, with the command that would decide. */
    public Finding fromLog(@Nullable String file, boolean cutOff, @Nullable Command decider) {
        return new Finding(
                command,
                exitCode,
                signal,
                interpreter,
                verdict,
                words,
                diagnoses,
                treatments,
                outcome,
                cutOff,
                file,
                decider,
                beside,
                more);
    }

    /** The same, with the command that would decide. */
    public Finding deciding(Command decider) {
        return fromLog(log, truncated, decider);
    }

    /** The same, after a treatment. */
    public Finding after(@Nullable Outcome treated) {
        return new Finding(
                command,
                exitCode,
                signal,
                interpreter,
                verdict,
                words,
                diagnoses,
                treatments,
                treated,
                truncated,
                log,
                probe,
                beside,
                more);
    }

    /** The same, beside other failures of which the program died. */
    public Finding beside(List<Diagnosis> others, int further) {
        return new Finding(
                command,
                exitCode,
                signal,
                interpreter,
                verdict,
                words,
                diagnoses,
                treatments,
                outcome,
                truncated,
                log,
                probe,
                others,
                further);
    }

    /** The same with what could cure each diagnosis. */
    public Finding treatedBy(List<List<Treatment>> offered) {
        return new Finding(
                command,
                exitCode,
                signal,
                interpreter,
                verdict,
                words,
                diagnoses,
                offered,
                outcome,
                truncated,
                log,
                probe,
                beside,
                more);
    }

    /** The failures beside the first of which these commands, were they to pass, would not show that they are gone. */
    public List<Diagnosis> unproved(List<Command> proof) {
        Set<String> loaded = Proofs.imported(proof);
        List<Diagnosis> open = new ArrayList<>();
        for (Diagnosis each : beside) {
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
        return beside.stream().anyMatch(Finding::ownFailure);
    }

    private static boolean ownFailure(Diagnosis diagnosis) {
        return diagnosis.cause().equals(NotAnEnvironmentFailure.CODE);
    }

    /** What could cure the diagnosis at {@code index}, least invasive first. */
    public List<Treatment> treatmentsOf(int index) {
        return index < treatments.size() ? treatments.get(index) : List.of();
    }
}

package tiryaq.treatment.process;

import java.util.List;
import tiryaq.command.masking.Secrets;

/**
 * How a command ended and what it printed.
 *
 * @param exitCode as a shell gives it, 128+n for a signal; -1 unless it ended by itself
 * @param out standard output, its middle left out when long
 * @param err standard error, likewise
 * @param truncated whether a middle was left out
 */
public record RunResult(Ending ending, int exitCode, String out, String err, boolean truncated) {
    private static final int TAIL_LINES = 40;

    /** The ways in which a run ends. */
    public enum Ending {
        EXITED,
        TIMED_OUT,
        INTERRUPTED,
        /** There is no such program or folder, or it may not be run; {@code err} says why. */
        NOT_STARTED
    }

    /** Whether it ended by itself with 0. */
    public boolean passed() {
        return ending == Ending.EXITED && exitCode == 0;
    }

    /** The last lines of all that was printed, errors last, without credentials. */
    public List<String> tail() {
        List<String> lines = (out + (out.isEmpty() || out.endsWith("\n") ? "" : "\n") + err)
                .lines()
                .filter(line -> !line.isBlank())
                .map(Secrets::mask)
                .toList();
        return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }
}

package tiryaq.catalogue;

import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.command.Means;

/**
 * What was run and how it ended.
 *
 * @param exitCode null where it died of a signal, or only its log is at hand
 * @param signal {@code SIGBUS}, …; null where it ended by itself, or only its log is at hand
 * @param python the interpreter that it was; null where the command tells
 * @param means how that is known; the user says so, unless a log does
 */
public record Ran(
        Command command,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable String python,
        Means means) {
    /** Where the interpreter, if one is named, is named by the user. */
    public Ran(Command command, @Nullable Integer exitCode, @Nullable String signal, @Nullable String python) {
        this(command, exitCode, signal, python, Means.OPTION);
    }

    /** Whether it was run just now; a log tells of no end. */
    boolean here() {
        return exitCode != null || signal != null;
    }
}

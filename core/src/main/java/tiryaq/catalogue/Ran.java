package tiryaq.catalogue;

import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;

/**
 * What was run and how it ended.
 *
 * @param exitCode null where it died of a signal, or only its log is at hand
 * @param signal {@code SIGBUS}, …; null where it ended by itself, or only its log is at hand
 * @param python the interpreter that the user says it was; null where the command tells
 */
public record Ran(
        Command command,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable String python) {
    /** Whether it was run just now; a log tells of no end. */
    boolean here() {
        return exitCode != null || signal != null;
    }
}

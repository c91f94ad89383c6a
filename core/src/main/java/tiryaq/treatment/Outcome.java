package tiryaq.treatment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;

/**
 * What became of a treatment.
 *
 * @param command the command that works now, complete; null unless cured
 * @param rounds each cause that was met and the treatment that was applied to it, in order
 * @param journal the id for {@code tiryaq undo}; null when nothing was changed
 */
public record Outcome(
        Status status,
        @Nullable Command command,
        List<Round> rounds,
        @Nullable String journal,
        List<Proof> proof) {
    public Outcome {
        rounds = List.copyOf(rounds);
        proof = List.copyOf(proof);
    }

    /** How it ended. */
    public enum Status {
        CURED,
        NOT_CURED,
        ROLLED_BACK,
        ROLLBACK_FAILED,
        NOTHING_TO_DO,
        REFUSED
    }

    /** A cause that was met, by code, and the id of the treatment applied. */
    public record Round(String cause, String treatment) {}

    /** A command that was run as proof, and how it ended. */
    public record Proof(Command command, int exitCode) {}
}

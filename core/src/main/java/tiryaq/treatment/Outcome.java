package tiryaq.treatment;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;

/**
 * What became of a treatment.
 *
 * @param command the command that works now, complete; null unless cured
 * @param rounds each cause that was met and the treatment that was applied to it, in order; a new environment stands in
 *     place of the one of an earlier round
 * @param journal the id for {@code tiryaq undo}, which takes back all rounds; null when nothing was changed
 * @param tried each treatment that was no cure and was taken back, in order
 */
public record Outcome(
        Status status,
        @Nullable Command command,
        List<Round> rounds,
        @Nullable String journal,
        List<Proof> proof,
        List<Tried> tried) {
    public Outcome {
        rounds = List.copyOf(rounds);
        proof = List.copyOf(proof);
        tried = List.copyOf(tried);
    }

    /** One in which nothing failed before. */
    public Outcome(
            Status status, @Nullable Command command, List<Round> rounds, @Nullable String journal, List<Proof> proof) {
        this(status, command, rounds, journal, proof, List.of());
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

    /**
     * A cause that was met, by code, and the id of the treatment applied.
     *
     * @param title of the treatment; null where it is among those of the finding
     */
    public record Round(
            String cause, String treatment, @Nullable Say title) {
        /** Of a treatment that the finding shows. */
        public Round(String cause, String treatment) {
            this(cause, treatment, null);
        }
    }

    /** A command that was run as proof, and how it ended. */
    public record Proof(Command command, int exitCode) {}

    /**
     * A treatment that was tried in vain.
     *
     * @param treatment its id
     * @param installed the words that it gave to an installer
     * @param said a few lines in which the installer itself tells why
     */
    public record Tried(String treatment, Result result, Say why, Set<String> installed, List<String> said) {
        public Tried {
            installed = Set.copyOf(installed);
            said = List.copyOf(said);
        }

        /** Of one in which no installer failed. */
        public Tried(String treatment, Result result, Say why, Set<String> installed) {
            this(treatment, result, why, installed, List.of());
        }

        /** Of one that installs nothing. */
        public Tried(String treatment, Result result, Say why) {
            this(treatment, result, why, Set.of());
        }
    }

    /** Why a treatment counts for nothing. */
    public enum Result {
        /** It could not be carried out. */
        FAILED,
        /** It was carried out and was no cure. */
        REFUTED,
        /** It cured what was diagnosed; another failure showed, whose treatment was not approved. */
        UNCOVERED
    }

    /** How a treatment was tried in vain; null where it was not. */
    public @Nullable Result resultOf(String treatment) {
        Tried found = triedOf(treatment);
        return found == null ? null : found.result();
    }

    /** What became of a treatment that was tried in vain; null where it was not. */
    public @Nullable Tried triedOf(String treatment) {
        for (Tried each : tried) {
            if (each.treatment().equals(treatment)) {
                return each;
            }
        }
        return null;
    }

    /**
     * Whether all that a step by hand would install was installed already, and was no cure. What is tried is an
     * environment of its own; put into one that stands, the same comes to what is there already.
     */
    public boolean refutes(Treatment byHand) {
        // A step without a command does more than was tried.
        boolean more = byHand.steps().stream()
                .anyMatch(step -> step instanceof Step.Manual manual && manual.command() == null);
        Set<String> asked =
                byHand.automatic() || more || byHand.scope() != Scope.ISOLATED ? Set.of() : byHand.installed();
        return !asked.isEmpty()
                && tried.stream()
                        .anyMatch(each -> each.result() == Result.REFUTED
                                && each.installed().containsAll(asked));
    }
}

package tiryaq.cli.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Applied;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Treatment;

/** What has been done so far in a cure: the rounds that stand, what proves them, and what was in vain. */
public final class CureRecord {
    private final List<Outcome.Round> rounds = new ArrayList<>();
    private final List<Outcome.Proof> proof = new ArrayList<>();
    private final List<Outcome.Tried> tried = new ArrayList<>();
    private List<Outcome.Proof> lastAgainst = List.of();
    private boolean applied;

    /** A place to come back to. */
    public record Mark(List<Outcome.Round> rounds, List<Outcome.Proof> proof) {}

    /** Where it stands now. */
    public Mark mark() {
        return new Mark(List.copyOf(rounds), List.copyOf(proof));
    }

    /** Forgets what was applied since, which is taken back. */
    public void backTo(Mark mark) {
        if (proof.size() > mark.proof().size()) {
            lastAgainst = List.copyOf(proof);
        }
        rounds.clear();
        rounds.addAll(mark.rounds());
        proof.clear();
        proof.addAll(mark.proof());
    }

    /** A treatment stands, and these commands passed under it. */
    public void applied(String cause, Treatment treatment, List<Outcome.Proof> passed) {
        rounds.add(new Outcome.Round(cause, treatment.id(), treatment.title()));
        proof.addAll(passed);
    }

    /** The program itself was run under it. */
    public void ran(Command command, int exitCode) {
        proof.add(new Outcome.Proof(command, exitCode));
    }

    /** The program's last run showed a further failure: it proves nothing of what is to come. */
    public void uncovered() {
        proof.removeLast();
    }

    /** What stood made way for another, which is proved anew. */
    public void replaced() {
        proof.clear();
    }

    /** A treatment that could not be carried out, or whose proof failed. */
    public void tried(Treatment treatment, Applied.Failed failed) {
        boolean proved = failed.stage() == Applied.Stage.PROOF;
        if (proved) {
            lastAgainst = failed.proof();
        }
        Outcome.Result result = proved ? Outcome.Result.REFUTED : Outcome.Result.FAILED;
        tried.add(new Outcome.Tried(treatment.id(), result, failed.reason(), treatment.installed(), failed.said()));
    }

    /** A treatment that was carried out, and was no cure. */
    public void tried(Treatment treatment, Outcome.Result result, Say why) {
        applied = true;
        tried.add(new Outcome.Tried(treatment.id(), result, why, treatment.installed()));
    }

    /** How many treatments were in vain so far. */
    public int inVain() {
        return tried.size();
    }

    /** Why the last one was in vain of those after so many; empty where there is none. */
    public Optional<Say> lastReason(int after) {
        return tried.size() > after ? Optional.of(tried.getLast().why()) : Optional.empty();
    }

    /**
     * The end, where the program works.
     *
     * @param command that works now; null where that is the same as before
     * @param journal that takes all of it back; null where nothing was changed
     */
    public Outcome cured(@Nullable Command command, @Nullable String journal) {
        return new Outcome(Outcome.Status.CURED, command, rounds, journal, proof, tried);
    }

    /** The end, where all is as before. */
    public Outcome failed() {
        Outcome.Status status = applied ? Outcome.Status.ROLLED_BACK : Outcome.Status.NOT_CURED;
        return new Outcome(status, null, List.of(), null, lastAgainst, tried);
    }

    /**
     * The end, where something could not be put back.
     *
     * @param journal from which another undo goes on; null where none can
     */
    public Outcome stuck(@Nullable String journal) {
        return new Outcome(Outcome.Status.ROLLBACK_FAILED, null, rounds, journal, proof, tried);
    }
}

package tiryaq.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.RunFolder;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;
import tiryaq.treatment.Applied;
import tiryaq.treatment.Execution;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Surroundings;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.candidates.NewEnvironments;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;

/** Applies treatments one after the other until the command that failed works, or all is as before. */
final class Cure {
    /** How often a version is let go before a treatment is given up. */
    private static final int RELAXED = 4;

    private final Session session;
    private final RunFolder run;
    private final Journals journals;
    private final boolean rerun;
    private final List<Outcome.Round> rounds = new ArrayList<>();
    private final List<Outcome.Proof> proofs = new ArrayList<>();
    private boolean tried;

    /**
     * In one session.
     *
     * @param rerun whether the program may be run again as the last proof
     */
    Cure(Session session, RunFolder run, Journals journals, boolean rerun) {
        this.session = session;
        this.run = run;
        this.journals = journals;
        this.rerun = rerun;
    }

    /**
     * What became of it.
     *
     * @param after what the program's own end under the cure means; null where it was not run again
     */
    record Cured(Outcome outcome, @Nullable Consulted after) {}

    /**
     * Tries these treatments in order. Each is taken back before the next one is tried.
     *
     * @param milder makes a milder treatment of one that the installer refused; null where only these are approved
     */
    Cured apply(Consulted sick, List<Treatment> treatments, @Nullable NewEnvironments milder) throws IOException {
        Deque<Treatment> todo = new ArrayDeque<>(treatments);
        String cause = sick.finding().diagnoses().getFirst().cause();
        int relaxed = 0;
        while (!todo.isEmpty()) {
            Treatment treatment = todo.removeFirst();
            Surroundings surroundings = Surroundings.of(journals, session.environment(), cause);
            session.tell(Say.of("cli.trying"), treatment.title());
            switch (Execution.apply(treatment, surroundings, line -> {})) {
                case Applied.Done done -> {
                    rounds.add(new Outcome.Round(cause, treatment.id()));
                    proofs.addAll(done.proof());
                    Optional<Cured> cured = prove(sick, treatment, done);
                    if (cured.isPresent()) {
                        return cured.get();
                    }
                }
                case Applied.Failed failed -> {
                    session.tell(failed.reason());
                    if (session.options().has("--verbose")) {
                        failed.tail().forEach(session::quote);
                    }
                    if (milder != null && failed.cause() != null && relaxed++ < RELAXED) {
                        milder.relaxed(treatment, failed.cause()).ifPresent(todo::addFirst);
                    }
                }
                case Applied.RollbackFailed stuck -> {
                    session.tell(Say.of("cli.undo-failed", "path", stuck.path()));
                    return stuck(stuck.journal());
                }
            }
        }
        Outcome.Status status = tried ? Outcome.Status.ROLLED_BACK : Outcome.Status.NOT_CURED;
        return new Cured(new Outcome(status, null, rounds, null, proofs), null);
    }

    private Cured stuck(String journal) {
        return new Cured(new Outcome(Outcome.Status.ROLLBACK_FAILED, null, rounds, journal, proofs), null);
    }

    /** Runs what had failed, as the user would. A failure of the program's own is no reason to take the cure back. */
    private Optional<Cured> prove(Consulted sick, Treatment treatment, Applied.Done done) throws IOException {
        Command command = treatment.cured() == null ? sick.finding().command() : treatment.cured();
        if (command == null || !rerun) {
            session.tell(Say.of("cli.not-run-again"));
            return Optional.of(cured(command, done, null));
        }
        Finished finished = run.run(command);
        proofs.add(new Outcome.Proof(command, finished.exitCode()));
        // The disk has changed: nothing that was remembered of it counts any more.
        Consulted after = new Consultation(session).examine(command, finished);
        // What only leaves something out may itself be the reason of a new failure; a new environment is none.
        boolean own = after.finding().verdict() == Finding.Verdict.OWN_FAILURE
                && !treatment.kind().equals(Treatments.SAFE_PATH)
                && !treatment.kind().equals(Treatments.LEAVE_OUT_ENTRY);
        if (after.finding().verdict() == Finding.Verdict.HEALTHY || own) {
            return Optional.of(cured(command, done, after));
        }
        rounds.removeLast();
        tried = true;
        after.finding().diagnoses().stream()
                .findFirst()
                .ifPresent(second -> session.tell(Say.of("cli.second-failure"), second.summary()));
        return done.journal() == null ? Optional.empty() : takeBack(done.journal());
    }

    private Optional<Cured> takeBack(String journal) {
        return switch (Undo.undo(journals, journal, null, true)) {
            case Undone.Restored restored -> Optional.empty();
            case Undone.Drifted drifted -> Optional.of(stuck(journal));
            case Undone.NotFound none -> Optional.of(stuck(journal));
            case Undone.Busy busy -> Optional.of(stuck(journal));
            case Undone.NotYours foreign -> Optional.of(stuck(journal));
            case Undone.Failed failed -> Optional.of(stuck(journal));
        };
    }

    private Cured cured(@Nullable Command command, Applied.Done done, @Nullable Consulted after) {
        return new Cured(new Outcome(Outcome.Status.CURED, command, rounds, done.journal(), proofs), after);
    }
}

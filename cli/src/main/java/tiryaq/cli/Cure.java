package tiryaq.cli;

import java.io.IOException;
import java.util.ArrayList;
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
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;

/** Applies treatments one after the other until the command that failed works, or all is as before. */
final class Cure {
    private final Session session;
    private final Consultation consultation;
    private final RunFolder run;
    private final Journals journals;
    private final List<Outcome.Round> rounds = new ArrayList<>();
    private final List<Outcome.Proof> proofs = new ArrayList<>();

    Cure(Session session, Consultation consultation, RunFolder run, Journals journals) {
        this.session = session;
        this.consultation = consultation;
        this.run = run;
        this.journals = journals;
    }

    /**
     * What became of it.
     *
     * @param last how the program itself ended under the cure; null where it was not cured
     */
    record Cured(
            Outcome outcome,
            @Nullable Finished last,
            @Nullable Consulted after) {}

    /** Tries these treatments in order. Each is taken back before the next one is tried. */
    Cured apply(Consulted sick, List<Treatment> treatments) throws IOException {
        for (Treatment treatment : treatments) {
            String cause = sick.finding().diagnoses().getFirst().cause();
            Surroundings surroundings = Surroundings.of(journals, session.environment(), cause);
            session.tell(Say.of("cli.trying"), treatment.title());
            Applied applied = Execution.apply(treatment, surroundings, line -> {});
            switch (applied) {
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
                }
                case Applied.RollbackFailed stuck -> {
                    session.tell(Say.of("cli.undo-failed", "path", stuck.path()));
                    return new Cured(
                            new Outcome(Outcome.Status.ROLLBACK_FAILED, null, rounds, stuck.journal(), proofs),
                            null,
                            null);
                }
            }
        }
        Outcome.Status status = rounds.isEmpty() ? Outcome.Status.NOT_CURED : Outcome.Status.ROLLED_BACK;
        return new Cured(new Outcome(status, null, rounds, null, proofs), null, null);
    }

    /** Runs what had failed, as the user would. A failure of the program's own is no reason to take the cure back. */
    private Optional<Cured> prove(Consulted sick, Treatment treatment, Applied.Done done) throws IOException {
        Command command = treatment.cured();
        if (command == null) {
            command = sick.finding().command();
        }
        if (command == null) {
            return Optional.of(cured(null, done, null, null));
        }
        Finished finished = run.run(command);
        proofs.add(new Outcome.Proof(command, finished.exitCode()));
        Consulted after = consultation.examine(command, finished);
        boolean works = after.finding().verdict() == Finding.Verdict.HEALTHY
                || after.finding().verdict() == Finding.Verdict.OWN_FAILURE;
        if (works) {
            return Optional.of(cured(command, done, finished, after));
        }
        after.finding().diagnoses().stream().findFirst().ifPresent(second -> session.tell(second.summary()));
        if (done.journal() != null) {
            Undone undone = Undo.undo(journals, done.journal(), null, true);
            if (undone instanceof Undone.Failed stuck) {
                return Optional.of(new Cured(
                        new Outcome(
                                Outcome.Status.ROLLBACK_FAILED,
                                null,
                                rounds,
                                stuck.journal().id(),
                                proofs),
                        null,
                        null));
            }
        }
        return Optional.empty();
    }

    private Cured cured(
            @Nullable Command command, Applied.Done done, @Nullable Finished finished, @Nullable Consulted after) {
        return new Cured(new Outcome(Outcome.Status.CURED, command, rounds, done.journal(), proofs), finished, after);
    }
}

package tiryaq.cli;

import java.util.Optional;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;
import tiryaq.treatment.journal.Drift;
import tiryaq.treatment.journal.Journal;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;

/** {@code tiryaq undo [ID]}: restores what a treatment changed. */
final class UndoCommand {
    /** Who opened an environment once has hundreds of compiled files in it. */
    private static final int SHOWN = 10;

    private UndoCommand() {}

    static ExitCode run(Session session) {
        String id = session.options().words().isEmpty()
                ? null
                : session.options().words().getFirst();
        Optional<Journals> journals = Journals.of(session.environment());
        if (journals.isEmpty()) {
            return session.complain(Say.of("cli.no-state-folder"), ExitCode.FAILURE);
        }
        String folder = Paths.absolute("/", System.getProperty("user.dir", "/"));
        Optional<Journal> latest = id == null ? journals.get().find(null, folder) : Optional.empty();
        if (latest.isPresent() && !latest.get().covers(folder)) {
            // Another project's is not meant unless it is named.
            return session.complain(
                    Say.of(
                            "cli.undo-elsewhere",
                            "id",
                            latest.get().id(),
                            "folder",
                            latest.get().project()),
                    ExitCode.USAGE);
        }
        boolean force = session.options().has("--force");
        Undone result = latest.isPresent()
                ? Undo.undo(journals.get(), latest.get(), force)
                : Undo.undo(journals.get(), id, folder, force);
        return switch (result) {
            case Undone.Restored restored -> {
                Say undone = Say.of(
                        "cli.undone",
                        "id",
                        restored.journal().id(),
                        "folder",
                        restored.journal().project());
                yield session.write(session.line(undone) + "\n", ExitCode.FINE);
            }
            case Undone.Drifted drifted -> {
                drifted.drift().stream().limit(SHOWN).forEach(each -> session.list(drift(each)));
                if (drifted.drift().size() > SHOWN) {
                    String more = String.valueOf(drifted.drift().size() - SHOWN);
                    session.list(Say.of("cli.drift.more", "count", more));
                }
                yield session.complain(
                        Say.of(
                                "cli.undo-drifted",
                                "path",
                                drifted.drift().getFirst().path()),
                        ExitCode.FAILURE);
            }
            case Undone.NotFound none ->
                session.complain(
                        id == null ? Say.of("cli.nothing-to-undo") : Say.of("cli.no-such-journal", "id", id),
                        ExitCode.USAGE);
            case Undone.NotYours strange ->
                session.complain(Say.of("cli.undo-not-yours", "path", strange.path()), ExitCode.FAILURE);
            case Undone.Busy busy ->
                session.complain(Say.of("treatment.failed.busy", "project", busy.project()), ExitCode.FAILURE);
            case Undone.Failed failed ->
                session.complain(Say.of("cli.undo-failed", "path", failed.path()), ExitCode.NOT_PUT_BACK);
        };
    }

    private static Say drift(Drift drift) {
        return switch (drift.how()) {
            case ADDED -> Say.of("cli.drift.added", "path", drift.path());
            case CHANGED -> Say.of("cli.drift", "path", drift.path());
            case REMOVED -> Say.of("cli.drift.removed", "path", drift.path());
        };
    }
}

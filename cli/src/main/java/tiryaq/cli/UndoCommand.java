package tiryaq.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;
import tiryaq.treatment.journal.Drift;
import tiryaq.treatment.journal.Forgotten;
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
        String known = id == null
                ? ""
                : journals.get().lost(id).stream()
                        .findFirst()
                        .map(Journal::project)
                        .orElse("");
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
            case Undone.LeftAlone left -> {
                left.paths().stream().skip(1).forEach(each -> session.narrate(Say.of("cli.left-alone", "path", each)));
                yield session.complain(
                        Say.of(
                                "cli.undone-but",
                                "id",
                                left.journal().id(),
                                "path",
                                left.paths().getFirst(),
                                "folder",
                                left.journal().project()),
                        ExitCode.NOT_PUT_BACK);
            }
            case Undone.Drifted drifted -> drifted(session, drifted.drift());
            case Undone.NotFound none
            when id != null && force && forgotten(journals.get(), id) ->
                session.write(session.line(Say.of("cli.forgotten", "id", id, "folder", known)) + "\n", ExitCode.FINE);
            case Undone.NotFound none ->
                session.complain(
                        journals.get().lost(id).stream()
                                .findFirst()
                                .map(lost -> Say.of("cli.undo-lost", "id", lost.id(), "folder", lost.project()))
                                .orElseGet(() -> id == null
                                        ? Say.of("cli.nothing-to-undo")
                                        : Say.of("cli.no-such-journal", "id", id)),
                        ExitCode.USAGE);
            case Undone.NotYours strange ->
                session.complain(Say.of("cli.undo-not-yours", "path", strange.path()), ExitCode.FAILURE);
            case Undone.Busy busy ->
                session.complain(Say.of("treatment.failed.busy", "project", busy.project()), ExitCode.FAILURE);
            case Undone.Failed failed ->
                session.complain(Say.of("cli.undo-failed", "path", failed.path()), ExitCode.NOT_PUT_BACK);
        };
    }

    /** Whether it was taken off the list: the folder that it was in is gone for good, as the caller says. */
    private static boolean forgotten(Journals journals, String id) {
        Optional<Journal> lost = journals.lost(id).stream().findFirst();
        try {
            return lost.isPresent() && Forgotten.forget(journals, lost.get());
        } catch (IOException e) {
            return false;
        }
    }

    /** Says what changed, and what {@code --force} would do to that. */
    static ExitCode drifted(Session session, List<Drift> drift) {
        long added =
                drift.stream().filter(each -> each.how() == Drift.How.ADDED).count();
        // What is the reader's own, and is in no package that could be had again, before the rest.
        List<Drift> changed = drift.stream()
                .filter(each -> each.how() != Drift.How.UNSURE)
                .sorted(Comparator.comparing(each -> each.how() != Drift.How.ADDED))
                .toList();
        changed.stream().limit(SHOWN).forEach(each -> session.list(told(each)));
        if (changed.size() > SHOWN) {
            session.list(Say.of("cli.drift.more", "count", String.valueOf(changed.size() - SHOWN)));
        }
        // Of what may be lost before what stays anyhow.
        Drift said = first(drift, Drift.How.UNSURE)
                .or(() -> drift.stream()
                        .filter(each -> each.how() != Drift.How.REPLACED)
                        .findFirst())
                .orElseGet(drift::getFirst);
        String key = switch (said.how()) {
            case UNSURE -> "cli.undo-unsure";
            case REPLACED -> "cli.undo-replaced";
            case ADDED, CHANGED, REMOVED -> "cli.undo-drifted";
        };
        if (key.equals("cli.undo-drifted") && added > 0) {
            return session.complain(Say.of("cli.undo-drifted.added", "count", String.valueOf(added)), ExitCode.FAILURE);
        }
        return session.complain(Say.of(key, "path", said.path()), ExitCode.FAILURE);
    }

    private static Optional<Drift> first(List<Drift> drift, Drift.How how) {
        return drift.stream().filter(each -> each.how() == how).findFirst();
    }

    private static Say told(Drift drift) {
        return switch (drift.how()) {
            case ADDED -> Say.of("cli.drift.added", "path", drift.path());
            case CHANGED, REPLACED, UNSURE -> Say.of("cli.drift", "path", drift.path());
            case REMOVED -> Say.of("cli.drift.removed", "path", drift.path());
        };
    }
}

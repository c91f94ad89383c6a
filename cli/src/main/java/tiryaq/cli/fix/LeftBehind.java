package tiryaq.cli.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.journal.Journal;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;

/**
 * What treatments of a project left behind that came to no end: their tiryaq was killed, or is at work still.
 *
 * @param told of each of them, for the reader
 * @param cleared whether anything of it was taken back, so that the disk is another one
 */
public record LeftBehind(List<Say> told, boolean cleared) {
    public LeftBehind {
        told = List.copyOf(told);
    }

    /**
     * Looks for it, and takes it back where nothing of the user's own can be lost by that.
     *
     * @param folder in which the command ran
     * @param mayClear whether anything may be changed at all
     */
    public static LeftBehind in(Journals journals, String folder, boolean mayClear) {
        List<Say> told = new ArrayList<>();
        boolean cleared = false;
        for (Journal journal : journals.history()) {
            if (!journal.unfinished() || !concerns(journal, folder)) {
                continue;
            }
            if (!journals.atRest(journal)) {
                told.add(underWay(journals, journal));
            } else if (mayClear && Undo.undo(journals, journal, false) instanceof Undone.Restored) {
                told.add(Say.of("cli.interrupted.cleared", "id", journal.id()));
                cleared = true;
            } else {
                told.add(Say.of("cli.interrupted", "id", journal.id(), "folder", journal.project()));
            }
        }
        return new LeftBehind(told, cleared);
    }

    /** An environment may stand in a folder of our own, where the project takes none. */
    private static boolean concerns(Journal journal, String folder) {
        Command command = journal.command();
        return journal.covers(folder) || (command != null && command.folder().equals(folder));
    }

    private static Say underWay(Journals journals, Journal journal) {
        OptionalLong worker = journals.worker(journal);
        return worker.isPresent()
                ? Say.of("cli.under-way", "id", journal.id(), "process", String.valueOf(worker.getAsLong()))
                : Say.of("cli.under-way.somewhere", "id", journal.id());
    }
}

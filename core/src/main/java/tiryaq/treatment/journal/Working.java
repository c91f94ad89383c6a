package tiryaq.treatment.journal;

import java.io.IOException;
import java.util.Optional;
import tiryaq.command.Command;

/** The command that works once all rounds of a cure are done: a later one may need more than the journal's own. */
public final class Working {
    private Working() {}

    /**
     * Notes it in the journal of the round that made something; of a journal that is not there any more nothing.
     *
     * @throws IOException when it cannot be written: the journal is then as it was
     */
    public static void note(Journals journals, String id, Command command) throws IOException {
        Optional<Journal> found =
                journals.history().stream().filter(each -> each.id().equals(id)).findFirst();
        Command kept = Kept.command(command);
        if (found.isPresent() && !kept.equals(found.get().command())) {
            journals.note(found.get().working(kept));
        }
    }
}

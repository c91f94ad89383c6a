package tiryaq.treatment.journal;

import java.io.IOException;
import java.util.Optional;
import tiryaq.command.Command;

/** The command that works once all rounds of a cure are done: a later one may need more than the journal's own. */
public final class Working {
    private Working() {}

    /**
     * Notes it in the journal of the round that made something; of a journal that is not there any more nothing. False
     * where it cannot be written: what was made stands all the same, and can be undone.
     */
    public static boolean note(Journals journals, String id, Command command) {
        Optional<Journal> found =
                journals.history().stream().filter(each -> each.id().equals(id)).findFirst();
        Command kept = Kept.command(command);
        if (found.isPresent() && !kept.equals(found.get().command())) {
            try {
                journals.note(found.get().working(kept));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}

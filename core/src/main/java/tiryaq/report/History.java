package tiryaq.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;

/** The treatments that were applied, latest first. */
public record History(List<Entry> entries) {
    public History {
        entries = List.copyOf(entries);
    }

    /** What has become of a treatment. */
    public enum State {
        /** It was proved, and what it made is there. */
        IN_FORCE,
        /** Another tiryaq is at work on it. */
        RUNNING,
        /** It, or its undo, was killed midway. */
        INTERRUPTED,
        /** Its project was moved or removed. */
        LOST
    }

    /**
     * One of them.
     *
     * @param id for {@code tiryaq undo}
     * @param cause the code that it cured
     * @param treatment its title
     * @param folder where it was applied, be it there or not
     * @param command what works since then; null where that is unknown
     */
    public record Entry(
            String id,
            Instant when,
            State state,
            String cause,
            Say treatment,
            String folder,
            @Nullable Command command) {}
}

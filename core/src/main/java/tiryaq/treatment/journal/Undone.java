package tiryaq.treatment.journal;

import java.util.List;

/** What became of an undo. */
public sealed interface Undone {
    /**
     * All is as before.
     *
     * @param removed absolute paths
     */
    record Restored(Journal journal, List<String> removed) implements Undone {
        public Restored {
            removed = List.copyOf(removed);
        }
    }

    /**
     * The treatment is forgotten and what was left of it is gone, but not all is as before.
     *
     * @param removed absolute paths
     * @param paths absolute, where something else stands by now than what was made; at least one
     */
    record LeftAlone(Journal journal, List<String> removed, List<String> paths) implements Undone {
        public LeftAlone {
            removed = List.copyOf(removed);
            paths = List.copyOf(paths);
        }
    }

    /** What was made has changed since: nothing was done. */
    record Drifted(Journal journal, List<Drift> drift) implements Undone {
        public Drifted {
            drift = List.copyOf(drift);
        }
    }

    /** No journal of that id, or none at all. */
    record NotFound() implements Undone {}

    /**
     * There is a journal of that id, but neither this user's own nor of tiryaq's form: nothing was done.
     *
     * @param path of the journal
     */
    record NotYours(String path) implements Undone {}

    /** Another tiryaq works in that project. */
    record Busy(String project) implements Undone {}

    /**
     * It could not be finished; what is left is noted, and another undo goes on from there.
     *
     * @param path what could not be removed or written
     * @param why in the system's words
     */
    record Failed(Journal journal, String path, String why) implements Undone {}
}

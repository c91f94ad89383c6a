package tiryaq.treatment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.engine.EngineFailure;
import tiryaq.treatment.engine.EngineWords;

/** What became of applying a treatment. */
public sealed interface Applied {
    /**
     * Done and proved.
     *
     * @param journal the id for undo; null when nothing was changed
     * @param cured the command that works now
     */
    record Done(
            @Nullable String journal,
            List<Change> changes,
            @Nullable Command cured,
            List<Outcome.Proof> proof) implements Applied {
        public Done {
            changes = List.copyOf(changes);
            proof = List.copyOf(proof);
        }
    }

    /**
     * Not done; all is as before.
     *
     * @param cause the installer's failure, where it was one
     * @param tail the last lines that were printed
     */
    record Failed(Stage stage, Say reason, @Nullable EngineFailure cause, List<String> tail, List<Outcome.Proof> proof)
            implements Applied {
        public Failed {
            tail = List.copyOf(tail);
            proof = List.copyOf(proof);
        }

        /** What the installer itself said of why, a few lines; empty where it was not an installer that failed. */
        public List<String> said() {
            return cause == null ? List.of() : EngineWords.of(tail, cause);
        }
    }

    /**
     * Not done, and what was begun could not be taken back in full; another undo goes on from there.
     *
     * @param journal the id for undo
     * @param path what could not be removed
     * @param why in the system's words
     */
    record RollbackFailed(String journal, String path, String why, Failed after) implements Applied {}

    /**
     * Not done, and taken back but for what something else took the place of meanwhile.
     *
     * @param paths of that, absolute
     */
    record LeftAlone(List<String> paths, Failed after) implements Applied {
        public LeftAlone {
            paths = List.copyOf(paths);
        }
    }

    /** Where it failed. */
    enum Stage {
        /** It is none that tiryaq does itself. */
        REFUSED,
        /** Another tiryaq works in the same project. */
        BUSY,
        /** Something could not be written, or stands there already. */
        WRITE,
        /** A step did not pass. */
        STEP,
        /** All was done, and it is no cure. */
        PROOF,
        INTERRUPTED
    }
}

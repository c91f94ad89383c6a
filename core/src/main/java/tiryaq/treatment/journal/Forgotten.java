package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** What the index knows of a project that is gone for good: a line in a list, and nothing that could be undone. */
public final class Forgotten {
    private Forgotten() {}

    /**
     * Takes a treatment off the index whose folder is not at its place any more. Its journal, should it be anywhere, is
     * left alone: moved with its project, it is still undone there by its id.
     *
     * @return false where it is at its place, or somebody is at work there
     * @throws IOException when the index cannot be written to
     */
    public static boolean forget(Journals journals, Journal lost) throws IOException {
        try (ProjectLock lock = journals.lock(lost.project(), Duration.ZERO).orElse(null)) {
            return lock != null
                    && lock.shutOutOthers(Duration.ZERO)
                    && !journals.lost(lost.id()).isEmpty()
                    && Files.deleteIfExists(journals.entry(lost.id()));
        }
    }
}

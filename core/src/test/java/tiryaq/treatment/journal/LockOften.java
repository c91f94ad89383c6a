package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that takes a lock again and again, without any rest: the lock's file, times. */
public final class LockOften {
    private LockOften() {}

    /** Ends with 0 if it was always alone while it held it. */
    public static void main(String[] words) throws IOException {
        Path file = Path.of(words[0]);
        Path alone = file.resolveSibling("alone");
        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
            while (LockFile.attempt(file, false) != LockFile.Try.TAKEN) {
                Thread.onSpinWait();
            }
            Files.createFile(alone);
            Files.delete(alone);
            LockFile.release(file);
        }
    }
}

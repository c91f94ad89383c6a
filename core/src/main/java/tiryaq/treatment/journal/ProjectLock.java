package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kernel lock on a project: gone by itself when its holder is killed. */
public final class ProjectLock implements AutoCloseable {
    private static final long PAUSE = 50;

    private final FileChannel channel;

    private ProjectLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock of a project.
     *
     * @param state our folder of this user
     * @return empty when another holds it all the time, or the caller is interrupted
     * @throws IOException when the lock's file cannot be made
     */
    static Optional<ProjectLock> take(Path state, String project, Duration patience) throws IOException {
        Path locks = state.resolve("locks");
        Durable.privateFolders(locks);
        FileChannel channel =
                FileChannel.open(locks.resolve(name(project)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            long end = System.nanoTime() + patience.toNanos();
            taken = lock(channel) != null;
            while (!taken && System.nanoTime() < end) {
                Thread.sleep(PAUSE);
                taken = lock(channel) != null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? Optional.of(new ProjectLock(channel)) : Optional.empty();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of ours holds it.
            return null;
        }
    }

    private static String name(String project) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < project.length(); i++) {
            hash = (hash ^ project.charAt(i)) * 0x100000001b3L;
        }
        return HexFormat.of().toHexDigits(hash) + ".lock";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Kernel locks on files that stand only while one is held: the holder makes the file and takes it away again. */
final class LockFile {
    /**
     * Those that this process holds or tries. The kernel's locks are a process's: a second thread that only closed the
     * same file would let go of the first one's lock.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private static final Map<Path, Held> HELD = new ConcurrentHashMap<>();

    private record Held(FileChannel channel, Object picture) {}

    private LockFile() {}

    /** What became of a try. */
    enum Try {
        TAKEN,
        HELD_BY_ANOTHER,
        /** The last holder took the file away meanwhile: the next try is at another one. */
        GONE
    }

    /**
     * Tries once, without waiting.
     *
     * @param shared whether users other than its maker may take it
     * @throws NotYoursException when something that is no file stands in its place
     * @throws IOException when it cannot be made or locked
     */
    static Try attempt(Path file, boolean shared) throws IOException {
        if (!OURS.add(file)) {
            return Try.HELD_BY_ANOTHER;
        }
        Try result = Try.HELD_BY_ANOTHER;
        try {
            result = opened(file, shared);
        } finally {
            if (result != Try.TAKEN) {
                OURS.remove(file);
            }
        }
        return result;
    }

    private static Try opened(Path file, boolean shared) throws IOException {
        make(file, shared);
        Object before = picture(file);
        if (before == null) {
            return Try.GONE;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return Try.GONE;
        }
        Try result = Try.HELD_BY_ANOTHER;
        try {
            if (lock(channel) != null) {
                // Who waited for a holder may have locked a file that has no name any more.
                result = before.equals(picture(file)) ? Try.TAKEN : Try.GONE;
            }
        } catch (IOException e) {
            // Not every file system can: there nobody holds it.
            Files.deleteIfExists(file);
            throw e;
        } finally {
            if (result == Try.TAKEN) {
                HELD.put(file, new Held(channel, before));
            } else {
                channel.close();
            }
        }
        return result;
    }

    private static void make(Path file, boolean shared) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            return;
        }
        if (!shared) {
            return;
        }
        try {
            // Root's file must be open to the user, whom root may serve; the folder keeps all others out.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (IOException e) {
            // Taken away by another holder, or a file system without modes: both show when it is opened.
            return;
        }
    }

    /** Which file stands there; null for none. A pipe put in its place would never open. */
    private static @Nullable Object picture(Path file) throws IOException {
        try {
            Map<String, Object> seen =
                    Files.readAttributes(file, "unix:dev,ino,creationTime,isRegularFile", LinkOption.NOFOLLOW_LINKS);
            if (!Boolean.TRUE.equals(seen.get("isRegularFile"))) {
                throw new NotYoursException(file.toString());
            }
            return seen;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of ours holds it, by another path.
            return null;
        }
    }

    /** Takes the file away and lets go of its lock, if this process holds it. */
    static void release(Path file) throws IOException {
        Held held = HELD.remove(file);
        if (held == null) {
            return;
        }
        // While it is held: whoever waits sees that it is gone, and makes another.
        try (FileChannel channel = held.channel()) {
            if (channel.isOpen() && held.picture().equals(picture(file))) {
                Files.deleteIfExists(file);
            }
        } catch (NotYoursException e) {
            // Something else was put in its place: that stays.
            return;
        } finally {
            OURS.remove(file);
        }
    }
}

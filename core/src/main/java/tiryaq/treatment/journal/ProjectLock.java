package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tiryaq.digest.Fnv1a;

/**
 * Kernel locks on a project, gone by themselves when their holder is killed. One in the user's state folder shuts out
 * this user's other tiryaqs, also where a project takes no files; one in the project's {@code .tiryaq} shuts out other
 * users.
 */
public final class ProjectLock implements AutoCloseable {
    private static final long PAUSE = 50;
    private static final int MOST = 1000;
    private static final String NAME = "lock";

    /** The locks in projects that this process holds: only a holder may remove one. */
    private static final Map<Path, FileChannel> HELD = new ConcurrentHashMap<>();

    private final FileChannel own;
    private final Path folder;
    private boolean holding;

    private ProjectLock(FileChannel own, Path folder) {
        this.own = own;
        this.folder = folder;
    }

    /**
     * Waits until no other tiryaq of this user works in a project.
     *
     * @param state our folder of this user
     * @return empty when another holds it all the time, or the caller is interrupted
     * @throws IOException when the lock's file cannot be made
     */
    static Optional<ProjectLock> take(Path state, String project, Duration patience) throws IOException {
        Path locks = state.resolve("locks");
        Durable.privateFolders(locks);
        Path folder = Path.of(project, Journals.FOLDER);
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
        return taken ? Optional.of(new ProjectLock(channel, folder)) : Optional.empty();
    }

    /**
     * Waits until no other user's tiryaq works there either. Where the project has no {@code .tiryaq}, or it takes no
     * files from this user, nobody else is shut out.
     *
     * @return false when another user holds it all the time, something that is no file stands in its place, or the
     *     caller is interrupted
     */
    public boolean shutOutOthers(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        for (int gone = 0; gone < MOST && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS); ) {
            try {
                Try result = holding ? Try.TAKEN : attempt();
                if (result == Try.TAKEN) {
                    holding = true;
                    return true;
                }
                if (result == Try.GONE) {
                    gone++;
                } else if (System.nanoTime() >= end) {
                    return false;
                } else {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (NotYoursException e) {
                // Something was put in the lock's place: who works there cannot be known.
                return false;
            } catch (IOException e) {
                // It takes no files from this user, or no locks; begin and undo will say so, or need not.
                return true;
            }
        }
        return !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private enum Try {
        TAKEN,
        HELD_BY_ANOTHER,
        /** The last holder took the file away meanwhile. */
        GONE
    }

    private Try attempt() throws IOException {
        if (HELD.containsKey(folder)) {
            return Try.HELD_BY_ANOTHER;
        }
        Path file = folder.resolve(NAME);
        make(file);
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
                result = before.equals(picture(file)) ? Try.TAKEN : Try.GONE;
            }
        } catch (IOException e) {
            // Not every file system can: there nobody holds it.
            Files.deleteIfExists(file);
            throw e;
        } finally {
            if (result == Try.TAKEN) {
                HELD.put(folder, channel);
            } else {
                channel.close();
            }
        }
        return result;
    }

    private static void make(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
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
                    Files.readAttributes(file, "unix:dev,ino,isRegularFile", LinkOption.NOFOLLOW_LINKS);
            if (!Boolean.TRUE.equals(seen.get("isRegularFile"))) {
                throw new NotYoursException(file.toString());
            }
            return seen;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Whether nothing stands in a project's {@code .tiryaq} but, perhaps, a lock and our {@code .gitignore}. */
    static boolean isAlone(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path each : inside) {
                if (!String.valueOf(each.getFileName()).equals(NAME) && !Unversioned.isMark(each)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes the lock in that folder and lets go of it, if this process holds it. */
    static void remove(Path folder) throws IOException {
        FileChannel channel = HELD.remove(folder);
        if (channel != null) {
            // While it is held: whoever waits sees that it is another file's by then.
            try (channel) {
                Files.deleteIfExists(folder.resolve(NAME));
            }
        }
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
        return Fnv1a.hex(project) + ".lock";
    }

    @Override
    public void close() throws IOException {
        try (own) {
            if (holding) {
                remove(folder);
            }
        }
    }
}

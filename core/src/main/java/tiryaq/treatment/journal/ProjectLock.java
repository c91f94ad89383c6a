package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
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

    private final Path own;
    private final Path folder;
    private boolean holding;

    private ProjectLock(Path own, Path folder) {
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
        Path own = locks.resolve(name(project));
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (int gone = 0; gone < MOST; ) {
                switch (LockFile.attempt(own, false)) {
                    case TAKEN -> {
                        return Optional.of(new ProjectLock(own, Path.of(project, Journals.FOLDER)));
                    }
                    case GONE -> gone++;
                    case HELD_BY_ANOTHER -> {
                        if (System.nanoTime() >= end) {
                            return Optional.empty();
                        }
                        Thread.sleep(PAUSE);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
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
                LockFile.Try result = holding ? LockFile.Try.TAKEN : LockFile.attempt(folder.resolve(NAME), true);
                if (result == LockFile.Try.TAKEN) {
                    holding = true;
                    return true;
                }
                if (result == LockFile.Try.GONE) {
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
        LockFile.release(folder.resolve(NAME));
    }

    /** The process that works in a project for this user; empty where none does, or the system does not tell. */
    static OptionalLong holder(Path state, String project) {
        Path own = state.resolve("locks").resolve(name(project));
        try {
            String file = ":" + Files.getAttribute(own, "unix:ino") + " ";
            for (String line : Files.readAllLines(Path.of("/proc/locks"))) {
                String[] words = line.strip().split("\\s+");
                if (line.contains(file) && words.length > 4 && words[1].equals("POSIX")) {
                    return OptionalLong.of(Long.parseLong(words[4]));
                }
            }
        } catch (IOException | NumberFormatException | UnsupportedOperationException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    private static String name(String project) {
        return Fnv1a.hex(project) + ".lock";
    }

    @Override
    public void close() throws IOException {
        try {
            if (holding) {
                remove(folder);
            }
        } finally {
            LockFile.release(own);
        }
    }
}

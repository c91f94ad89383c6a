package tiryaq.cli.demo;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import tiryaq.tree.Tree;

/** A folder that is gone when the demo ends, by Ctrl-C too, unless it is to be kept. */
final class ThrowAway implements AutoCloseable {
    private static final int ATTEMPTS = 20;

    private final Path path;
    private final boolean keep;
    private final Thread atExit;

    private ThrowAway(Path path, boolean keep, Processes processes) {
        this.path = path;
        this.keep = keep;
        this.atExit = new Thread(() -> {
            processes.stop();
            remove();
        });
    }

    /**
     * Makes a new folder with a name of its own, for this user only.
     *
     * @throws IOException when that cannot be
     */
    static ThrowAway make(Path parent, boolean keep, Processes processes) throws IOException {
        // Real path: interpreters and tiryaq name files by it, and a link such as macOS's /tmp would give two names.
        Path path = fresh(parent.toRealPath());
        ThrowAway folder = new ThrowAway(path, keep, processes);
        Runtime.getRuntime().addShutdownHook(folder.atExit);
        return folder;
    }

    /** A short name, for it stands in every line of the demo's screens. */
    private static Path fresh(Path parent) throws IOException {
        int attempt = 0;
        while (attempt < ATTEMPTS) {
            String name = "tiryaq-" + Integer.toHexString(0x1000 | new SecureRandom().nextInt(0x10000));
            try {
                return Files.createDirectory(
                        parent.resolve(name),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                attempt++;
            }
        }
        return Files.createTempDirectory(parent, "tiryaq-");
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // ending already: the hook does it
        }
        remove();
    }

    private void remove() {
        // A process that was just ended may have written once more.
        for (int attempt = 0; attempt < 5 && !keep && Files.exists(path); attempt++) {
            try {
                Tree.remove(path);
            } catch (IOException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

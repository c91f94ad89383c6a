package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writing that survives being killed, or a loss of power: the old text or the new one, never a part. */
final class Durable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Durable() {}

    static void write(Path file, String text) throws IOException {
        // A name that nobody can have put a link under; one that a killed tiryaq left is in nobody's way.
        Path fresh = file.resolveSibling(file.getFileName() + "." + Long.toHexString(RANDOM.nextLong()) + ".new");
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        syncFolder(file.getParent());
    }

    /** Removes a file, and what was left where writing it was killed. */
    static void remove(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, file.getFileName() + ".*.new")) {
                for (Path each : left) {
                    Files.deleteIfExists(each);
                }
            }
        }
        Files.deleteIfExists(file);
    }

    static void syncFolder(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every file system can; the rename itself is still atomic.
            return;
        }
    }

    /** Makes a folder that only its owner may enter. */
    static void privateFolder(Path folder) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Makes a folder that only its owner may enter, and those on the way. */
    static void privateFolders(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}

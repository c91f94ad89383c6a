package tiryaq.binary;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.machine.Problem;

/** Files as they are, read afresh each time; counts the reads. */
final class DiskMachine implements Machine {
    int reads;

    @Override
    public FileStatus stat(String path) {
        Path file = Path.of(path);
        if (!Files.exists(file)) {
            return FileStatus.ABSENT;
        }
        FileStatus.Kind kind = Files.isRegularFile(file) ? FileStatus.Kind.FILE : FileStatus.Kind.FOLDER;
        return new FileStatus(kind, file.toFile().length(), 0, "", false);
    }

    @Override
    public FileStatus lstat(String path) {
        return stat(path);
    }

    @Override
    public Listing list(String folder) {
        return Listing.of(Problem.ABSENT);
    }

    @Override
    public Optional<String> readLink(String path) {
        return Optional.empty();
    }

    @Override
    public Content read(String path, long position, int length) {
        reads++;
        try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(length, file.length() - position))];
            file.seek(position);
            file.readFully(bytes);
            return new Content(bytes, Problem.NONE);
        } catch (IOException unreadable) {
            return Content.of(Problem.FORBIDDEN);
        }
    }

    @Override
    public Map<String, String> variables() {
        return Map.of();
    }

    @Override
    public Platform platform() {
        return new Platform("linux", "x86_64", 0);
    }
}

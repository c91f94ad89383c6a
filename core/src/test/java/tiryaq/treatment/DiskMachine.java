package tiryaq.treatment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.machine.Problem;

/** The disk as it is, without memory. */
public record DiskMachine(Map<String, String> variables) implements Machine {
    @Override
    public FileStatus stat(String path) {
        return status(path);
    }

    @Override
    public FileStatus lstat(String path) {
        return status(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static FileStatus status(String path, LinkOption... options) {
        try {
            BasicFileAttributes found = Files.readAttributes(Path.of(path), BasicFileAttributes.class, options);
            FileStatus.Kind kind = found.isRegularFile()
                    ? FileStatus.Kind.FILE
                    : found.isDirectory()
                            ? FileStatus.Kind.FOLDER
                            : found.isSymbolicLink() ? FileStatus.Kind.LINK : FileStatus.Kind.OTHER;
            return new FileStatus(
                    kind, found.size(), found.lastModifiedTime().toMillis(), "", Files.isExecutable(Path.of(path)));
        } catch (IOException e) {
            return FileStatus.ABSENT;
        }
    }

    @Override
    public Listing list(String folder) {
        List<String> names = new ArrayList<>();
        try (var inside = Files.newDirectoryStream(Path.of(folder))) {
            inside.forEach(each -> names.add(String.valueOf(each.getFileName())));
        } catch (IOException e) {
            return Listing.of(Problem.ABSENT);
        }
        Collections.sort(names);
        return new Listing(names, Problem.NONE);
    }

    @Override
    public Optional<String> readLink(String path) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of(path)).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Content read(String path, long position, int length) {
        try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
            file.seek(position);
            byte[] bytes = new byte[(int) Math.min(length, Math.max(0, file.length() - position))];
            file.readFully(bytes);
            return new Content(Arrays.copyOf(bytes, bytes.length), Problem.NONE);
        } catch (IOException e) {
            return Content.of(Problem.ABSENT);
        }
    }

    @Override
    public Platform platform() {
        return new Platform("linux", "x86_64", 0);
    }
}

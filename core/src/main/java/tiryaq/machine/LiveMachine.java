package tiryaq.machine;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This machine, asked anew each time. */
public final class LiveMachine implements Machine {
    private static final LinkOption[] FOLLOWING = {};
    private static final LinkOption[] NOT_FOLLOWING = {LinkOption.NOFOLLOW_LINKS};

    private final Map<String, String> variables;
    private final Platform platform;

    /** This machine as the owner of these variables sees it. */
    public LiveMachine(Map<String, String> variables, Platform platform) {
        this.variables = Map.copyOf(variables);
        this.platform = platform;
    }

    @Override
    public FileStatus stat(String path) {
        return status(path, FOLLOWING);
    }

    @Override
    public FileStatus lstat(String path) {
        return status(path, NOT_FOLLOWING);
    }

    private static FileStatus status(String path, LinkOption... options) {
        try {
            return status(RawNames.path(path), options);
        } catch (InvalidPathException e) {
            return FileStatus.ABSENT;
        }
    }

    /**
     * By the attributes of every file system: those of POSIX take four times as long, a search asks hundreds of times.
     */
    private static FileStatus status(Path path, LinkOption... options) {
        try {
            BasicFileAttributes found =
                    path.getFileSystem().provider().readAttributesIfExists(path, BasicFileAttributes.class, options);
            if (found == null) {
                return FileStatus.ABSENT;
            }
            boolean file = found.isRegularFile();
            FileStatus.Kind kind = file
                    ? FileStatus.Kind.FILE
                    : found.isDirectory()
                            ? FileStatus.Kind.FOLDER
                            : found.isSymbolicLink() ? FileStatus.Kind.LINK : FileStatus.Kind.OTHER;
            return new FileStatus(
                    kind,
                    found.size(),
                    found.lastModifiedTime().toMillis(),
                    found.fileKey() == null ? "" : found.fileKey().toString(),
                    file && Files.isExecutable(path));
        } catch (NoSuchFileException e) {
            return FileStatus.ABSENT;
        } catch (FileSystemException e) {
            return absentBelowFile(e) ? FileStatus.ABSENT : FileStatus.UNREADABLE;
        } catch (IOException e) {
            return FileStatus.UNREADABLE;
        }
    }

    /** ENOTDIR has no exception of its own: something on the way is a file, so nothing stands below it. */
    private static boolean absentBelowFile(FileSystemException e) {
        return "Not a directory".equals(e.getReason());
    }

    @Override
    public Listing list(String folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(RawNames.path(folder))) {
            for (Path entry : entries) {
                names.add(RawNames.name(entry));
            }
        } catch (NotDirectoryException e) {
            // Said, too, of what would lie below a file.
            return Listing.of(stat(folder).exists() ? Problem.NOT_A_FOLDER : Problem.ABSENT);
        } catch (IOException | InvalidPathException e) {
            return Listing.of(problem(e));
        } catch (DirectoryIteratorException e) {
            Collections.sort(names);
            return new Listing(names, Problem.UNREADABLE);
        }
        Collections.sort(names);
        return new Listing(names, Problem.NONE);
    }

    private static Problem problem(Exception e) {
        return switch (e) {
            case NoSuchFileException absent -> Problem.ABSENT;
            case InvalidPathException invalid -> Problem.ABSENT;
            case AccessDeniedException denied -> Problem.FORBIDDEN;
            case FileSystemLoopException loop -> Problem.UNREADABLE;
            case FileSystemException other when absentBelowFile(other) -> Problem.ABSENT;
            default -> Problem.UNREADABLE;
        };
    }

    @Override
    public Optional<String> readLink(String path) {
        try {
            return Optional.of(RawNames.target(Files.readSymbolicLink(RawNames.path(path))));
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    public Content read(String path, long position, int length) {
        try {
            return read(path, RawNames.path(path), position, length);
        } catch (InvalidPathException e) {
            return Content.of(Problem.ABSENT);
        }
    }

    private static Content read(String name, Path path, long position, int length) {
        // Opening a FIFO or a device would block or have effects.
        FileStatus status = status(path, FOLLOWING);
        if (status.kind() != FileStatus.Kind.FILE) {
            return Content.of(
                    switch (status.kind()) {
                        case ABSENT -> Problem.ABSENT;
                        case UNREADABLE -> Problem.UNREADABLE;
                        default -> Problem.NOT_A_FILE;
                    });
        }
        byte[] bytes = new byte[room(name, status.size(), position, length)];
        if (position == 0 && RawNames.plain(name)) {
            // Half as long as by a channel, and nearly all that is read is read so.
            try (FileInputStream in = new FileInputStream(name)) {
                int got = in.readNBytes(bytes, 0, bytes.length);
                return new Content(got < bytes.length ? Arrays.copyOf(bytes, got) : bytes, Problem.NONE);
            } catch (FileNotFoundException e) {
                // The channel tells why.
            } catch (IOException e) {
                return Content.of(problem(e));
            }
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(position);
            int got = 0;
            while (buffer.hasRemaining() && got >= 0) {
                got = channel.read(buffer);
            }
        } catch (IOException e) {
            return Content.of(problem(e));
        }
        return new Content(buffer.hasRemaining() ? Arrays.copyOf(bytes, buffer.position()) : bytes, Problem.NONE);
    }

    /**
     * How many bytes a read may give. Files of the kernel's have no size of their own, others without one are empty.
     */
    static int room(String name, long size, long position, int length) {
        boolean unsized = size == 0 && (name.startsWith("/proc/") || name.startsWith("/sys/"));
        return unsized ? Math.min(length, 1 << 20) : (int) Math.max(0, Math.min(length, size - position));
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public Platform platform() {
        return platform;
    }
}

package tiryaq.machine;

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
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** This machine, asked anew each time. */
public final class LiveMachine implements Machine {
    private static final String ATTRIBUTES = "unix:mode,uid,ino,dev,size,lastModifiedTime";
    private static final LinkOption[] FOLLOWING = {};
    private static final LinkOption[] NOT_FOLLOWING = {LinkOption.NOFOLLOW_LINKS};
    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

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

    private static FileStatus status(Path path, LinkOption... options) {
        try {
            Map<String, Object> found = Files.readAttributes(path, ATTRIBUTES, options);
            int mode = (Integer) of(found, "mode");
            FileStatus.Kind kind = switch (mode & TYPE) {
                case FOLDER -> FileStatus.Kind.FOLDER;
                case FILE -> FileStatus.Kind.FILE;
                case LINK -> FileStatus.Kind.LINK;
                default -> FileStatus.Kind.OTHER;
            };
            return new FileStatus(
                    kind,
                    (Long) of(found, "size"),
                    ((FileTime) of(found, "lastModifiedTime")).toMillis(),
                    found.get("dev") + ":" + found.get("ino"),
                    mode & 07777,
                    (Integer) of(found, "uid"));
        } catch (NoSuchFileException e) {
            return FileStatus.ABSENT;
        } catch (FileSystemException e) {
            return absentBelowFile(e) ? FileStatus.ABSENT : FileStatus.UNREADABLE;
        } catch (IOException e) {
            return FileStatus.UNREADABLE;
        }
    }

    private static Object of(Map<String, Object> found, String name) {
        return Objects.requireNonNull(found.get(name));
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
            return read(RawNames.path(path), position, length);
        } catch (InvalidPathException e) {
            return Content.of(Problem.ABSENT);
        }
    }

    private static Content read(Path path, long position, int length) {
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
        int wanted = (int) Math.max(0, Math.min(length, status.size() - position));
        // Files in /proc have no size of their own.
        byte[] bytes = new byte[status.size() == 0 ? Math.min(length, 1 << 20) : wanted];
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

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public Platform platform() {
        return platform;
    }
}

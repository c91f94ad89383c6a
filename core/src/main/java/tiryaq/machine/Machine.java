package tiryaq.machine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The only door to what is being examined: an examination is a pure function of a symptom and a machine. Never writes.
 * No method throws for anything that is wrong on the disk: the answer says so.
 *
 * <p>An examination asks through {@link Remembering}, where asking twice is free and gives the same answer. The
 * exception are contents: once 8 MiB of them are kept, others are read again, and a file that changed meanwhile then
 * tells something else; only a machine that records keeps all.
 *
 * <p>Paths are absolute, with {@code /}; bytes that are no valid UTF-8 are kept as lone low surrogates, as Python's
 * {@code surrogateescape} does (PEP 383).
 */
public interface Machine {
    /** What stands at a path, links followed. */
    FileStatus stat(String path);

    /** What stands at a path itself, a link not followed. */
    FileStatus lstat(String path);

    /** The names in a folder, sorted, without {@code .} and {@code ..}. */
    Listing list(String folder);

    /** Where a symbolic link points, as written in it. */
    Optional<String> readLink(String path);

    /** Up to {@code length} bytes of a file from {@code position}; fewer where the file ends. */
    Content read(String path, long position, int length);

    /** The text of a Python source or of a file like one; no more than its first MiB, and empty where there is none. */
    default String source(String path) {
        return read(path, 0, 1 << 20).text();
    }

    /** What is made of a file, where that is more work than to read it: made anew, but by a machine that remembers. */
    default <T> T made(String path, Class<T> kind, Supplier<T> maker) {
        return maker.get();
    }

    /** The environment of the command that failed. */
    Map<String, String> variables();

    /** What kind of machine this is. */
    Platform platform();

    /** A variable of the command that failed; an empty one counts as absent, as it does for Python. */
    default Optional<String> variable(String name) {
        return Optional.ofNullable(variables().get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether a regular file stands at this path, links followed. */
    default boolean isFile(String path) {
        return stat(path).kind() == FileStatus.Kind.FILE;
    }

    /** Whether a folder stands at this path, links followed. */
    default boolean isFolder(String path) {
        return stat(path).kind() == FileStatus.Kind.FOLDER;
    }
}

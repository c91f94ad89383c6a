package tiryaq.treatment.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * All that stands in a tree, so that what changes later is seen.
 *
 * @param entries by path relative to the project, sorted
 */
public record Manifest(Map<String, Entry> entries) {
    /** Nothing. */
    public static final Manifest EMPTY = new Manifest(Map.of());

    public Manifest {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /**
     * One thing in the tree.
     *
     * @param kind {@code f} file, {@code d} folder, {@code l} link, {@code o} anything else
     * @param size bytes of a file, else 0
     * @param mode permission bits, 0 for a link
     * @param modified milliseconds since the epoch
     * @param content a checksum of a file's bytes, else 0
     * @param target where a link points, else empty
     */
    public record Entry(char kind, long size, int mode, long modified, long content, String target) {
        /** Whether both are the same to a reader: a mere touch changes nothing. */
        boolean sameAs(Entry other) {
            return kind == other.kind
                    && size == other.size
                    && mode == other.mode
                    && content == other.content
                    && target.equals(other.target);
        }
    }

    /** Reads trees in a project's folder; links are never followed. */
    static Manifest of(Path project, Iterable<String> names) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        byte[] buffer = new byte[1 << 16];
        for (String name : names) {
            Path root = project.resolve(name);
            if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) throws IOException {
                    return add(folder, found);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                    return add(file, found);
                }

                private FileVisitResult add(Path path, BasicFileAttributes found) throws IOException {
                    entries.put(project.relativize(path).toString(), entry(path, found, buffer));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return new Manifest(entries);
    }

    private static Entry entry(Path path, BasicFileAttributes found, byte[] buffer) throws IOException {
        long modified = found.lastModifiedTime().toMillis();
        if (found.isSymbolicLink()) {
            return new Entry(
                    'l', 0, 0, modified, 0, Files.readSymbolicLink(path).toString());
        }
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        if (found.isDirectory()) {
            return new Entry('d', 0, mode, modified, 0, "");
        }
        return found.isRegularFile()
                ? new Entry('f', found.size(), mode, modified, checksum(path, buffer), "")
                : new Entry('o', 0, mode, modified, 0, "");
    }

    private static long checksum(Path file, byte[] buffer) throws IOException {
        CRC32C sum = new CRC32C();
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sum.update(buffer, 0, n);
            }
        }
        return sum.getValue();
    }
}

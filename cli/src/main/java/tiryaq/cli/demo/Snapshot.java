package tiryaq.cli.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands in a folder: every name with its kind, permissions, link target and the digest of its bytes. Python's
 * own {@code __pycache__}, which any run of a program may write, is left out.
 */
record Snapshot(SortedMap<String, String> entries) {

    /**
     * Reads a folder.
     *
     * @param without the name of a folder directly inside that does not count
     */
    static Snapshot of(Path root, String without) throws IOException {
        TreeMap<String, String> entries = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith("__pycache__") || folder.equals(root.resolve(without))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                entries.put(root.relativize(folder) + "/", mode(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = root.relativize(file).toString();
                if (attributes.isSymbolicLink()) {
                    entries.put(name, "-> " + Files.readSymbolicLink(file));
                } else if (attributes.isRegularFile()) {
                    entries.put(name, mode(file) + " " + digest(file));
                } else {
                    entries.put(name, mode(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new Snapshot(entries);
    }

    /** Every name that is new, gone or other than here. */
    SortedSet<String> differences(Snapshot later) {
        TreeSet<String> names = new TreeSet<>(entries.keySet());
        names.addAll(later.entries.keySet());
        names.removeIf(name -> {
            String before = entries.get(name);
            return before != null && before.equals(later.entries.get(name));
        });
        return names;
    }

    private static String mode(Path path) throws IOException {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (UnsupportedOperationException e) {
            return "";
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}

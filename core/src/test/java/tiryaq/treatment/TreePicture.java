package tiryaq.treatment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** All that can be seen of a tree: names, kinds, modes, owners, times, links, bytes. */
public final class TreePicture {
    private TreePicture() {}

    /** A line for each thing in it, the root included. */
    public static Map<String, String> of(Path root) {
        Map<String, String> lines = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) throws IOException {
                    return add(folder, "folder");
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                    return add(
                            file,
                            found.isSymbolicLink()
                                    ? "link " + Files.readSymbolicLink(file)
                                    : "file " + Arrays.hashCode(Files.readAllBytes(file)));
                }

                private FileVisitResult add(Path path, String what) throws IOException {
                    var seen = Files.readAttributes(path, "unix:mode,uid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                    lines.put(root.relativize(path).toString(), what + " " + new TreeMap<>(seen));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return lines;
    }
}

package tiryaq.binary;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The shared libraries and native modules of this machine. */
final class RealLibraries {
    private static final int MOST = 4000;

    private RealLibraries() {}

    /** All under pyenv's versions and /usr/lib, separate debug files left out. */
    static List<Path> all() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path root : List.of(Path.of(System.getProperty("user.home"), ".pyenv", "versions"), Path.of("/usr/lib"))) {
            if (Files.isDirectory(root)) {
                collect(root, found);
            }
        }
        return found;
    }

    private static void collect(Path root, List<Path> found) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(Path.of("/usr/lib/debug"))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                boolean library = name.endsWith(".so") || name.contains(".so.") || name.endsWith(".o");
                if (library && attributes.isRegularFile() && found.size() < MOST) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

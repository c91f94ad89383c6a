package tiryaq.tree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whole trees; links in them are never followed. */
public final class Tree {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private Tree() {}

    /**
     * Removes a tree, also one with folders that its owner may not write.
     *
     * @throws IOException when it is not there, or something of it cannot be removed; the rest may be gone then
     */
    public static void remove(Path root) throws IOException {
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            open(root);
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) throws IOException {
                open(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    open(file);
                    remove(file);
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void open(Path folder) throws IOException {
        Set<PosixFilePermission> now = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        if (!now.containsAll(OWNERS)) {
            permit(folder);
        }
    }

    /**
     * A link that has come into the folder's place is not followed. One limit is left: a folder that may not even be
     * read, or one of a platform without such a door, can only be changed by its path, and is looked at just before.
     */
    static void permit(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        // Of a plain view the platform follows links though it is told not to.
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(absolute.resolveSibling(""))) {
            if (beside instanceof SecureDirectoryStream<Path> secure) {
                secure.getFileAttributeView(
                                Objects.requireNonNull(absolute.getFileName()),
                                PosixFileAttributeView.class,
                                LinkOption.NOFOLLOW_LINKS)
                        .setPermissions(OWNERS);
                return;
            }
        } catch (AccessDeniedException e) {
            // Only by its path, then.
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder.toString());
        }
        Files.setPosixFilePermissions(folder, OWNERS);
    }

    /**
     * Gives a tree to another owner.
     *
     * @throws IOException when that is not allowed
     */
    public static void own(Path root, int user, int group) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) throws IOException {
                return give(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                return give(file);
            }

            private FileVisitResult give(Path path) throws IOException {
                Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which folder it is: {@code device:inode:birth}, the birth in nanoseconds since the epoch. A file system gives the
 * inode of what was removed to what is made next, so that without a birth nothing is certain.
 */
final class FolderId {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private FolderId() {}

    /** Whether what stands there is what was made. */
    enum Match {
        SAME,
        /** The inode is the same, and no birth was noted. */
        PERHAPS,
        OTHER
    }

    /**
     * That of a folder that nobody else knows of yet; without a birth where the file system tells none.
     *
     * @throws IOException when it is not there
     */
    static String ofNew(Path folder) throws IOException {
        Map<String, Object> first = read(folder);
        FileTime modified = (FileTime) first.get("lastModifiedTime");
        try {
            // Where there is no birth, Java gives the time of the last change in its place.
            Files.setLastModifiedTime(folder, FileTime.from(nanos(modified) + HOUR, TimeUnit.NANOSECONDS));
            boolean told = nanos(read(folder).get("creationTime")) == nanos(first.get("creationTime"));
            Files.setLastModifiedTime(folder, modified);
            return told ? inode(first) + ":" + nanos(first.get("creationTime")) : inode(first);
        } catch (IOException e) {
            return inode(first);
        }
    }

    /**
     * Compares what was noted with what stands there, a link itself and not what it points to.
     *
     * @param noted null where it never stood there
     */
    static Match match(@Nullable String noted, Path path) throws IOException {
        Map<String, Object> found = read(path);
        String inode = inode(found);
        if (inode.equals(noted)) {
            return Match.PERHAPS;
        }
        return (inode + ":" + nanos(found.get("creationTime"))).equals(noted) ? Match.SAME : Match.OTHER;
    }

    private static Map<String, Object> read(Path path) throws IOException {
        return Files.readAttributes(path, "unix:dev,ino,creationTime,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    }

    private static String inode(Map<String, Object> read) {
        return read.get("dev") + ":" + read.get("ino");
    }

    private static long nanos(@Nullable Object time) {
        return time instanceof FileTime known ? known.to(TimeUnit.NANOSECONDS) : 0;
    }
}

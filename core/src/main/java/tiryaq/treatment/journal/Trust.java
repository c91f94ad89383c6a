package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether what stands beside a project is its user's own: anybody may put a journal into a folder that all share. */
final class Trust {
    private static final int ROOT = 0;
    private static final int NOBODY = -1;

    private Trust() {}

    /**
     * Whether {@code .tiryaq}, the folder of that journal and the journal in it are real, the caller's and closed to
     * others.
     *
     * @param deputed the user for whom root works; -1 for none
     */
    static boolean trusts(String project, String id, int deputed) {
        Path own = Path.of(project, Journals.FOLDER, id);
        int caller = caller();
        return trustsFolder(project, deputed)
                && isOwn(own, 'd', caller, deputed)
                && isOwn(own.resolve(Journals.JOURNAL), 'f', caller, deputed);
    }

    /** Whether {@code .tiryaq} itself is a real folder, the caller's and closed to others. */
    static boolean trustsFolder(String project, int deputed) {
        return isOwn(Path.of(project, Journals.FOLDER), 'd', caller(), deputed);
    }

    private static boolean isOwn(Path path, char kind, int caller, int deputed) {
        try {
            boolean right = kind == 'd'
                    ? Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    : Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
            if (!right || caller == NOBODY) {
                return false;
            }
            int owner = owner(path);
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            return (owner == caller || (caller == ROOT && deputed > ROOT && owner == deputed))
                    && !mode.contains(PosixFilePermission.GROUP_WRITE)
                    && !mode.contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** The user id of this process: that of its own entry in {@code /proc}, else of a file that it makes. */
    private static int caller() {
        try {
            return owner(Path.of("/proc/self/stat"));
        } catch (IOException e) {
            return ofNewFile();
        }
    }

    private static int ofNewFile() {
        try {
            Path file = Files.createTempFile("tiryaq", "");
            try {
                return owner(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return NOBODY;
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}

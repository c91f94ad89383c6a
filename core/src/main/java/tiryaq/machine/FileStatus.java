package tiryaq.machine;

/**
 * What stands at a path.
 *
 * @param kind what it is; {@code ABSENT} and {@code UNREADABLE} have no other fields
 * @param size bytes
 * @param modified last modification, milliseconds since the epoch
 * @param identity device and inode where the file system has them, else empty: equal means the same file
 * @param executable whether it is a regular file that this user may execute
 */
public record FileStatus(Kind kind, long size, long modified, String identity, boolean executable) {
    /** Nothing stands there. */
    public static final FileStatus ABSENT = new FileStatus(Kind.ABSENT, 0, 0, "", false);

    /** A folder on the way, or the thing itself, may not be looked at, or the links to it form a loop. */
    public static final FileStatus UNREADABLE = new FileStatus(Kind.UNREADABLE, 0, 0, "", false);

    /** The kinds of thing that a path can name. */
    public enum Kind {
        ABSENT,
        UNREADABLE,
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    /** Whether anything readable stands there. */
    public boolean exists() {
        return kind != Kind.ABSENT && kind != Kind.UNREADABLE;
    }
}

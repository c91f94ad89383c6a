package tiryaq.machine;

/** Why the machine could not answer in full. */
public enum Problem {
    NONE,
    ABSENT,
    NOT_A_FOLDER,
    NOT_A_FILE,
    FORBIDDEN,
    /** The device failed, or the name is none that this file system can have. */
    UNREADABLE
}

package tiryaq.treatment.journal;

import java.nio.file.FileSystemException;

/** Where our folder should stand is one that another user put there, or may write to: nothing is written into it. */
public final class NotYoursException extends FileSystemException {
    private static final long serialVersionUID = 1;

    /** With the path of what stands there. */
    public NotYoursException(String path) {
        super(path);
    }
}

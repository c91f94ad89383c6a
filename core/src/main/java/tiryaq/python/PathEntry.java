package tiryaq.python;

/**
 * One entry of {@code sys.path}.
 *
 * @param location absolute; a folder, or a file that would be a zip
 * @param declaredBy what put it there: {@code PYTHONPATH}, a {@code .pth} or {@code pyvenv.cfg} file; empty for the
 *     interpreter itself
 */
public record PathEntry(String location, Origin origin, String declaredBy) {
    /** Whether it is there only because somebody set it so, and can be left out. */
    public boolean isSet() {
        return switch (origin) {
            case PYTHONPATH, PTH, USER_SITE -> true;
            case PROGRAM, STANDARD_LIBRARY, SITE, ADDED -> false;
        };
    }

    /** Where entries come from, in the order in which they usually stand. */
    public enum Origin {
        /** The script's folder, or the working folder for {@code -m} and {@code -c}. */
        PROGRAM,
        PYTHONPATH,
        STANDARD_LIBRARY,
        /** {@code site-packages} or {@code dist-packages} of a virtual environment or of the interpreter. */
        SITE,
        USER_SITE,
        PTH,
        /** Put there by the program itself while it ran. */
        ADDED
    }
}

package tiryaq.cli;

/** The public exit codes. */
public enum ExitCode {
    /** Nothing is wrong; or cured and proved. */
    FINE(0),
    /** An environment failure was found; or it is not cured, and all is as before. */
    FAILURE(1),
    /** The command line cannot be understood, or names something that is not there. */
    USAGE(2),
    /** The program failed for a reason of its own. */
    OWN_FAILURE(3),
    /** Of {@code diagnose}: an environment failure that no cause explains. */
    UNEXPLAINED(4),
    /** Of {@code fix} and {@code undo}: something could not be put back. */
    NOT_PUT_BACK(4),
    /** A fault of ours. */
    FAULT(70),
    /** A fault of ours under {@code run}, whose other codes are the program's. */
    FAULT_OF_RUN(125);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the process ends with. */
    public int number() {
        return number;
    }
}

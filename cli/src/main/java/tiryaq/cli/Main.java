package tiryaq.cli;

/** The entry point. */
public final class Main {
    private Main() {}

    /** Runs tiryaq and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(0);
    }
}

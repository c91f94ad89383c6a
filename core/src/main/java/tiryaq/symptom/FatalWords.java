package tiryaq.symptom;

/** What {@code Fatal Python error: …} means: a signal that faulthandler saw, or a start that failed. */
final class FatalWords {
    private FatalWords() {}

    static Failure of(String reason, boolean inProgram) {
        return switch (reason) {
            case "Segmentation fault" -> new Failure.Killed("SIGSEGV");
            case "Bus error" -> new Failure.Killed("SIGBUS");
            case "Aborted" -> new Failure.Killed("SIGABRT");
            case "Floating point exception", "Floating-point exception" -> new Failure.Killed("SIGFPE");
            case "Illegal instruction" -> new Failure.Killed("SIGILL");
            default ->
                inProgram ? new Failure.OtherException("Fatal Python error", reason) : new Failure.StartFailed(reason);
        };
    }
}

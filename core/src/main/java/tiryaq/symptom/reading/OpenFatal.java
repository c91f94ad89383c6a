package tiryaq.symptom.reading;

import java.util.List;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** A {@code Fatal Python error} whose stack may still come. */
final class OpenFatal {
    private static final int FURTHEST = 12;

    private final String words;
    private final int start;
    private final Stack stack = new Stack();
    private boolean current;

    OpenFatal(String words, int start) {
        this.words = words;
        this.start = start;
    }

    /** Whether the line belongs to it. Of several threads only the current one is what died. */
    boolean accept(String line, int number) {
        if (line.startsWith("Current thread ") && line.contains("most recent call first")) {
            current = true;
            return true;
        }
        if (current) {
            Frame frame = FrameLine.python(line);
            if (frame != null) {
                stack.add(frame);
            }
            return frame != null || line.startsWith("  ");
        }
        boolean other =
                line.startsWith("Thread 0x") || line.startsWith("  File \"") || line.startsWith("Python runtime state");
        return other || (line.isBlank() && number - start < FURTHEST);
    }

    Event.Fatal event() {
        List<Frame> frames = stack.reversed();
        return new Event.Fatal(words.substring("Fatal Python error: ".length()).strip(), frames, words, start);
    }

    /**
     * What the words after {@code Fatal Python error:} mean: a signal that faulthandler saw, or a start that failed.
     */
    static Failure meaning(String reason, boolean inProgram) {
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

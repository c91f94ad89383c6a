package tiryaq.command.probe;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The interpreters that are being asked at this moment; none outlives us. */
final class Running {
    private static final Set<Process> ALL = new HashSet<>();
    private static boolean watched;
    private static boolean goingDown;

    private Running() {}

    /**
     * Starts one.
     *
     * @throws IOException when it cannot be started, or our own process is ending
     */
    static synchronized Process start(ProcessBuilder builder) throws IOException {
        if (!watched && !goingDown) {
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(Running::endAll));
                watched = true;
            } catch (IllegalStateException e) {
                goingDown = true;
            }
        }
        if (goingDown) {
            throw new IOException("going down");
        }
        // Under the same lock as the end of all: none can begin unseen.
        Process process = builder.start();
        ALL.add(process);
        return process;
    }

    /** It has ended, by itself or by us, and needs no ending any more. */
    static synchronized void over(Process process) {
        ALL.remove(process);
    }

    /** Ends one and all that it started. */
    static void end(Process process) {
        // First itself, for it may start more.
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    private static synchronized void endAll() {
        goingDown = true;
        ALL.forEach(Running::end);
    }
}

package tiryaq.treatment.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.command.NativeWords;

/**
 * Runs one command to its end: without input, with bounded output and time, and with its process tree ended when time
 * is up or the caller is interrupted.
 */
public final class CommandRun {
    /** Whoever is being ended begins nothing more. */
    private static final RunResult NOTHING_NEW = new RunResult(RunResult.Ending.INTERRUPTED, -1, "", "", false);

    private CommandRun() {}

    /**
     * Runs it.
     *
     * @param variables the environment on which the command's own {@code set} and {@code unset} act
     */
    public static RunResult run(Command command, Map<String, String> variables, Duration limit) {
        Map<String, String> environment = environment(command, variables);
        ProcessBuilder builder = new ProcessBuilder();
        Map<String, String> lost = new HashMap<>();
        builder.environment().clear();
        environment.forEach((name, value) -> {
            if (NativeWords.lost(name) || NativeWords.lost(value)) {
                lost.put(name, value);
            } else if (!name.isEmpty() && name.indexOf('=', 1) < 0 && name.indexOf(0) < 0 && value.indexOf(0) < 0) {
                builder.environment().put(name, value);
            }
        });
        boolean folderLost = NativeWords.lost(command.folder());
        if (folderLost || !lost.isEmpty() || command.argv().stream().anyMatch(NativeWords::lost)) {
            builder.command(NativeWords.throughShell(command.argv(), command.folder(), lost));
        } else {
            builder.command(command.argv());
        }
        if (!folderLost) {
            builder.directory(new File(command.folder()));
        }
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        LastWill will = new LastWill();
        Thread hook = new Thread(will::execute, "tiryaq-end");
        if (Thread.currentThread().isInterrupted() || !register(hook)) {
            return NOTHING_NEW;
        }
        try {
            Process process = will.start(builder);
            if (process == null) {
                return NOTHING_NEW;
            }
            RunResult run = follow(process, limit);
            return will.executed
                    ? new RunResult(RunResult.Ending.INTERRUPTED, -1, run.out(), run.err(), run.truncated())
                    : run;
        } catch (IOException | RuntimeException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            return new RunResult(RunResult.Ending.NOT_STARTED, -1, "", why, false);
        } finally {
            unregister(hook);
        }
    }

    /** Who ends a process with us, known before it begins: what our own end has come before does not begin. */
    private static final class LastWill {
        private volatile boolean executed;
        private @Nullable Process process;

        /** Starts it; null where we are going down already. */
        synchronized @Nullable Process start(ProcessBuilder builder) throws IOException {
            process = executed ? null : builder.start();
            return process;
        }

        synchronized void execute() {
            executed = true;
            if (process != null) {
                endTree(process);
            }
        }
    }

    /** The environment in which the command runs. */
    public static Map<String, String> environment(Command command, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.keySet().removeAll(command.unset());
        environment.putAll(command.set());
        return environment;
    }

    private static RunResult follow(Process process, Duration limit) {
        BoundedText out = new BoundedText();
        BoundedText err = new BoundedText();
        Thread outReader = reader(process.getInputStream(), out);
        Thread errReader = reader(process.getErrorStream(), err);
        RunResult.Ending ending = RunResult.Ending.EXITED;
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                ending = RunResult.Ending.TIMED_OUT;
                endTree(process);
            }
            // A daemon that outlives the command may keep the pipes open for ever.
            outReader.join(Duration.ofSeconds(2));
            errReader.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            ending = RunResult.Ending.INTERRUPTED;
            endTree(process);
            Thread.currentThread().interrupt();
        }
        int exitCode = ending == RunResult.Ending.EXITED ? process.exitValue() : -1;
        return new RunResult(ending, exitCode, out.text(), err.text(), out.truncated() || err.truncated());
    }

    private static boolean register(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void unregister(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is going down already, and the hook runs.
            return;
        }
    }

    private static void endTree(Process process) {
        // A tree may grow while it is being felled.
        for (int round = 0; round < 3; round++) {
            List<ProcessHandle> tree = process.descendants().toList();
            process.destroyForcibly();
            tree.forEach(ProcessHandle::destroyForcibly);
            if (tree.isEmpty()) {
                break;
            }
        }
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread reader(InputStream stream, BoundedText kept) {
        return Thread.ofPlatform().daemon().start(() -> {
            byte[] buffer = new byte[8192];
            try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    kept.add(buffer, n);
                }
            } catch (IOException e) {
                // The pipe broke because the process was ended; what came before is kept.
                return;
            }
        });
    }
}

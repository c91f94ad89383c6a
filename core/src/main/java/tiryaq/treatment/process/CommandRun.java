package tiryaq.treatment.process;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tiryaq.command.Command;
import tiryaq.command.masking.Secrets;
import tiryaq.machine.OsText;

/**
 * Runs one command to its end: without input, with bounded output and time, and with its process tree ended when time is
 * up or the caller is interrupted.
 */
public final class CommandRun {
    private CommandRun() {}

    /** Runs it in silence. */
    public static RunResult run(Command command, Map<String, String> variables, Duration limit) {
        return run(command, variables, limit, CommandRun::nobody);
    }

    /**
     * Runs it.
     *
     * @param variables the environment on which the command's own {@code set} and {@code unset} act
     * @param listener gets each line of both streams as it comes, without credentials
     */
    public static RunResult run(
            Command command, Map<String, String> variables, Duration limit, Consumer<String> listener) {
        Map<String, String> environment = environment(command, variables);
        ProcessBuilder builder = new ProcessBuilder();
        Map<String, String> raw = new HashMap<>();
        builder.environment().clear();
        environment.forEach((name, value) -> {
            if (RawWords.raw(name) || RawWords.raw(value)) {
                raw.put(name, value);
            } else if (!name.isEmpty() && name.indexOf('=', 1) < 0 && name.indexOf(0) < 0 && value.indexOf(0) < 0) {
                builder.environment().put(name, value);
            }
        });
        if (RawWords.needed(command, environment)) {
            builder.command(RawWords.throughShell(command, raw));
        } else {
            builder.command(command.argv()).directory(new File(command.folder()));
        }
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Process process;
        try {
            process = builder.start();
        } catch (IOException | RuntimeException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            return new RunResult(RunResult.Ending.NOT_STARTED, -1, "", why, false);
        }
        return follow(process, limit, listener);
    }

    /** The environment in which the command runs. */
    public static Map<String, String> environment(Command command, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.keySet().removeAll(command.unset());
        environment.putAll(command.set());
        return environment;
    }

    private static RunResult follow(Process process, Duration limit, Consumer<String> listener) {
        Thread lastWill = new Thread(() -> endTree(process), "tiryaq-end");
        boolean registered = register(lastWill);
        BoundedText out = new BoundedText();
        BoundedText err = new BoundedText();
        Thread outReader = reader(process.getInputStream(), out, listener);
        Thread errReader = reader(process.getErrorStream(), err, listener);
        RunResult.Ending ending = RunResult.Ending.EXITED;
        if (!registered) {
            // Our own process is going down: nothing new may begin.
            ending = RunResult.Ending.INTERRUPTED;
            endTree(process);
        }
        try {
            if (registered && !process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
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
        } finally {
            if (registered) {
                unregister(lastWill);
            }
        }
        int exitCode = ending == RunResult.Ending.EXITED ? process.exitValue() : -1;
        return new RunResult(ending, exitCode, out.text(), err.text(), out.truncated() || err.truncated());
    }

    private static void nobody(String line) {}

    private static boolean register(Thread lastWill) {
        try {
            Runtime.getRuntime().addShutdownHook(lastWill);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void unregister(Thread lastWill) {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWill);
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

    private static Thread reader(InputStream stream, BoundedText kept, Consumer<String> listener) {
        return Thread.ofPlatform().daemon().start(() -> {
            byte[] buffer = new byte[8192];
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    kept.add(buffer, n);
                    tell(buffer, n, line, listener);
                }
            } catch (IOException e) {
                // The pipe broke because the process was ended; what came before is kept.
                return;
            } finally {
                flush(line, listener);
            }
        });
    }

    private static void tell(byte[] buffer, int length, ByteArrayOutputStream line, Consumer<String> listener) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n' || buffer[i] == '\r') {
                flush(line, listener);
            } else if (line.size() < 4096) {
                line.write(buffer[i]);
            }
        }
    }

    private static void flush(ByteArrayOutputStream line, Consumer<String> listener) {
        if (line.size() > 0) {
            String text = Secrets.mask(OsText.decode(line.toByteArray()));
            line.reset();
            try {
                listener.accept(text);
            } catch (RuntimeException e) {
                // A listener at fault must not stop the reading: the command would hang on a full pipe.
                return;
            }
        }
    }
}

package tiryaq.cli.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs the demo's processes: without input, for a limited time, keeping the last mebibyte of what they print. */
final class Processes {
    private static final int KEPT = 1 << 20;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /** Runs a command with exactly these variables, its two outputs taken together. */
    ProcessEnd together(List<String> argv, Path folder, Map<String, String> environment, Duration limit) {
        return run(argv, folder, environment, limit, true);
    }

    /** The same with its two outputs apart. */
    ProcessEnd apart(List<String> argv, Path folder, Map<String, String> environment, Duration limit) {
        return run(argv, folder, environment, limit, false);
    }

    /** Ends what still runs, and what that has started. */
    void stop() {
        running.forEach(Processes::stop);
    }

    private ProcessEnd run(
            List<String> argv, Path folder, Map<String, String> environment, Duration limit, boolean merged) {
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(merged);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new ProcessEnd(127, "", String.valueOf(e.getMessage()), false);
        }
        running.add(process);
        try {
            process.getOutputStream().close();
            Tail output = Tail.of(process.getInputStream());
            Tail errors = Tail.of(process.getErrorStream());
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                stop(process);
            }
            int exitCode = ended ? process.exitValue() : 124;
            return new ProcessEnd(exitCode, output.text(), errors.text(), !ended);
        } catch (IOException e) {
            stop(process);
            return new ProcessEnd(127, "", String.valueOf(e.getMessage()), false);
        } catch (InterruptedException e) {
            stop(process);
            Thread.currentThread().interrupt();
            return new ProcessEnd(130, "", "", true);
        } finally {
            running.remove(process);
        }
    }

    private static void stop(Process process) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    /** The end of a stream, read by a thread of its own. */
    private static final class Tail {
        private final Thread reader;
        private byte[] kept = new byte[0];

        private Tail(InputStream stream) {
            reader = Thread.ofVirtual().unstarted(() -> read(stream));
        }

        static Tail of(InputStream stream) {
            Tail tail = new Tail(stream);
            tail.reader.start();
            return tail;
        }

        private void read(InputStream stream) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            try (stream) {
                int read = stream.read(buffer);
                while (read >= 0) {
                    bytes.write(buffer, 0, read);
                    if (bytes.size() > 2 * KEPT) {
                        byte[] all = bytes.toByteArray();
                        bytes.reset();
                        bytes.write(all, all.length - KEPT, KEPT);
                    }
                    read = stream.read(buffer);
                }
            } catch (IOException e) {
                // ended from outside; what came so far counts
            }
            synchronized (this) {
                byte[] all = bytes.toByteArray();
                kept = all.length > KEPT ? Arrays.copyOfRange(all, all.length - KEPT, all.length) : all;
            }
        }

        /** What came; something that was left running may hold the pipe open, and is not waited for long. */
        String text() throws InterruptedException {
            reader.join(Duration.ofSeconds(5));
            synchronized (this) {
                return new String(kept, StandardCharsets.UTF_8);
            }
        }
    }
}

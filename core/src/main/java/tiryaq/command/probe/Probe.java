package tiryaq.command.probe;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tiryaq.command.NativeWords;
import tiryaq.command.probe.Probed.Failed;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Interpreter;
import tiryaq.symptom.lines.TracebackHeader;

/**
 * Starts an interpreter, isolated and without {@code site}, and has it print constants. That runs the interpreter
 * itself and what it imports of its own standard library, and nothing else of the patient's: no script, no {@code .pth}
 * line, no module beside it, no variable of Python's or the loader's; but where its own library is found by
 * {@code LD_LIBRARY_PATH} alone, it is started once more with that, as the command was. Which interpreters may be
 * started at all, the caller decides: see {@link tiryaq.command.Planted}.
 */
public final class Probe implements Prober {
    /** Long enough for a cold disk; an interpreter that is well answers in some 10 ms. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String OPENING = "<tiryaq-probe-1>";
    private static final String CLOSING = "</tiryaq-probe-1>";
    private static final int MOST_OUTPUT = 1 << 20;
    private static final int MOST_SAID = 2000;
    private static final List<String> ISOLATED = List.of("-I", "-S", "-B");
    /** For 2.7 and 3.3, which have no {@code -I}. */
    private static final List<String> BEFORE_ISOLATED = List.of("-E", "-s", "-S", "-B");

    /** How the Java platform words ENOENT of a start. */
    private static final List<String> NOT_THERE = List.of("error=2,", "error: 2 ");

    private final Machine machine;
    private final Duration limit;

    /** Probes with the usual time limit. */
    public Probe(Machine machine) {
        this(machine, LIMIT);
    }

    /** Probes with a time limit for each start. */
    public Probe(Machine machine, Duration limit) {
        this.machine = machine;
        this.limit = limit;
    }

    @Override
    public Probed probe(String executable) {
        Map<String, String> variables = cleaned();
        boolean old =
                Paths.name(Paths.real(machine, executable).orElse(executable)).startsWith("python2");
        Reply reply = run(executable, old ? BEFORE_ISOLATED : ISOLATED, variables);
        String libraries = machine.variables().get("LD_LIBRARY_PATH");
        if (libraries != null && reply.says("error while loading shared libraries")) {
            // Some interpreters find their own library only this way, in the failing command too.
            variables.put("LD_LIBRARY_PATH", libraries);
            reply = run(executable, old ? BEFORE_ISOLATED : ISOLATED, variables);
        }
        if (!old && (reply.says("Unknown option: -I") || reply.says("unknown option -I"))) {
            reply = run(executable, BEFORE_ISOLATED, variables);
        }
        return judge(reply, executable);
    }

    private Map<String, String> cleaned() {
        Map<String, String> kept = new TreeMap<>();
        machine.variables().forEach((name, value) -> {
            if (!name.startsWith("PYTHON")
                    && !name.startsWith("LD_")
                    && !name.startsWith("DYLD_")
                    && !name.equals("_PYTHON_HOST_PLATFORM")
                    && !name.equals("__PYVENV_LAUNCHER__")) {
                kept.put(name, value);
            }
        });
        kept.put("LC_ALL", "C.UTF-8");
        return kept;
    }

    private record Reply(@Nullable String refused, boolean timedOut, boolean flooded, int exit, String output) {
        boolean says(String words) {
            return output.contains(words);
        }
    }

    private Reply run(String executable, List<String> options, Map<String, String> variables) {
        List<String> argv = new ArrayList<>();
        argv.add(executable);
        argv.addAll(options);
        argv.add("-c");
        argv.add(script());
        ProcessBuilder builder = new ProcessBuilder(
                        NativeWords.lost(executable) ? NativeWords.throughShell(argv, "/", Map.of()) : argv)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        try {
            builder.environment().putAll(variables);
            return listen(Running.start(builder));
        } catch (IOException | IllegalArgumentException e) {
            return new Reply(Objects.requireNonNullElse(e.getMessage(), ""), false, false, -1, "");
        }
    }

    private Reply listen(Process process) {
        Listener listener = new Listener(process.getInputStream());
        Thread thread = Thread.ofPlatform().daemon().start(listener);
        boolean timedOut = false;
        try {
            long end = System.nanoTime() + limit.toNanos();
            thread.join(limit);
            long left = Math.max(0, end - System.nanoTime());
            timedOut = !listener.flooded && (thread.isAlive() || !process.waitFor(left, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            timedOut = true;
            Thread.currentThread().interrupt();
        }
        int exit = -1;
        if (timedOut || listener.flooded) {
            Running.end(process);
        } else {
            exit = process.exitValue();
        }
        Running.over(process);
        return new Reply(null, timedOut, listener.flooded, exit, listener.text());
    }

    private static final class Listener implements Runnable {
        private final InputStream in;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream(4096);
        volatile boolean flooded;

        Listener(InputStream in) {
            this.in = in;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                    synchronized (kept) {
                        kept.write(buffer, 0, got);
                        if (kept.size() > MOST_OUTPUT) {
                            flooded = true;
                            return;
                        }
                    }
                }
            } catch (IOException e) {
                // The process was ended; what it said until then is kept.
                return;
            }
        }

        String text() {
            synchronized (kept) {
                return kept.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private static Probed judge(Reply reply, String executable) {
        if (reply.refused != null) {
            Failed.Kind kind = NOT_THERE.stream().anyMatch(reply.refused::contains)
                    ? Failed.Kind.MISSING
                    : Failed.Kind.NOT_EXECUTABLE;
            return new Failed(kind, reply.refused);
        }
        int start = reply.output.indexOf(OPENING);
        int end = reply.output.indexOf(CLOSING, Math.max(0, start));
        if (start >= 0 && end > start) {
            Optional<Interpreter> interpreter = InterpreterJson.read(
                            reply.output.substring(start + OPENING.length(), end))
                    .flatMap(members -> InterpreterJson.interpreter(members, executable));
            return interpreter
                    .<Probed>map(Probed.Answered::new)
                    .orElseGet(() -> new Failed(Failed.Kind.GARBAGE, said(reply.output)));
        }
        return new Failed(reply.timedOut ? Failed.Kind.TIMED_OUT : silence(reply), said(reply.output));
    }

    private static Failed.Kind silence(Reply reply) {
        if (reply.flooded) {
            return Failed.Kind.GARBAGE;
        }
        boolean died = reply.exit > 128
                || reply.says("Fatal Python error")
                || reply.says(TracebackHeader.WORDS)
                || reply.says("ImportError: ")
                || reply.says("error while loading shared libraries")
                || reply.says("symbol lookup error")
                || (reply.exit != 0 && reply.says("version `GLIBC"));
        return died ? Failed.Kind.CRASHED : Failed.Kind.NOT_PYTHON;
    }

    private static String said(String output) {
        String text = output.strip();
        return text.length() <= MOST_SAID ? text : text.substring(0, MOST_SAID);
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(Probe.class.getResourceAsStream("probe.py"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

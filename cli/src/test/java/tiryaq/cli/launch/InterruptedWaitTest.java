package tiryaq.cli.launch;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signal that arrives while the launcher's parts wait for the command ends the wait, not the watching. */
@Timeout(60)
class InterruptedWaitTest {
    private static final Path WATCH = Path.of("src/product/watch.pl").toAbsolutePath();
    private static final String PERL = "/usr/bin/perl";

    /** A signal that by default changes nothing. */
    private static final int WINDOW_CHANGED = 28;

    @TempDir
    private Path folder = Path.of("/");

    /** With an output to wait for, through a pipe and a terminal, and with none. */
    @ParameterizedTest
    @ValueSource(strings = {"err", "both", "ttyerr", ""})
    void theWatchingProcessGoesOn(String mode) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PERL)), PERL + " is missing");
        Path go = folder.resolve("go");
        Path out = folder.resolve("out.1");
        String command = "echo one >&2; while ! test -e " + go + "; do sleep 0.05; done; echo two >&2; exit 7";
        Process watch = new ProcessBuilder(List.of(
                        PERL,
                        "-e",
                        "require shift",
                        WATCH.toString(),
                        "",
                        Long.toString(ProcessHandle.current().pid()),
                        "INT",
                        folder.toString(),
                        "",
                        out.toString(),
                        mode,
                        "",
                        "sh",
                        "-c",
                        command))
                .redirectOutput(new File("/dev/null"))
                .start();
        try {
            waitFor(out.resolveSibling("out.1.pid"));
            for (int i = 0; i < 40; i++) {
                for (String signal : List.of("CHLD", "WINCH", "TERM")) {
                    kill(signal, watch.pid());
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(watch.isAlive()).isTrue();
            Files.createFile(go);
            String shown = new String(watch.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(watch.waitFor()).isZero();
            assertThat(shown).isEqualTo("one\ntwo\n");
            assertThat(out.resolveSibling("out.1.end")).hasContent("7 0\n");
            if (!mode.isEmpty()) {
                assertThat(out.resolveSibling("out.1.0")).hasContent("one\ntwo\n");
            }
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    void ourOwnTerminalGoesOn() throws Exception {
        assumeTrue(
                Files.isWritable(Path.of("/dev/ptmx")) && Files.isDirectory(Path.of("/proc/self")), "Linux is needed");
        Path pipe = folder.resolve("to");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo is missing");
        PseudoTerminal terminal = PseudoTerminal.open(pipe.toString());
        assumeTrue(terminal != null, "no pseudo-terminals here");
        long before = SystemCalls.signal(WINDOW_CHANGED, harmless());
        try (OutputStream messages = Files.newOutputStream(pipe);
                OutputStream command = Files.newOutputStream(Path.of(terminal.name()))) {
            Keeper keeper = new Keeper();
            CompletableFuture<Integer> thread = new CompletableFuture<>();
            FutureTask<String> forwarding = new FutureTask<>(() -> {
                thread.complete(thread());
                return terminal.forward(keeper);
            });
            Thread.ofPlatform().daemon().start(forwarding);
            command.write("one\n".getBytes(StandardCharsets.UTF_8));
            while (keeper.kept().head().length < 4) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            // Whoever took the broken wait for the launcher's end would give up here.
            interrupt(thread.get());
            messages.write("resized\n".getBytes(StandardCharsets.UTF_8));
            TimeUnit.MILLISECONDS.sleep(50);
            interrupt(thread.get());
            messages.write("ended 1 0 0\n".getBytes(StandardCharsets.UTF_8));
            assertThat(forwarding.get(20, TimeUnit.SECONDS)).isEqualTo("ended 1 0 0");
            assertThat(new String(keeper.kept().head(), StandardCharsets.UTF_8)).isEqualTo("one\n");
        } finally {
            SystemCalls.signal(WINDOW_CHANGED, before);
        }
    }

    private static void waitFor(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        // It writes this just before it begins to wait.
        TimeUnit.MILLISECONDS.sleep(100);
    }

    private static void kill(String signal, long process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", signal, Long.toString(process)).start().waitFor();
    }

    /** Sends the signal to the very thread that waits; sent to the process, any thread could get it. */
    private static void interrupt(int thread) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            int process = Math.toIntExact(ProcessHandle.current().pid());
            assertThat(call("tgkill", process, thread, WINDOW_CHANGED)).isZero();
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static int thread() {
        return call("gettid");
    }

    /** The address of a function that takes a number and does nothing with it. */
    private static long harmless() {
        return function("abs").address();
    }

    private static MemorySegment function(String name) {
        SymbolLookup library = Linker.nativeLinker().defaultLookup();
        assumeTrue(library.find(name).isPresent(), name + " is missing");
        return library.findOrThrow(name);
    }

    @SuppressWarnings("restricted")
    private static int call(String name, Integer... arguments) {
        FunctionDescriptor shape = FunctionDescriptor.of(JAVA_INT);
        for (Integer _ : arguments) {
            shape = shape.appendArgumentLayouts(JAVA_INT);
        }
        MethodHandle handle = Linker.nativeLinker().downcallHandle(function(name), shape);
        try {
            return (int) handle.invokeWithArguments((Object[]) arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

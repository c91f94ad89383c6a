package tiryaq.treatment.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.machine.OsText;

class CommandRunTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    Path room;

    private Command shell(String script, String... words) {
        List<String> argv = new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        argv.addAll(List.of(words));
        return Command.of(argv, room.toString());
    }

    @Test
    void keepsBothStreamsAndTheCode() {
        RunResult run = CommandRun.run(shell("echo one; echo two >&2; pwd; exit 7"), PATH, LONG);
        assertThat(run).isEqualTo(new RunResult(RunResult.Ending.EXITED, 7, "one\n" + room + "\n", "two\n", false));
    }

    @Test
    void aSignalCountsAsInAShell() {
        assertThat(CommandRun.run(shell("kill -SEGV $$"), PATH, LONG).exitCode())
                .isEqualTo(139);
    }

    @Test
    void bytesThatAreNoTextArriveAsTheyAre() throws IOException {
        String raw = OsText.decode(new byte[] {'a', (byte) 0xFF, '\'', '%', '\\', '\n', (byte) 0xC3, '\n'});
        Command command = shell("printf '%s|%s|%s' \"$1\" \"$RAW\" \"$PLAIN\"", raw)
                .with(Map.of("RAW", raw, "PLAIN", "p q"), new TreeSet<>());
        RunResult run = CommandRun.run(command, PATH, LONG);
        assertThat(run.out()).isEqualTo(raw + "|" + raw + "|p q");
        assertThat(OsText.encode(run.out())).startsWith('a', 0xFF);
    }

    @Test
    void setsAndUnsets() {
        Command command = shell("echo \"$A-$B-$C\"").with(Map.of("A", "new"), new TreeSet<>(List.of("B")));
        RunResult run = CommandRun.run(command, Map.of("PATH", "/bin", "A", "old", "B", "b", "C", "c"), LONG);
        assertThat(run.out()).isEqualTo("new--c\n");
    }

    @Test
    void memoryStaysBounded() {
        RunResult run = CommandRun.run(
                shell("echo first; head -c 30000000 /dev/zero | tr '\\0' x; echo; echo last"), PATH, LONG);
        assertThat(run.truncated()).isTrue();
        assertThat(run.out()).startsWith("first").endsWith("last\n").hasSizeLessThan(500_000);
    }

    @Test
    void endsTheWholeTreeWhenTimeIsUp() throws IOException, InterruptedException {
        Path pids = room.resolve("pids");
        RunResult run = CommandRun.run(
                shell("sh -c 'sleep 60 & echo $! > " + pids + "; wait' & wait"), PATH, Duration.ofMillis(700));
        assertThat(run.ending()).isEqualTo(RunResult.Ending.TIMED_OUT);
        long pid = Long.parseLong(Files.readString(pids).strip());
        for (int i = 0; i < 100 && alive(pid); i++) {
            Thread.sleep(20);
        }
        assertThat(alive(pid)).isFalse();
    }

    @Test
    void endsTheWholeTreeWhenInterrupted() throws IOException, InterruptedException {
        Path pids = room.resolve("pids");
        RunResult[] got = new RunResult[1];
        boolean[] still = new boolean[1];
        Thread worker = Thread.ofPlatform().start(() -> {
            got[0] = CommandRun.run(shell("sleep 60 & echo $! > " + pids + "; wait"), PATH, LONG);
            still[0] = Thread.currentThread().isInterrupted();
        });
        for (int i = 0; i < 500 && (!Files.exists(pids) || Files.size(pids) == 0); i++) {
            Thread.sleep(10);
        }
        worker.interrupt();
        worker.join();
        assertThat(got[0].ending()).isEqualTo(RunResult.Ending.INTERRUPTED);
        assertThat(still[0]).isTrue();
        long pid = Long.parseLong(Files.readString(pids).strip());
        for (int i = 0; i < 100 && alive(pid); i++) {
            Thread.sleep(20);
        }
        assertThat(alive(pid)).isFalse();
    }

    private static boolean alive(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/stat");
        try {
            return !Files.readString(status).contains(") Z ");
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        }
    }

    @Test
    void whatDoesNotExistIsAValue() {
        RunResult run = CommandRun.run(Command.of(List.of("/nowhere/at/all"), "/"), PATH, LONG);
        assertThat(run.ending()).isEqualTo(RunResult.Ending.NOT_STARTED);
        assertThat(run.err()).contains("/nowhere/at/all");
        assertThat(CommandRun.run(Command.of(List.of("/bin/true"), "/nowhere"), PATH, LONG)
                        .ending())
                .isEqualTo(RunResult.Ending.NOT_STARTED);
    }

    @Test
    void credentialsAreMasked() {
        String printed = "https://u:p@h/ https://me:pa/s3cret@host.example/simple http://plain.example/@x";
        String masked = "https://u:****@h/ https://me:****@host.example/simple http://plain.example/@x";
        RunResult run = CommandRun.run(shell("echo " + printed + " >&2; exit 1"), PATH, LONG);
        assertThat(run.tail()).containsExactly(masked);
    }

    @Test
    void nothingBeginsForWhoIsInterrupted() throws InterruptedException {
        Path begun = room.resolve("begun");
        Thread worker = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                CommandRun.run(shell(": > " + begun), PATH, LONG);
            }
        });
        worker.join();
        assertThat(begun).doesNotExist();
    }

    /** A virtual machine of its own, that starts commands while it goes down. */
    @Test
    void nothingBeginsWhileWeGoDown() throws Exception {
        Path begun = room.resolve("begun");
        Files.writeString(room.resolve("Down.java"), """
                import java.time.Duration;
                import java.util.*;
                import tiryaq.command.Command;
                import tiryaq.treatment.process.CommandRun;

                class Down {
                    public static void main(String[] words) {
                        Command command = Command.of(List.of("/bin/sh", "-c", ": > " + words[0]), "/");
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                            for (int i = 0; i < 20; i++) {
                                System.out.println(CommandRun.run(command, Map.of(), Duration.ofSeconds(9)).ending());
                            }
                        }));
                    }
                }
                """);
        Path classes = Path.of(CommandRun.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process down = new ProcessBuilder(java.toString(), "-cp", classes.toString(), "Down.java", begun.toString())
                .directory(room.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(down.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("INTERRUPTED\n".repeat(20));
        assertThat(begun).doesNotExist();
    }
}

package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tiryaq.cli.launch.Output;
import tiryaq.cli.options.Options;
import tiryaq.cli.stream.Outlet;
import tiryaq.cli.stream.PlainMarks;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;

/**
 * What reaches the reader, and how: full disks, readers that go, terminals without Unicode, and work that takes a
 * while.
 */
class StreamsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int execute(OutputStream stdout, Map<String, String> variables, String... words) {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.execute(
                List.of(words), variables, new ByteArrayInputStream(new byte[0]), Outlet.to(stdout), errors);
    }

    @Test
    void anAnswerThatDidNotGetOutIsNoAnswer() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "/dev/full");
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            for (String word : List.of("--version", "--help", "explain")) {
                assertThat(execute(full, Map.of(), word, word.equals("explain") ? "unknown" : word))
                        .as(word)
                        .isEqualTo(2);
                assertThat(err.toString(StandardCharsets.UTF_8)).contains("stdout cannot be written.");
                err.reset();
            }
        }
    }

    /** A fault of our own is told as one, whatever it is: no stack trace, and the code for it. */
    @Test
    void anErrorOfAnyKindIsAFaultOfOurOwn() {
        for (Error error : List.of(
                new ExceptionInInitializerError("no table"),
                new NoClassDefFoundError("tiryaq/Gone"),
                new StackOverflowError(),
                new AssertionError("never"))) {
            OutputStream breaking = new OutputStream() {
                @Override
                public void write(int one) {
                    throw error;
                }
            };
            assertThat(execute(breaking, Map.of(), "--help")).isEqualTo(ExitCode.FAULT.number());
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains(error.getClass().getSimpleName())
                    .doesNotContain("\tat ");
            err.reset();
        }
    }

    @Test
    void aReaderThatHasGoneWaitsForNothing() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThat(execute(gone, Map.of(), "--help")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aTerminalWithoutUnicodeIsSpokenToInAscii() {
        for (String locale : List.of("C", "POSIX", "en_US.ISO-8859-1", "ar_EG.ISO-8859-6")) {
            assertThat(PlainMarks.needed(Map.of("LANG", locale))).as(locale).isTrue();
        }
        for (Map<String, String> variables : List.of(
                Map.<String, String>of(), Map.of("LANG", "C.UTF-8"), Map.of("LC_ALL", "en_US.utf8", "LANG", "C"))) {
            assertThat(PlainMarks.needed(variables)).as(variables.toString()).isFalse();
        }
        try (PrintStream plain = new PlainMarks(new PrintStream(out, true, StandardCharsets.UTF_8))) {
            plain.println("→ … 7 more – ترياق");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("-> ... 7 more - ترياق\n");
    }

    private Session session(Map<String, String> options, String terminals) {
        return new Session(
                new Options("fix", options, List.of()),
                Map.of(),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminals);
    }

    private String told(Map<String, String> options, String terminals, long millis) throws InterruptedException {
        err.reset();
        Waiting waiting = Waiting.during(session(options, terminals), Say.of("cli.progress.index"));
        Thread.sleep(millis);
        waiting.step(1, Command.of(List.of("x"), "/"));
        Thread.sleep(millis);
        waiting.close();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatTakesAWhileIsToldStepByStep() throws InterruptedException {
        assertThat(told(Map.of(), "", 1500)).isEqualTo("Asking the package index …\nMaking the environment …\n");
        String terminal = told(Map.of(), "2", 2500);
        assertThat(terminal)
                .startsWith("\r\u001b[KAsking the package index …")
                .contains("Asking the package index … 1 s")
                .endsWith("\r\u001b[K")
                .doesNotContain("\n");
        assertThat(told(Map.of(), "", 50)).isEmpty();
        assertThat(told(Map.of("--quiet", ""), "2", 1200)).isEmpty();
        assertThat(told(Map.of("--format", "json"), "", 1200)).isEmpty();
    }

    @Test
    void nothingComesBetweenTheWordsThatAreSaidAside() throws InterruptedException {
        Session session = session(Map.of(), "2");
        try (Waiting waiting = Waiting.during(session, Say.of("cli.progress.index"))) {
            Thread.sleep(1000);
            waiting.aside(() -> {
                session.err().print("one ");
                LockSupport.parkNanos(1_500_000_000L);
                session.err().print("two\n");
            });
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\r\u001b[Kone two\n");
    }

    private String apart(Map<String, String> options, String printed) {
        err.reset();
        byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
        session(options, "").apart(new Output(bytes, new byte[0], false));
        session(options, "").apart(new Output(new byte[] {'x'}, bytes, true));
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerStandsApartFromWhatTheCommandPrinted() {
        assertThat(apart(Map.of(), "Error: 1\n")).isEqualTo("\n\n");
        assertThat(apart(Map.of(), "Error: 1")).isEqualTo("\n\n\n\n");
        for (String option : List.of("--quiet", "--output")) {
            assertThat(apart(Map.of(option, ""), "Error: 1\n")).as(option).isEmpty();
        }
        assertThat(apart(Map.of("--format", "json"), "Error: 1\n")).isEmpty();
        err.reset();
        session(Map.of(), "").apart(new Output(new byte[0], new byte[0], false));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** One line is one, however narrow the terminal and however much there is to tell on the way. */
    @Test
    void whoWantsOneLineIsToldOne() {
        Say reason = Say.of("cli.log-elsewhere.absent", "path", "/no/such/place/with/a/long/name/main.py");
        Finding finding =
                Finding.of(null, null, new Finding.Judged(Finding.Verdict.UNKNOWN, "x", List.of(), List.of()));
        Session quiet = session(Map.of("--quiet", ""), "12");
        quiet.narrate(Say.of("cli.not-run-again"));
        quiet.narrate(Say.of("cli.second-failure"), reason);
        quiet.mention(Say.of("cli.trying"), reason);
        quiet.quote("line of another program");
        assertThat(quiet.show(finding, List.of(reason, reason), ExitCode.FAILURE))
                .isEqualTo(ExitCode.FAILURE);
        assertThat(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
                .startsWith("Nothing was changed: the log is not of this machine")
                .endsWith("all the same.\n")
                .containsOnlyOnce("\n");
        err.reset();
        quiet.show(finding, List.of(), ExitCode.FAILURE);
        assertThat(out.toString(StandardCharsets.UTF_8)).containsOnlyOnce("\n").endsWith("\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        Session talking = session(Map.of(), "12");
        talking.narrate(Say.of("cli.not-run-again"));
        talking.show(finding, List.of(reason, reason), ExitCode.FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8).split("main.py is not", -1))
                .hasSize(3);
    }

    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            parts.add(System.getProperty(property, ""));
        }
        // A module that tests are patched into names only its own place.
        for (Class<?> each : List.of(WaitForEver.class, Waiting.class)) {
            String name = "/" + each.getName().replace('.', '/') + ".class";
            String place = String.valueOf(each.getResource(name));
            parts.add(place.substring("file:".length(), place.length() - name.length()));
        }
        return String.join(":", parts);
    }

    @Test
    void whoIsEndedBySignalLeavesNoLineThatStillCounts() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        WaitForEver.class.getName())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream told = process.getErrorStream()) {
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            for (int next = told.read(); next >= 0; next = told.read()) {
                seen.write(next);
                if (seen.toString(StandardCharsets.UTF_8).endsWith("…")) {
                    // That of the process would close its streams as well.
                    process.toHandle().destroy();
                }
            }
            assertThat(seen.toString(StandardCharsets.UTF_8))
                    .startsWith("\r\u001b[KAsking the package index …")
                    .endsWith("\r\u001b[K");
        } finally {
            process.destroyForcibly();
        }
    }
}

package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.Host;
import tiryaq.cli.launch.Output;
import tiryaq.cli.options.Options;
import tiryaq.command.Command;
import tiryaq.command.probe.Probed;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Say;
import tiryaq.index.Availability;
import tiryaq.machine.LiveMachine;
import tiryaq.report.Finding;
import tiryaq.symptom.reading.Symptoms;

/** What is started for the sake of a diagnosis, seen without starting anything. */
class ConsultationTest {
    @TempDir
    Path room;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(room.toRealPath().resolve("project"));
        Path environment = project.resolve(".venv");
        Files.createDirectories(environment.resolve("lib/python3.11/site-packages/zq"));
        Files.writeString(environment.resolve("pyvenv.cfg"), "home = /usr/bin\n");
        Files.writeString(environment.resolve("lib/python3.11/site-packages/zq/__init__.py"), "import zqmodule\n");
        Path python = environment.resolve("bin/python");
        Files.createDirectories(python.getParent());
        Files.writeString(python, "not a link");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(project.resolve("app.py"), "import zq\n");
    }

    private Session session(Map<String, String> options, Map<String, String> variables) {
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Session(
                new Options("diagnose", options, List.of()),
                variables,
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                err,
                err,
                "");
    }

    private Consultation consultation(Map<String, String> options) {
        return new Consultation(
                session(options, Map.of("PATH", "", "HOME", room.toString())), machine -> executable -> {
                    asked.add(executable);
                    return new Probed.Failed(Probed.Failed.Kind.NOT_PYTHON, "");
                });
    }

    private Offering offering() {
        Session session = session(Map.of(), Map.of("PATH", "", "HOME", room.toString()));
        return new Offering(session, new LiveMachine(session.environment(), Host.platform()), null);
    }

    private void read(Map<String, String> options, List<String> words) throws IOException {
        String log = """
                Traceback (most recent call last):
                  File "app.py", line 1, in <module>
                    import zq
                  File "PROJECT/.venv/lib/python3.11/site-packages/zq/__init__.py", line 1, in <module>
                    import zqmodule
                ModuleNotFoundError: No module named 'zqmodule'
                """.replace("PROJECT", project.toString());
        ByteArrayInputStream in = new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8));
        consultation(options).read(Symptoms.read(in), "ci.log", project.toString(), words);
    }

    @Test
    void aLogStartsNoFileOfTheProject() throws IOException {
        read(Map.of(), List.of());
        read(Map.of("--here", ""), List.of());
        read(Map.of(), List.of("./unknown-wrapper"));
        assertThat(asked).noneMatch(each -> each.startsWith(project.toString()));
    }

    @Test
    void whatTheUserNamesIsAsked() throws IOException {
        String python = project + "/.venv/bin/python";
        read(Map.of("--python", python), List.of());
        assertThat(asked).contains(python);
        asked.clear();
        read(Map.of(), List.of(python, "app.py"));
        assertThat(asked).contains(python);
    }

    @Test
    void theIndexIsAskedWhereTheProjectsSettingsCount() throws IOException {
        Path bin = Files.createDirectories(room.resolve("bin"));
        Path told = room.resolve("told");
        Path uv = Files.writeString(bin.resolve("uv"), """
                #!/bin/sh
                [ "$1" != --version ] || { echo uv 0.9.0; exit; }
                pwd >>'TOLD'
                exit 1
                """.replace("TOLD", told.toString()));
        Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
        Optional<Path> python = Stream.of(System.getenv("PATH").split(":", -1))
                .map(each -> Path.of(each, "python3"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(python.isPresent(), "Python 3 is missing");
        Files.writeString(project.resolve("app.py"), "import zqmodule\n");
        String output = """
                Traceback (most recent call last):
                  File "app.py", line 1, in <module>
                    import zqmodule
                ModuleNotFoundError: No module named 'zqmodule'
                """;
        Output kept = new Output(output.getBytes(StandardCharsets.UTF_8), new byte[0], false);
        Session session = session(Map.of(), Map.of("PATH", bin + ":/usr/bin:/bin", "HOME", room.toString()));
        new Consultation(session)
                .examine(
                        Command.of(List.of(python.get().toString(), "app.py"), project.toString()),
                        new Finished(1, 0, kept));
        assertThat(Files.readAllLines(told)).isNotEmpty().containsOnly(project.toString());
    }

    @Test
    void aSilentIndexIsToldOfOnce() {
        Offering offering = offering();
        Availability silent = new Availability.Unknown("error: https://kim:secret@index.example/ is away");
        assertThat(offering.heard("zq", silent, false)).isSameAs(silent);
        offering.heard("zq2", silent, false);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("no answer about zq,", "index.example/ is away")
                .doesNotContain("zq2", "secret");
        said.reset();
        offering().heard("zq", silent, true);
        offering().heard("zq", new Availability.Nowhere(), false);
        offering().heard("zq", new Availability.Unknown("/opt/python/bin/python3: No module named pip"), false);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aThreadThatDiedIsToldOfThoughTheCommandPassed() throws IOException, InterruptedException {
        Finding told = passed("""
                import threading
                def work():
                    import telegram
                thread = threading.Thread(target=work)
                thread.start()
                thread.join()
                """);
        assertThat(told.verdict()).isEqualTo(Finding.Verdict.DIAGNOSED);
        assertThat(told.ending().code()).isZero();
        assertThat(told.diagnoses().getFirst().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(told.diagnoses().getFirst().notes()).extracting(Say::key).contains("note.went-on");
    }

    @Test
    void aFaultOfTheExaminationIsNoFaultOfTheLog() throws IOException {
        Path log = Files.writeString(project.resolve("ci.log"), """
                Traceback (most recent call last):
                  File "app.py", line 1, in <module>
                    import zq
                ModuleNotFoundError: No module named 'zq'
                """);
        Session session =
                session(Map.of("--log", log.toString(), "--here", ""), Map.of("PATH", "", "HOME", room.toString()));
        Consultation consultation = new Consultation(session, machine -> executable -> {
            throw new UncheckedIOException(new IOException("no answer"));
        });
        String python = project + "/.venv/bin/python";
        Session asking = new Session(
                new Options("diagnose", session.options().values(), List.of(python, "app.py")),
                session.environment(),
                Optional.empty(),
                session.in(),
                session.out(),
                session.err(),
                "");
        assertThatThrownBy(() -> LogInput.read(asking, consultation, (with, read) -> ExitCode.FINE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no answer");
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aTracebackThatTheProgramHandledIsNothingWrong() throws IOException, InterruptedException {
        Finding healthy = passed("""
                import traceback
                try:
                    import telegram
                except ImportError:
                    traceback.print_exc()
                """);
        assertThat(healthy.verdict()).isEqualTo(Finding.Verdict.HEALTHY);
    }

    /** What is said of a program that ended with 0. */
    private Finding passed(String program) throws IOException, InterruptedException {
        Optional<Path> python = Stream.of(System.getenv("PATH").split(":", -1))
                .map(each -> Path.of(each, "python3"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(python.isPresent(), "Python 3 is missing");
        Files.writeString(project.resolve("main.py"), program);
        List<String> words = List.of(python.get().toString(), "main.py");
        Process process = new ProcessBuilder(words)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        byte[] printed = process.getInputStream().readAllBytes();
        assumeTrue(process.waitFor() == 0, "the program failed");
        assumeTrue(printed.length > 0, "the module is installed here");
        Session session = session(Map.of("--offline", ""), Map.of("PATH", "/usr/bin:/bin", "HOME", room.toString()));
        return new Consultation(session)
                .outlived(
                        Command.of(words, project.toString()),
                        new Finished(0, 0, new Output(printed, new byte[0], false)))
                .finding();
    }
}

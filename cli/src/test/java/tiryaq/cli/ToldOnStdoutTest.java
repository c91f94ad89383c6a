package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.options.Options;

/** What {@code run} says of a command that wrote its errors where {@code run} keeps nothing. */
class ToldOnStdoutTest {
    @TempDir
    private Path room;

    @BeforeEach
    void installs() throws IOException {
        Files.createSymbolicLink(
                room.resolve("python"), Path.of("/usr/bin/python3").toRealPath());
    }

    private String shown(int code, String printed, Map<String, String> options, String... command) throws IOException {
        Path run = Files.createTempDirectory(room, "run");
        Files.writeString(run.resolve("argv"), String.join("\0", command) + "\0");
        Files.writeString(run.resolve("cwd"), room.toString());
        Files.writeString(run.resolve("from"), "");
        Files.writeString(run.resolve("to"), "ended 1 " + code + " 0\n");
        Files.writeString(run.resolve("out.1.0"), printed);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = new Session(
                new Options("run", options, List.of(command)),
                Map.of("PATH", room.toString(), "HOME", room.toString()),
                RunFolder.fromEnvironment(Map.of("TIRYAQ_RUN", run.toString())),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "");
        assertThat(Main.dispatch(session, Optional.empty())).isEqualTo(ExitCode.FINE);
        return err.toString(StandardCharsets.UTF_8);
    }

    private String shown(int code, String printed, String... command) throws IOException {
        return shown(code, printed, Map.of("--offline", ""), command);
    }

    @Test
    void namesTheCommandThatReadsItWherePytestCouldNotReadAllTests() throws IOException {
        assertThat(shown(2, "", "python", "-m", "pytest", "-q"))
                .contains("pytest told its errors on stdout")
                .endsWith("\ntiryaq diagnose -- python -m pytest -q\n");
        assertThat(shown(2, "", Map.of("--offline", "", "--fix", ""), "python", "-m", "pytest"))
                .endsWith("\ntiryaq fix -- python -m pytest\n");
    }

    @Test
    void saysNothingWhereTestsFailedOrAnotherProgramEnded() throws IOException {
        assertThat(shown(1, "", "python", "-m", "pytest")).isEmpty();
        assertThat(shown(2, "", "python", "-m", "json.tool")).isEmpty();
        assertThat(shown(2, "", Map.of("--offline", "", "--quiet", ""), "python", "-m", "pytest"))
                .isEmpty();
    }

    @Test
    void leavesWhatWasToldOnStderrToTheAnswer() throws IOException {
        assertThat(shown(4, "ERROR: file or directory not found: x\n", "python", "-m", "pytest", "x"))
                .doesNotContain("stdout");
    }
}

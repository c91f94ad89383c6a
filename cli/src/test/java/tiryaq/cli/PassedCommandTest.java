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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.options.Options;

/** A command that ends with 0 though a part of it died, as the left side of a pipe does. */
class PassedCommandTest {
    @TempDir
    private Path room;

    private String shown(String verb, String printed) throws IOException {
        Path run = Files.createDirectories(room.resolve(verb));
        Files.writeString(run.resolve("argv"), "./run.sh\0");
        Files.writeString(run.resolve("cwd"), room.toString());
        Files.writeString(run.resolve("from"), "");
        Files.writeString(run.resolve("to"), "ended 1 0 0\n");
        Files.writeString(run.resolve("out.1.0"), printed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Session session = new Session(
                new Options(verb, Map.of("--offline", ""), List.of("./run.sh")),
                Map.of("PATH", room.toString(), "HOME", room.toString()),
                RunFolder.fromEnvironment(Map.of("TIRYAQ_RUN", run.toString())),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                "");
        assertThat(Main.dispatch(session, Optional.empty())).isEqualTo(ExitCode.FINE);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isAsLittleWellToAFixAsToADiagnosis() throws IOException {
        String died = """
                Traceback (most recent call last):
                  File "main.py", line 1, in <module>
                    import yaml
                ModuleNotFoundError: No module named 'yaml'
                """;
        for (String verb : List.of("diagnose", "fix")) {
            assertThat(shown(verb, died))
                    .contains("No module named 'yaml'")
                    .doesNotContain("already works")
                    .endsWith("\ntiryaq fix --log tiryaq-output.log --offline -- ./run.sh\n");
        }
    }

    @Test
    void isWellWhereNothingDied() throws IOException {
        assertThat(shown("fix", "done\n")).isEqualTo("Nothing to do: the command already works.\n");
    }
}

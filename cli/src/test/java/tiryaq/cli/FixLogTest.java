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
import tiryaq.cli.options.Options;

/** What {@code fix --log} does on the word of a log, and that it does nothing on the word of a stranger's. */
class FixLogTest {
    @TempDir
    private Path folder;

    private static String traceback(String first, String function) {
        return "Traceback (most recent call last):\n  File \"" + first + "\", line 1, in " + function
                + "\n    import yaml\nModuleNotFoundError: No module named 'yaml'\n";
    }

    private record Said(int code, String out, String err) {}

    private Said fix(String log, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), log);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        java.util.Map<String, String> options =
                new java.util.HashMap<>(Map.of("--log", file.toString(), "--offline", ""));
        for (String option : more) {
            options.put(option, option.equals("--format") ? "json" : "");
        }
        Session session = new Session(
                new Options("fix", options, List.of()),
                Map.of("HOME", folder.toString(), "XDG_CACHE_HOME", folder + "/cache"),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "");
        int code = FixCommand.run(session).number();
        return new Said(
                code,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip());
    }

    @Test
    void aLogOfElsewhereChangesNothing() throws IOException {
        Said said = fix(traceback("/no/such/place/main.py", "<module>"), "--format", "--yes");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("\"status\":\"refused\"", "\"command\":null");
        assertThat(said.err()).contains("/no/such/place/main.py is not here");
        assertThat(Files.exists(folder.resolve(".local"))).isFalse();
    }

    /** What can be typed on another system is quoted as that one's shells understand it. */
    @Test
    void aLogOfAnotherSystemIsAnsweredWithWhatIsTypedThere() throws IOException {
        Said said = fix(traceback("C:\\Users\\kim\\main.py", "<module>"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("1. Install PyYAML for the Python that printed this", "\npython -m pip install PyYAML\n")
                .contains("\npython -c \"import importlib.util, sys; ")
                .doesNotContain("'import");
    }

    @Test
    void whatIsNoFailureOfTheEnvironmentIsNoneOfAFix() throws IOException {
        assertThat(fix("all went well\n").code()).isZero();
        assertThat(fix("all went well\n").out()).startsWith("Nothing to do: the log shows no failure.");
        assertThat(fix("all went well\n").out())
                .as("the errors may have gone elsewhere")
                .contains("2>&1 |", "tiryaq diagnose -- COMMAND");
        assertThat(fix("").err()).startsWith("The log is empty");
        assertThat(fix("").code()).as("shows nothing, so it is no success").isEqualTo(2);
        assertThat(fix("", "--format").code()).isEqualTo(2);
        String own = """
                Traceback (most recent call last):
                  File "/a/main.py", line 1, in <module>
                    print(1 / 0)
                ZeroDivisionError: division by zero
                """;
        assertThat(fix(own).code()).isEqualTo(3);
        assertThat(fix(own).out()).startsWith("Nothing to cure: the environment is not what made");
        assertThat(fix(own, "--rerun").code()).isEqualTo(2);
    }
}

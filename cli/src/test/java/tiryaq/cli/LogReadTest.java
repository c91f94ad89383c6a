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
import tiryaq.command.LogOrigin;
import tiryaq.diagnosis.Say;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** A log as the patient: whose it is, what had been run, and that nothing is done on the word of a stranger's. */
class LogReadTest {
    @TempDir
    private Path folder;

    private static Symptom symptom(String log) throws IOException {
        return Symptoms.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
    }

    private static String traceback(String first, String function) {
        return "Traceback (most recent call last):\n  File \"" + first + "\", line 1, in " + function
                + "\n    import yaml\nModuleNotFoundError: No module named 'yaml'\n";
    }

    private static String because(List<String> absent, int agreeing, List<String> differing, boolean python) {
        LogOrigin origin = new LogOrigin("", Optional.empty(), false, "", "", List.of(), absent, agreeing, differing);
        return LogRead.elsewhere(origin, false, python).map(Say::key).orElse("here");
    }

    @Test
    void onlyWhatFitsThisDiskIsOfThisMachine() {
        assertThat(because(List.of(), 1, List.of(), true)).isEqualTo("here");
        assertThat(because(List.of(), 1, List.of("a.py:1"), true)).isEqualTo("cli.log-elsewhere.differs");
        assertThat(because(List.of("a.py"), 1, List.of(), true)).isEqualTo("cli.log-elsewhere.absent");
        assertThat(because(List.of(), 0, List.of(), true)).isEqualTo("cli.log-elsewhere.unproved");
        assertThat(because(List.of(), 1, List.of(), false)).isEqualTo("cli.log-which-python");
    }

    /** A relative path of a strange log is nobody's here, and is shown as the log has it. */
    @Test
    void relativeFilesOfAStrangeLogLieNowhereHere() throws IOException {
        LogOrigin strange =
                new LogOrigin("", Optional.empty(), false, "", "", List.of(), List.of("a.py"), 0, List.of());
        assertThat(LogRead.folder(strange, false, "/w")).isEmpty();
        assertThat(LogRead.folder(strange, true, "/w")).isEqualTo("/w");
        LogOrigin own = new LogOrigin("", Optional.empty(), false, "", "", List.of("a.py"), List.of(), 1, List.of());
        assertThat(LogRead.folder(own, false, "/w")).isEqualTo("/w");
    }

    @Test
    void theUsersWordCountsMoreButNamesNoPython() {
        LogOrigin origin =
                new LogOrigin("", Optional.empty(), false, "", "", List.of(), List.of("a.py"), 0, List.of("b.py:2"));
        assertThat(LogRead.elsewhere(origin, true, true)).isEmpty();
        assertThat(LogRead.elsewhere(origin, true, false).orElseThrow().key()).isEqualTo("cli.log-which-python");
    }

    @Test
    void theScriptIsWhereTheTracebackBegins() throws IOException {
        assertThat(LogRead.command(symptom(traceback("/a/main.py", "<module>")), "/py", "/w")
                        .argv())
                .containsExactly("/py", "/a/main.py");
        String module = traceback("/a/pkg/__main__.py", "<module>")
                .replace("last):\n", "last):\n  File \"<frozen runpy>\", line 198, in _run_module_as_main\n");
        assertThat(LogRead.command(symptom(module), "/py", "/w").argv())
                .as("run as a module: not by that file")
                .containsExactly("/py");
        assertThat(LogRead.command(symptom(traceback("/a/lib.py", "load")), "/py", "/w")
                        .argv())
                .as("cut off before its beginning")
                .containsExactly("/py");
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

    @Test
    void whatIsNoFailureOfTheEnvironmentIsNoneOfAFix() throws IOException {
        assertThat(fix("all went well\n").code()).isZero();
        assertThat(fix("all went well\n").out()).startsWith("Nothing to do: the log shows no failure.");
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

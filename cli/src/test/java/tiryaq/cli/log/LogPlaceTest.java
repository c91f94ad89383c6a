package tiryaq.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.launch.Host;
import tiryaq.command.LogOrigin;
import tiryaq.diagnosis.Say;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** A log as the patient: whose it is, and what had been run. */
class LogPlaceTest {
    private static Symptom symptom(String log) throws IOException {
        return Symptoms.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
    }

    private static String traceback(String first, String function) {
        return "Traceback (most recent call last):\n  File \"" + first + "\", line 1, in " + function
                + "\n    import yaml\nModuleNotFoundError: No module named 'yaml'\n";
    }

    private static String because(List<String> absent, int agreeing, List<String> differing, boolean python) {
        LogOrigin origin = new LogOrigin("", Optional.empty(), false, "", "", List.of(), absent, agreeing, differing);
        return LogPlace.elsewhere(origin, false, python).map(Say::key).orElse("here");
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
        assertThat(LogPlace.folder(strange, false, "/w")).isEmpty();
        assertThat(LogPlace.folder(strange, true, "/w")).isEqualTo("/w");
        LogOrigin own = new LogOrigin("", Optional.empty(), false, "", "", List.of("a.py"), List.of(), 1, List.of());
        assertThat(LogPlace.folder(own, false, "/w")).isEqualTo("/w");
    }

    @Test
    void theUsersWordCountsMoreButNamesNoPython() {
        LogOrigin origin =
                new LogOrigin("", Optional.empty(), false, "", "", List.of(), List.of("a.py"), 0, List.of("b.py:2"));
        assertThat(LogPlace.elsewhere(origin, true, true)).isEmpty();
        assertThat(LogPlace.elsewhere(origin, true, false).orElseThrow().key()).isEqualTo("cli.log-which-python");
    }

    @Test
    void theFilesOfTestsLieWhereTheTestsRan(@TempDir Path folder) throws IOException {
        Path project = Files.createDirectories(folder.resolve("shop"));
        Path test = Files.createDirectories(project.resolve("tests")).resolve("test_a.py");
        Files.writeString(test, "import yaml\n");
        Machine machine = new LiveMachine(Map.of(), Host.platform());
        String quoted =
                "tests/test_a.py:1: in <module>\n    import yaml\nE   ModuleNotFoundError: No module named 'yaml'\n";
        String heading = "_________ ERROR collecting tests/test_a.py _________\n";
        String module = "ImportError while importing test module '" + test + "'.\n";
        String here = folder.toString();
        for (String log : List.of("rootdir: " + project + "\n" + heading + quoted, heading + module + quoted)) {
            assertThat(LogPlace.relative(symptom(log), here, machine)).as(log).isEqualTo(project.toString());
        }
        assertThat(LogPlace.relative(symptom(heading + quoted), here, machine)).isEqualTo(here);
        String other = "rootdir: " + folder + "/other\n" + heading + quoted;
        assertThat(LogPlace.relative(symptom(other), here, machine)).isEqualTo(here);
        assertThat(LogPlace.relative(symptom("rootdir: /x\n" + heading + quoted), project.toString(), machine))
                .isEqualTo(project.toString());
    }

    @Test
    void theScriptIsWhereTheTracebackBegins() throws IOException {
        assertThat(LogPlace.command(symptom(traceback("/a/main.py", "<module>")), "/py", "/w")
                        .argv())
                .containsExactly("/py", "/a/main.py");
        String module = traceback("/a/pkg/__main__.py", "<module>")
                .replace("last):\n", "last):\n  File \"<frozen runpy>\", line 198, in _run_module_as_main\n");
        assertThat(LogPlace.command(symptom(module), "/py", "/w").argv())
                .as("run as a module: not by that file")
                .containsExactly("/py");
        assertThat(LogPlace.command(symptom(traceback("/a/lib.py", "load")), "/py", "/w")
                        .argv())
                .as("cut off before its beginning")
                .containsExactly("/py");
    }
}

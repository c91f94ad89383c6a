package tiryaq.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.command.Likeliest;
import tiryaq.command.LogOrigin;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** Which Python is named where a program starts one by rules of its own; no interpreter is needed for that. */
class DeciderTest {
    private static final String FAILURE = """
            Traceback (most recent call last):
              File "app.py", line 1, in <module>
                import zqmodule
            ModuleNotFoundError: No module named 'zqmodule'
            """;

    @TempDir
    Path room;

    private Path project;
    private Command wrapper = Command.of(List.of("./w.sh"), "/");

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(room.toRealPath().resolve("project"));
        program(project.resolve("w.sh"), "#!/bin/sh\n./of-its-own app.py\n");
        wrapper = Command.of(List.of("./w.sh", "one"), project.toString());
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String environment(String name, String feature) throws IOException {
        Path prefix = project.resolve(name);
        program(prefix.resolve("bin/python"), "");
        Files.createDirectories(prefix.resolve("lib/python" + feature));
        Files.writeString(prefix.resolve("pyvenv.cfg"), "");
        return prefix.resolve("bin/python").toString();
    }

    private Optional<List<String>> named(String output, Command command) {
        Machine machine = new LiveMachine(Map.of("PATH", room + "/bin"), new Platform("linux", "x86_64"));
        Symptom symptom = Symptoms.in(output);
        Providers knows = (distributions, module) -> Optional.of(new Providers.Provided("zq", "index"));
        Examined examined = new Examination(
                        machine,
                        executable -> {
                            throw new AssertionError(executable + " was asked");
                        },
                        python -> knows)
                .of(symptom, new Ran(command, 1, null, null));
        return Optional.ofNullable(Decider.naming(symptom, examined, command, machine))
                .map(Command::argv);
    }

    @Test
    void theProjectsOwnIsTheLikeliest() throws IOException {
        String own = environment(".venv", "3.12");
        assertThat(named(FAILURE, wrapper))
                .contains(List.of("tiryaq", "diagnose", "--python", own, "--", "./w.sh", "one"));
    }

    @Test
    void theVersionInATracebackCountsMore() throws IOException {
        environment(".venv", "3.12");
        String other = environment("venv", "3.11");
        String frame = """
                  File "/home/kim/.local/lib/python3.11/site-packages/zq/__init__.py", line 1, in <module>
                    import zqmodule
                """;
        String output = FAILURE.replace("ModuleNotFound", frame + "ModuleNotFound");
        assertThat(named(output, wrapper))
                .hasValueSatisfying(words -> assertThat(words).containsSubsequence("--python", other));
    }

    @Test
    void whatIsNoNameIsLookedForNowhere() {
        Machine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        for (String module : List.of(".wsgi", "../../etc/passwd", "zqmodule")) {
            Symptom symptom = Symptoms.in(FAILURE.replace("'zqmodule'", "'" + module + "'"));
            Examined examined = new Examination(
                            machine,
                            executable -> {
                                throw new AssertionError(executable + " was asked");
                            },
                            python -> Providers.NONE)
                    .ofLog(symptom, project.toString());
            Command looking = Decider.of(examined.answer(), "python");
            assertThat(looking == null).as(module).isEqualTo(!module.equals("zqmodule"));
        }
    }

    @Test
    void aFailureOfTheProgramsOwnNeedsNoPython() throws IOException {
        environment(".venv", "3.12");
        String own = """
                Traceback (most recent call last):
                  File "a.py", line 1, in <module>
                KeyError: 1
                """;
        assertThat(named(own, wrapper)).isEmpty();
    }

    @Test
    void aLogOfThisMachineIsReadAgainWithAPythonNamed() throws IOException {
        String own = environment(".venv", "3.12");
        Symptom symptom = Symptoms.in(FAILURE);
        Machine machine = new LiveMachine(Map.of("PATH", room + "/bin"), new Platform("linux", "x86_64"));
        assertThat(again(symptom, "ci.log", machine))
                .containsExactly("tiryaq", "diagnose", "--python", own, "--log", "ci.log");
        assertThat(piped(symptom, machine))
                .as("what came through a pipe cannot be read again, and the script is not here")
                .containsExactly("tiryaq", "diagnose", "--python", own);
        Files.writeString(project.resolve("app.py"), "import zqmodule\n");
        assertThat(piped(symptom, machine)).containsExactly("tiryaq", "diagnose", "--", own, "app.py");
    }

    private List<String> piped(Symptom symptom, Machine machine) {
        return again(symptom, "-", machine);
    }

    private List<String> again(Symptom symptom, String log, Machine machine) {
        LogOrigin origin = LogOrigin.of(symptom, project.toString(), machine);
        String python =
                Likeliest.of(origin, null, project.toString(), null, machine).getFirst();
        Command program = LogPlace.command(symptom, python, project.toString());
        return Decider.naming(log, List.of(), program, machine).argv();
    }

    /** A log is likelier of the environment beside its script than of whatever a shell finds. */
    @Test
    void theEnvironmentBesideTheScriptComesBeforePath() throws IOException {
        String own = environment(".venv", "3.12");
        Path found = Files.createDirectories(Path.of(room + "/bin")).resolve("python");
        Files.writeString(found, "");
        assertThat(found.toFile().setExecutable(true)).isTrue();
        Files.writeString(project.resolve("app.py"), "import zqmodule\n");
        Machine machine = new LiveMachine(Map.of("PATH", room + "/bin"), new Platform("linux", "x86_64"));
        LogOrigin origin = LogOrigin.of(Symptoms.in(FAILURE), project.toString(), machine);
        String folder = project.toString();
        assertThat(Likeliest.of(origin, null, folder, "app.py", machine)).startsWith(own, found.toString());
        assertThat(Likeliest.of(origin, null, folder, null, machine)).startsWith(found.toString(), own);
    }

    /** It would only show that another one must have run. */
    @Test
    void aPythonThatHasWhatIsMissingIsNotNamed() throws IOException {
        String own = environment(".venv", "3.12");
        Files.createDirectories(project.resolve(".venv/lib/python3.12/site-packages/zqmodule"));
        String onPath = room.toRealPath().resolve("bin/python3").toString();
        program(Path.of(onPath), "");
        assertThat(named(FAILURE, wrapper))
                .hasValueSatisfying(
                        words -> assertThat(words).doesNotContain(own).anyMatch(word -> word.endsWith("/bin/python3")));
    }

    /** What the user's shell starts by name goes before what merely lies in the project or in the system. */
    @Test
    void whatAShimStartsComesFirst() throws IOException {
        environment(".venv", "3.12");
        Path root = room.toRealPath().resolve("pyenv");
        Path chosen = root.resolve("versions/3.x/bin/python3");
        program(chosen, "");
        Path bin = room.toRealPath().resolve("bin");
        program(
                bin.resolve("python3"),
                "#!/bin/sh\nprogram=\"${0##*/}\"\nexport PYENV_ROOT=\"" + root + "\"\nexec \"" + root
                        + "/libexec/pyenv\" exec \"$program\" \"$@\"\n");
        Files.writeString(root.resolve("version"), "3.x\n");
        Files.writeString(project.resolve("app.py"), "import zqmodule\n");
        Machine machine = new LiveMachine(Map.of("PATH", bin.toString()), new Platform("linux", "x86_64"));
        assertThat(piped(Symptoms.in(FAILURE), machine))
                .containsExactly("tiryaq", "diagnose", "--", chosen.toString(), "app.py");
    }
}

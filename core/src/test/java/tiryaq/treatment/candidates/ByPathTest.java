package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.index.Availability;
import tiryaq.machine.Paths;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.process.RunResult;

/** What a shell script or make finds on PATH can be another Python; what they name themselves cannot. */
class ByPathTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private OfflineProject project;
    private Path folder;

    @BeforeEach
    void furnish() throws IOException {
        project = OfflineProject.in(room, "project");
        folder = project.folder();
        TinyWheel.pure(project.wheels(), name, "1.0", List.of());
        Files.writeString(folder.resolve("app.py"), "import " + name + "\nprint('works')\n");
        Path bin = Files.createDirectories(room.toRealPath().resolve("bin"));
        Files.createSymbolicLink(bin.resolve("python"), Path.of(project.python()));
        project.variables().put("PATH", bin + ":/usr/bin:/bin");
    }

    private Examined examined(Command command) {
        return project.examined(command, OfflineProject.onlyIn(name));
    }

    private List<Treatment> offered(Command command) {
        NewEnvironments engines = new NewEnvironments(
                project.machine(),
                (interpreter, engine) -> (distribution, version) -> new Availability.Unknown("not asked"),
                null,
                false);
        return Candidates.of(examined(command), command, engines);
    }

    private Command script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n" + text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return project.command("./run.sh");
    }

    private void works(Command command) {
        Treatment made = offered(command).getFirst();
        assertThat(made.kind()).isEqualTo(Treatments.NEW_ENVIRONMENT);
        for (Step step : made.steps()) {
            assertThat(project.run(((Step.Run) step).command())).matches(RunResult::passed);
        }
        assertThat(made.proof()).allMatch(each -> project.run(each).passed());
        Command cured = Objects.requireNonNull(made.cured());
        assertThat(cured.argv()).isEqualTo(command.argv());
        assertThat(cured.set().get("PATH"))
                .isEqualTo(
                        folder.resolve(".venv/bin") + ":" + project.variables().get("PATH"));
        assertThat(project.run(cured).out()).isEqualTo("works\n");
        assertThat(Untreated.reasons(examined(command), command)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aScriptThatFindsItsPythonOnPathIsStartedWithAnother(boolean shell) throws IOException {
        Command itself = script("set -e\ncd \"$(dirname \"$0\")\"\npython app.py\n");
        works(shell ? project.command("sh", "run.sh") : itself);
    }

    @Test
    void soIsMake() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/make")), "there is no make");
        Files.writeString(folder.resolve("Makefile"), "go:\n\t@python app.py\n");
        works(project.command("make", "go"));
    }

    /** Each names the interpreter of an environment that stands, so PATH would change nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ". own/bin/activate\npython app.py\n",
                "own/bin/python app.py\n",
                "PATH=own/bin:$PATH\npython app.py\n"
            })
    void whatIsNamedByTheScriptStays(String text) throws IOException {
        assertThat(project.run(project.command(project.python(), "-m", "venv", "--without-pip", "own")))
                .matches(RunResult::passed);
        Command command = script(text);
        assertThat(offered(command)).noneMatch(Treatment::automatic);
        assertThat(Untreated.reasons(examined(command), command))
                .extracting(each -> each.key())
                .containsExactly("note.script-starts-python");
    }

    @Test
    void soDoesWhatAMakefileNames() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/make")), "there is no make");
        assertThat(project.run(project.command(project.python(), "-m", "venv", "--without-pip", "own")))
                .matches(RunResult::passed);
        Files.writeString(folder.resolve("Makefile"), "go:\n\t@own/bin/python app.py\n");
        assertThat(offered(project.command("make", "go"))).noneMatch(Treatment::automatic);
    }

    @Test
    void anEnvironmentThatStandsIsPutFirst() throws IOException {
        assertThat(project.run(project.command(project.python(), "-m", "venv", ".venv")))
                .matches(RunResult::passed);
        assertThat(project.run(project.command(".venv/bin/python", "-m", "pip", "install", "-q", name)))
                .matches(RunResult::passed);
        Treatment first = offered(script("python app.py\n")).getFirst();
        assertThat(first.kind()).isEqualTo(Treatments.PROJECT_ENVIRONMENT);
        Command cured = Objects.requireNonNull(first.cured());
        assertThat(Paths.name(cured.argv().getFirst())).isEqualTo("run.sh");
        assertThat(project.run(cured).out()).isEqualTo("works\n");
    }
}

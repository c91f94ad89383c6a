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
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.diagnosis.Providers;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.process.RunResult;

/** A real environment that lost its Python or was moved; the steps that are shown are then really done. */
class RemakingTest {
    @TempDir
    Path room;

    private OfflineProject place;
    private Path project;
    private final String name = TinyWheel.freshName();

    @BeforeEach
    void makeProject() throws IOException {
        place = OfflineProject.in(room, "project");
        project = place.folder();
        place.variables().put("PATH", Path.of(place.python()).getParent() + ":/usr/bin:/bin");
        TinyWheel.pure(place.wheels(), name, "1.0", List.of());
        Files.writeString(project.resolve("app.py"), "import " + name + "\nprint('works')\n");
        Files.writeString(project.resolve("requirements.txt"), name + "==1.0\n");
        assertThat(run(place.command(place.python(), "-I", "-m", "venv", ".venv"))
                        .passed())
                .isTrue();
    }

    private RunResult run(Command command) {
        return place.run(command);
    }

    private List<Treatment> treatments(List<String> words, String folder) {
        Command command = Command.of(words, folder);
        Examined examined = place.examined("", new Ran(command, 127, null, null), Providers.NONE);
        assertThat(examined.answer().cause()).isEqualTo("unknown");
        return Remaking.of(examined, command);
    }

    @Test
    void anEnvironmentWhosePythonIsGoneIsMadeAnewWithWhatIsDeclared() throws IOException {
        Path link = project.resolve(".venv/bin/python");
        Files.delete(link);
        Files.createSymbolicLink(link, room.resolve("gone/bin/python"));
        List<Treatment> found = treatments(List.of(".venv/bin/python", "app.py"), project.toString());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().automatic()).isFalse();
        for (Step step : found.getFirst().steps()) {
            RunResult done = run(Objects.requireNonNull(((Step.Manual) step).command()));
            assertThat(done.passed()).as(done.err()).isTrue();
        }
        assertThat(run(place.command(".venv/bin/python", "app.py")).out()).isEqualTo("works\n");
        assertThat(project.resolve(".venv.old/bin/python")).isSymbolicLink();
    }

    /** Whatever comes first on PATH: it names the one that it was made with. */
    @Test
    void itIsMadeAnewWithThePythonThatItWasMadeWith() throws IOException {
        place.variables().put("PATH", "/usr/bin:/bin");
        Path link = project.resolve(".venv/bin/python");
        Files.delete(link);
        Files.createSymbolicLink(link, room.resolve("gone/bin/python"));
        Treatment only = treatments(List.of(".venv/bin/python", "app.py"), project.toString())
                .getFirst();
        Command makes = Objects.requireNonNull(((Step.Manual) only.steps().get(1)).command());
        String home = Files.readAllLines(project.resolve(".venv/pyvenv.cfg")).stream()
                .filter(line -> line.startsWith("home = "))
                .findFirst()
                .orElseThrow()
                .substring("home = ".length());
        assertThat(makes.argv().getFirst()).startsWith(home + "/python");
        Files.writeString(project.resolve(".venv/pyvenv.cfg"), "home = " + room.resolve("gone/bin") + "\n");
        makes = Objects.requireNonNull(
                ((Step.Manual) treatments(List.of(".venv/bin/python", "app.py"), project.toString())
                                .getFirst()
                                .steps()
                                .get(1))
                        .command());
        assertThat(makes.argv().getFirst()).doesNotContain("gone");
    }

    @Test
    void whatItHeldIsInstalledAgainWhereNothingIsDeclared() throws IOException {
        Files.delete(project.resolve("requirements.txt"));
        assertThat(run(place.command(".venv/bin/python", "-m", "pip", "install", "-q", name)))
                .matches(RunResult::passed);
        Path packages = tiryaq.command.Pythons.packages(
                project.resolve(".venv/bin/python").toString(), project);
        // What pip leaves where an upgrade was broken off, and a tool that made the environment.
        for (String each : List.of("~" + name.substring(1) + "-1.0", "uv-0.9.0", name + "_beside-not a release")) {
            Path left = Files.createDirectories(packages.resolve(each + ".dist-info"));
            Files.writeString(left.resolve("REQUESTED"), "");
        }
        Path link = project.resolve(".venv/bin/python");
        Files.delete(link);
        Files.createSymbolicLink(link, room.resolve("gone/bin/python"));
        Treatment only = treatments(List.of(".venv/bin/python", "app.py"), project.toString())
                .getFirst();
        Command last = Objects.requireNonNull(((Step.Manual) only.steps().getLast()).command());
        assertThat(last.argv()).endsWith("install", name + "==1.0");
        only.steps().forEach(step -> run(Objects.requireNonNull(((Step.Manual) step).command())));
        assertThat(run(place.command(".venv/bin/python", "app.py")).out()).isEqualTo("works\n");
    }

    @Test
    void aCommandOfAnEnvironmentThatWasMovedRunsByThePythonBesideIt() throws IOException {
        Path script = Files.writeString(
                project.resolve(".venv/bin/tool"),
                "#!" + project.resolve(".venv/bin/python") + "\nimport sys\nprint(sys.argv[1:])\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path moved = Files.move(project, project.resolveSibling("moved"));
        // Nothing in it says any more where it was made.
        Files.delete(moved.resolve(".venv/bin/activate"));
        Files.writeString(moved.resolve(".venv/pyvenv.cfg"), "home = /usr/bin\n");
        List<Treatment> found = treatments(List.of(".venv/bin/tool", "a", "b"), moved.toString());
        assertThat(found.getFirst().automatic()).isFalse();
        assertThat(found)
                .extracting(each -> each.title().key())
                .containsExactly("treatment.by-hand.beside", "treatment.by-hand.remake");
        assertThat(run(Objects.requireNonNull(found.getFirst().cured())).out()).isEqualTo("['a', 'b']\n");
    }

    /** The words of what starts it are none of its own. */
    @Test
    void aCommandThatAnotherProgramStartsIsNotGivenThatOnesWords() throws IOException {
        Path script = Files.writeString(
                project.resolve(".venv/bin/tool"), "#!" + project.resolve(".venv/bin/python") + "\nprint(1)\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path moved = Files.move(project, project.resolveSibling("moved"));
        Files.delete(moved.resolve(".venv/bin/activate"));
        Files.writeString(moved.resolve(".venv/pyvenv.cfg"), "home = /usr/bin\n");
        assertThat(treatments(List.of("timeout", "5", ".venv/bin/tool", "a"), moved.toString()))
                .extracting(each -> each.title().key())
                .doesNotContain("treatment.by-hand.beside");
        place.variables()
                .put(
                        "PATH",
                        moved.resolve(".venv/bin") + ":" + place.variables().get("PATH"));
        assertThat(treatments(List.of("tool", "a"), moved.toString()))
                .extracting(each -> each.title().key())
                .contains("treatment.by-hand.beside");
    }

    @Test
    void whatIsNoEnvironmentIsNotMadeAnew() throws IOException {
        Files.createSymbolicLink(project.resolve("tool"), room.resolve("gone"));
        assertThat(treatments(List.of("./tool"), project.toString())).isEmpty();
    }

    /** The shim of a version that nobody has selected says so and ends with 127. */
    @Test
    void aPythonThatNoVersionOfPyenvSelectsIsRunByItsPath() throws IOException {
        Path pyenv = tiryaq.command.Pythons.pyenv();
        String feature = "3.9";
        Path shim = pyenv.resolve("shims/python" + feature);
        assumeTrue(Files.isExecutable(shim), "pyenv has no shim for Python " + feature);
        place.variables().put("PATH", pyenv.resolve("shims") + ":" + pyenv.resolve("bin") + ":/usr/bin:/bin");
        place.variables().put("PYENV_ROOT", pyenv.toString());
        place.variables().put("PYENV_VERSION", "3.12.1");
        Files.writeString(project.resolve("app.py"), "import sys\nprint(sys.version_info[:2], sys.argv[1:])\n");
        Command command = place.command("python" + feature, "app.py", "a b");
        RunResult failed = run(command);
        assertThat(failed.exitCode()).isEqualTo(127);
        Examined examined =
                place.examined(failed.out() + failed.err(), new Ran(command, 127, null, null), Providers.NONE);
        assertThat(examined.answer().summary().key()).endsWith(".not-selected");
        List<Treatment> found = Remaking.of(examined, command);
        assertThat(found).hasSize(1);
        assertThat(run(Objects.requireNonNull(found.getFirst().cured())).out()).isEqualTo("(3, 9) ['a b']\n");
    }

    /** Without the shims nothing is said of what is selected, which may well be that very version. */
    @Test
    void aPythonWhoseShimsAreNotOnPathIsRunByItsPath() throws IOException {
        Path pyenv = tiryaq.command.Pythons.pyenv();
        String feature = "3.9";
        assumeTrue(Files.isExecutable(pyenv.resolve("shims/python" + feature)), "pyenv has no Python " + feature);
        Path empty = Files.createDirectory(project.resolve("bin"));
        place.variables().put("PATH", empty.toString());
        place.variables().put("PYENV_ROOT", pyenv.toString());
        place.variables().put("PYENV_VERSION", "3.9.18");
        Files.writeString(project.resolve("app.py"), "import sys\nprint(sys.version_info[:2], sys.argv[1:])\n");
        RunResult failed = run(place.command("/bin/sh", "-c", "python" + feature + " app.py"));
        assertThat(failed.exitCode()).isEqualTo(127);
        Command command = place.command("python" + feature, "app.py", "a b");
        Examined examined =
                place.examined(failed.out() + failed.err(), new Ran(command, 127, null, null), Providers.NONE);
        assertThat(examined.answer().summary().key()).as(failed.err()).endsWith(".not-on-path");
        List<Treatment> found = Remaking.of(examined, command);
        assertThat(run(Objects.requireNonNull(found.getFirst().cured())).out()).isEqualTo("(3, 9) ['a b']\n");
    }
}

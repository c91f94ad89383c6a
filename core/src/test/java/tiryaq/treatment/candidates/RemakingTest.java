package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.command.probe.Probe;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.symptom.reading.Symptoms;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

/** A real environment that lost its Python or was moved; the steps that are shown are then really done. */
class RemakingTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path room;

    private Path project;
    private Map<String, String> variables = Map.of();
    private final String name = TinyWheel.freshName();

    @BeforeEach
    void makeProject() throws IOException {
        Path root = room.toRealPath();
        project = Files.createDirectories(root.resolve("project"));
        String python = Pythons.any().executable();
        variables =
                new HashMap<>(Pythons.offline(Files.createDirectories(root.resolve("home")), root.resolve("wheels")));
        variables.put("PATH", Path.of(python).getParent() + ":/usr/bin:/bin");
        TinyWheel.pure(root.resolve("wheels"), name, "1.0", List.of());
        Files.writeString(project.resolve("app.py"), "import " + name + "\nprint('works')\n");
        Files.writeString(project.resolve("requirements.txt"), name + "==1.0\n");
        assertThat(run(Command.of(List.of(python, "-I", "-m", "venv", ".venv"), project.toString()))
                        .passed())
                .isTrue();
    }

    private RunResult run(Command command) {
        return CommandRun.run(command, variables, LIMIT);
    }

    private List<Treatment> treatments(List<String> words, String folder) {
        Command command = Command.of(words, folder);
        Machine machine = new LiveMachine(variables, new Platform("linux", "x86_64", 0));
        Examined examined = new Examination(machine, new Probe(machine), python -> Providers.NONE)
                .of(Symptoms.in(""), new Ran(command, 127, null, null));
        assertThat(examined.answer().cause()).isEqualTo("unknown");
        return Remaking.of(examined.patient(), examined.answer(), command);
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
        assertThat(run(Command.of(List.of(".venv/bin/python", "app.py"), project.toString()))
                        .out())
                .isEqualTo("works\n");
        assertThat(project.resolve(".venv.old/bin/python")).isSymbolicLink();
    }

    @Test
    void aCommandOfAnEnvironmentThatWasMovedRunsByThePythonBesideIt() throws IOException {
        Path script = Files.writeString(
                project.resolve(".venv/bin/tool"),
                "#!" + project.resolve(".venv/bin/python") + "\nimport sys\nprint(sys.argv[1:])\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path moved = Files.move(project, project.resolveSibling("moved"));
        List<Treatment> found = treatments(List.of(".venv/bin/tool", "a", "b"), moved.toString());
        assertThat(found)
                .extracting(each -> each.title().key())
                .containsExactly("treatment.by-hand.beside", "treatment.by-hand.remake");
        assertThat(run(Objects.requireNonNull(found.getFirst().cured())).out()).isEqualTo("['a', 'b']\n");
    }

    @Test
    void whatIsNoEnvironmentIsNotMadeAnew() throws IOException {
        Files.createSymbolicLink(project.resolve("tool"), room.resolve("gone"));
        assertThat(treatments(List.of("./tool"), project.toString())).isEmpty();
    }
}

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
import java.util.Optional;
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

/** A project whose own environment is empty, examined with a real interpreter; what is advised is then really done. */
class ByHandTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path room;

    private Path project;
    private String python = "";
    private String own = "";
    private Map<String, String> variables = Map.of();
    private final String name = TinyWheel.freshName();

    @BeforeEach
    void makeProject() throws IOException {
        Path root = room.toRealPath();
        project = Files.createDirectories(root.resolve("project"));
        python = Pythons.any().executable();
        own = project.resolve(".venv/bin/python").toString();
        variables =
                new HashMap<>(Pythons.offline(Files.createDirectories(root.resolve("home")), root.resolve("wheels")));
        TinyWheel.pure(root.resolve("wheels"), name, "1.0", List.of());
        Files.writeString(project.resolve("app.py"), "import " + name + "\nprint('works')\n");
        Files.writeString(project.resolve("requirements.txt"), "# ours\n-r more.txt\n");
        Files.writeString(project.resolve("more.txt"), name + "==1.0  # pinned\n");
        assertThat(run(Command.of(List.of(python, "-I", "-m", "venv", own.substring(0, own.length() - 11)), folder()))
                        .passed())
                .isTrue();
    }

    private String folder() {
        return project.toString();
    }

    private RunResult run(Command command) {
        return CommandRun.run(command, variables, LIMIT);
    }

    private List<Treatment> treatments(Command command) {
        RunResult failed = run(command);
        assertThat(failed.passed()).isFalse();
        Machine machine = new LiveMachine(variables, new Platform("linux", "x86_64", 0));
        Providers knows = (distributions, module) -> Optional.of(new Providers.Provided(name, "index"));
        Examined examined = new Examination(machine, new Probe(machine), python -> knows)
                .of(Symptoms.in(failed.out() + failed.err()), new Ran(command, 1, null, null));
        assertThat(examined.answer().distribution()).isEqualTo(name);
        return Candidates.of(examined, command, request -> List.of());
    }

    private Command advised(Treatment treatment) {
        assertThat(treatment.title().key()).isEqualTo("treatment.by-hand.requirements");
        return Objects.requireNonNull(((Step.Manual) treatment.steps().getFirst()).command());
    }

    @Test
    void anEmptyEnvironmentOfTheProjectIsFilledWithWhatItDeclares() {
        Command command = Command.of(List.of(".venv/bin/python", "app.py"), folder());
        Treatment first = treatments(command).getFirst();
        assertThat(advised(first).argv())
                .containsExactly(own, "-m", "pip", "install", "-r", project + "/requirements.txt");
        assertThat(first.cured()).isNull();
        assertThat(run(advised(first)).passed()).isTrue();
        assertThat(run(command).out()).isEqualTo("works\n");
    }

    @Test
    void whatRanWithoutItIsThenToBeRunWithIt() {
        Treatment first =
                treatments(Command.of(List.of(python, "app.py"), folder())).getFirst();
        assertThat(run(advised(first)).passed()).isTrue();
        assertThat(run(Objects.requireNonNull(first.cured())).out()).isEqualTo("works\n");
        assertThat(treatments(Command.of(List.of(python, "app.py"), folder())))
                .extracting(each -> each.title().key())
                .contains("treatment.project-environment")
                .doesNotContain("treatment.by-hand.requirements");
    }

    @Test
    void aFileThatDoesNotNameItWouldNotHelp() throws IOException {
        Files.writeString(project.resolve("more.txt"), name + "-extras==1.0\n");
        assertThat(treatments(Command.of(List.of(".venv/bin/python", "app.py"), folder())))
                .extracting(each -> each.title().key())
                .containsExactly("treatment.by-hand.install");
    }

    /** The interpreter alone is no way to run a program that starts it by rules of its own. */
    @Test
    void aWrapperIsOfferedWhatMendsItsEnvironmentAndNothingElse() throws IOException {
        Path wrapper = Files.writeString(project.resolve("w.sh"), "#!/bin/sh\n.venv/bin/python app.py\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        Command command = Command.of(List.of("./w.sh"), folder());
        RunResult failed = run(command);
        Machine machine = new LiveMachine(variables, new Platform("linux", "x86_64", 0));
        Providers knows = (distributions, module) -> Optional.of(new Providers.Provided(name, "index"));
        for (String named : List.of(own, python)) {
            Examined examined = new Examination(machine, new Probe(machine), python -> knows)
                    .of(Symptoms.in(failed.out() + failed.err()), new Ran(command, 1, null, named));
            List<Treatment> offered = Candidates.of(examined, command, request -> List.of());
            assertThat(offered).noneMatch(Treatment::automatic);
            if (named.equals(own)) {
                assertThat(run(advised(offered.getFirst())).passed()).isTrue();
                assertThat(run(command).out()).isEqualTo("works\n");
            }
        }
    }

    /** The script is the user's: what it starts is only changed there, and the steps before it are those that help. */
    @Test
    void aScriptThatStartsAnInstalledPythonIsGivenAnEnvironmentToName() throws IOException {
        Path script = Files.writeString(project.resolve("run.sh"), "#!/bin/sh\nexec " + python + " app.py\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Command command = Command.of(List.of("./run.sh"), folder());
        Treatment only = treatments(command).getFirst();
        assertThat(only.title().key()).isEqualTo("treatment.by-hand.in-script");
        for (Step step : only.steps()) {
            Command each = ((Step.Manual) step).command();
            assertThat(each == null || run(each).passed()).isTrue();
        }
        String made = only.title().places().get("path") + "/bin/python";
        Files.writeString(script, "#!/bin/sh\nexec " + made + " app.py\n");
        assertThat(run(command).out()).isEqualTo("works\n");
    }
}

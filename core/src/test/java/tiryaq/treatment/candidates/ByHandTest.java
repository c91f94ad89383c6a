package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

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
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.process.RunResult;

/** A project whose own environment is empty, examined with a real interpreter; what is advised is then really done. */
class ByHandTest {
    @TempDir
    Path room;

    private OfflineProject place;
    private Path project;
    private String own = "";
    private final String name = TinyWheel.freshName();

    @BeforeEach
    void makeProject() throws IOException {
        place = OfflineProject.in(room, "project");
        project = place.folder();
        own = project.resolve(".venv/bin/python").toString();
        TinyWheel.pure(place.wheels(), name, "1.0", List.of());
        Files.writeString(project.resolve("app.py"), "import " + name + "\nprint('works')\n");
        Files.writeString(project.resolve("requirements.txt"), "# ours\n-r more.txt\n");
        Files.writeString(project.resolve("more.txt"), name + "==1.0  # pinned\n");
        assertThat(run(place.command(place.python(), "-I", "-m", "venv", own.substring(0, own.length() - 11)))
                        .passed())
                .isTrue();
    }

    private RunResult run(Command command) {
        return place.run(command);
    }

    private List<Treatment> treatments(Command command) {
        Examined examined = place.examined(command, OfflineProject.onlyIn(name));
        assertThat(examined.answer().distribution()).isEqualTo(name);
        return Candidates.of(examined, command, request -> List.of());
    }

    private Command advised(Treatment treatment) {
        assertThat(treatment.title().key()).isEqualTo("treatment.by-hand.requirements");
        return Objects.requireNonNull(((Step.Manual) treatment.steps().getFirst()).command());
    }

    @Test
    void anEmptyEnvironmentOfTheProjectIsFilledWithWhatItDeclares() {
        Command command = place.command(".venv/bin/python", "app.py");
        Treatment first = treatments(command).getFirst();
        assertThat(advised(first).argv())
                .containsExactly(own, "-m", "pip", "install", "-r", project + "/requirements.txt");
        assertThat(first.cured()).isNull();
        assertThat(run(advised(first)).passed()).isTrue();
        assertThat(run(command).out()).isEqualTo("works\n");
    }

    @Test
    void whatRanWithoutItIsThenToBeRunWithIt() {
        Treatment first = treatments(place.command(place.python(), "app.py")).getFirst();
        assertThat(run(advised(first)).passed()).isTrue();
        assertThat(run(Objects.requireNonNull(first.cured())).out()).isEqualTo("works\n");
        assertThat(treatments(place.command(place.python(), "app.py")))
                .extracting(each -> each.title().key())
                .contains("treatment.project-environment")
                .doesNotContain("treatment.by-hand.requirements");
    }

    /** One after the other would lead from one failure to the next. */
    @Test
    void allThatIsMissingIsNamed() throws IOException {
        Files.delete(project.resolve("requirements.txt"));
        Files.writeString(
                project.resolve("app.py"),
                "import " + name + "\nimport helper\nimport yaml, json\nimport nobody_knows_this\n");
        Files.writeString(project.resolve("helper.py"), "from bs4 import BeautifulSoup\nimport " + name + "\n");
        Treatment only = treatments(place.command(".venv/bin/python", "app.py")).getFirst();
        assertThat(Objects.requireNonNull(((Step.Manual) only.steps().getFirst()).command())
                        .argv())
                .containsExactly(own, "-m", "pip", "install", name, "PyYAML", "beautifulsoup4");
        assertThat(only.title().places()).containsEntry("distribution", name + ", PyYAML, beautifulsoup4");
    }

    @Test
    void aFileThatDoesNotNameItWouldNotHelp() throws IOException {
        Files.writeString(project.resolve("more.txt"), name + "-extras==1.0\n");
        assertThat(treatments(place.command(".venv/bin/python", "app.py")))
                .extracting(each -> each.title().key())
                .containsExactly("treatment.by-hand.install");
    }

    /** The interpreter alone is no way to run a program that starts it by rules of its own. */
    @Test
    void aWrapperIsOfferedWhatMendsItsEnvironmentAndNothingElse() throws IOException {
        Path wrapper = Files.writeString(project.resolve("w.sh"), "#!/bin/sh\n.venv/bin/python app.py\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        Command command = place.command("./w.sh");
        RunResult failed = run(command);
        for (String named : List.of(own, place.python())) {
            Examined examined = place.examined(
                    failed.out() + failed.err(), new Ran(command, 1, null, named), OfflineProject.onlyIn(name));
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
        Path script = Files.writeString(project.resolve("run.sh"), "#!/bin/sh\nexec " + place.python() + " app.py\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Command command = place.command("./run.sh");
        Files.writeString(project.resolve("pyproject.toml"), "[project]\nrequires-python = \">=99\"\n");
        assertThat(treatments(command).getFirst().title().places())
                .as("what the project asks for is none of this Python")
                .containsEntry("demanded", ">=99");
        Files.delete(project.resolve("pyproject.toml"));
        Treatment only = treatments(command).getFirst();
        assertThat(only.title().key()).isEqualTo("treatment.by-hand.in-script");
        assertThat(only.title().places()).doesNotContainKey("demanded");
        for (Step step : only.steps()) {
            Command each = ((Step.Manual) step).command();
            assertThat(each == null || run(each).passed()).isTrue();
        }
        String made = only.title().places().get("path") + "/bin/python";
        Files.writeString(script, "#!/bin/sh\nexec " + made + " app.py\n");
        assertThat(run(command).out()).isEqualTo("works\n");
    }

    private List<List<String>> commands(Treatment treatment) {
        return treatment.steps().stream()
                .map(step -> Objects.requireNonNull(((Step.Manual) step).command()))
                .peek(each -> assertThat(each.folder()).isEqualTo(project.toString()))
                .map(Command::argv)
                .toList();
    }

    private List<List<String>> only(String... python) {
        List<Treatment> all = treatments(place.command(python));
        assertThat(all).hasSize(1);
        return commands(all.getFirst());
    }

    /** What pip installs into an environment of uv's is gone with the next `uv sync`. */
    @Test
    void aProjectOfUvIsGivenWhatIsMissingByUv() throws IOException {
        Files.delete(project.resolve("requirements.txt"));
        Files.writeString(project.resolve("app.py"), "import " + name + "\nimport yaml\n");
        String metadata = "[project]\nname = \"shop\"\nversion = \"1\"\ndependencies = [\"PyYAML>=5\"]\n";
        Files.writeString(project.resolve("pyproject.toml"), metadata + "[tool.uv.pip]\nindex-url = \"a\"\n");
        assertThat(only(".venv/bin/python", "app.py").getFirst()).startsWith(own, "-m", "pip", "install");
        Files.writeString(project.resolve("pyproject.toml"), metadata + "[tool.uv]\n");
        assertThat(only(".venv/bin/python", "app.py")).containsExactly(List.of("uv", "add", name));
        assertThat(only(place.python(), "app.py")).containsExactly(List.of("uv", "add", name));
        String lock = "version = 1\n\n[[package]]\nname = \"pyyaml\"\nversion = \"6.0.3\"\n";
        Files.writeString(project.resolve("uv.lock"), lock);
        Files.writeString(project.resolve("pyproject.toml"), metadata);
        assertThat(only(".venv/bin/python", "app.py")).containsExactly(List.of("uv", "add", name));
        Files.writeString(project.resolve("uv.lock"), lock + "\n[[package]]\nname = \"" + name + "\"\n");
        assertThat(only(".venv/bin/python", "app.py")).containsExactly(List.of("uv", "sync"));
    }

    @Test
    void aProjectOfPoetryIsGivenItByPoetry() throws IOException {
        Files.delete(project.resolve("requirements.txt"));
        String metadata = "[tool.poetry]\nname = \"shop\"\n\n[tool.poetry.dependencies]\npython = \"^3.9\"\n";
        Files.writeString(project.resolve("pyproject.toml"), metadata);
        assertThat(only(".venv/bin/python", "app.py")).containsExactly(List.of("poetry", "add", name));
        Files.writeString(project.resolve("pyproject.toml"), metadata + name + " = \"*\"\n");
        assertThat(only(".venv/bin/python", "app.py")).containsExactly(List.of("poetry", "install"));
        Files.writeString(project.resolve("poetry.lock"), "[[package]]\nname = \"pyyaml\"\n");
        assertThat(only(".venv/bin/python", "app.py"))
                .containsExactly(List.of("poetry", "lock"), List.of("poetry", "install"));
    }
}

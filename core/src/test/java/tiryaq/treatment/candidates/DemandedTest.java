package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.index.Availability;
import tiryaq.machine.Paths;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** An environment that stands already is offered only where it is what the project says that it runs in. */
class DemandedTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private OfflineProject place;
    private Path project;

    @BeforeEach
    void anotherEnvironmentHasIt() throws IOException {
        place = OfflineProject.in(room, "project");
        project = place.folder();
        TinyWheel.pure(place.wheels(), name, "1.0", List.of());
        Path tools = room.toRealPath().resolve("tools");
        String python = tools + "/bin/python";
        for (Command each : List.of(
                place.command(place.python(), "-m", "venv", tools.toString()),
                place.command(python, "-m", "pip", "install", "-q", name))) {
            assertThat(place.run(each).passed()).isTrue();
        }
        place.variables().put("PATH", tools + "/bin:" + place.variables().get("PATH"));
        Files.writeString(project.resolve("main.py"), "import " + name + "\n");
    }

    private boolean isOffered() {
        Command command = place.command(place.python(), "main.py");
        NewEnvironments engines = new NewEnvironments(
                place.machine(),
                (interpreter, engine) -> (distribution, version) -> new Availability.Unknown("not asked"),
                null,
                false);
        return Candidates.of(place.examined(command, OfflineProject.onlyIn(name)), command, engines).stream()
                .map(Treatment::kind)
                .anyMatch(Treatments.OTHER_INTERPRETER::equals);
    }

    private void declares(String file, String text) throws IOException {
        Files.writeString(project.resolve(file), text);
    }

    @Test
    void whereNothingIsDeclared() {
        assertThat(isOffered()).isTrue();
    }

    @Test
    void whereItsVersionIsTheOneThatIsPinned() throws IOException {
        declares("requirements.txt", name + "==1.0 --hash=sha256:0\n" + TinyWheel.freshName() + "==3\n");
        assertThat(isOffered()).isTrue();
        declares("requirements.txt", "-r base.txt\n");
        declares("base.txt", "# what we need\n" + name + "==2.0\n");
        assertThat(isOffered()).isFalse();
        declares("base.txt", name + "==2.0; sys_platform == 'win32'\n");
        assertThat(isOffered()).as("meant for another system").isTrue();
    }

    @Test
    void whereItsPythonIsOneThatTheProjectRunsUnder() throws IOException {
        declares("pyproject.toml", "[project]\nrequires-python = \">=3.4\"\ndependencies = [\"" + name + ">=1\"]\n");
        assertThat(isOffered()).isTrue();
        declares("pyproject.toml", "[project]\nrequires-python = \"<3.4\"\ndependencies = [\"" + name + ">=1\"]\n");
        assertThat(isOffered()).isFalse();
        declares("pyproject.toml", "[project]\nrequires-python = \">=3.4\"\ndependencies = [\"" + name + ">1\"]\n");
        assertThat(isOffered()).isFalse();
    }

    /** A folder among the requirements has to be built, which makes the other demand no weaker. */
    @Test
    void whereAFolderStandsBesideThePythonThatAScriptRunsUnder() throws IOException {
        for (String python : List.of(">=3.4", "<3.4")) {
            String block = "# /// script\n# requires-python = '" + python + "'\n# dependencies = ['" + name
                    + "', 'lib @ file:///w/lib']\n# ///\n";
            declares("main.py", block + "import " + name + "\n");
            assertThat(isOffered()).as(python).isEqualTo(python.equals(">=3.4"));
        }
    }

    /** All that is offered of new environments where 3.11 runs a program that only has {@code requires-python}. */
    private List<Treatment> made(String demanded, String... others) throws IOException {
        String ran = Pythons.python("3.11").executable();
        // None of the user's own versions is here but these.
        StringJoiner path = new StringJoiner(":");
        for (String each : others) {
            path.add(Paths.parent(Pythons.python(each).executable()));
        }
        path.add("/bin");
        place.variables().put("PATH", path.toString());
        declares(
                "pyproject.toml",
                "[project]\nrequires-python = \"" + demanded + "\"\ndependencies = [\"" + name + "\"]\n");
        Command command = place.command(ran, "main.py");
        NewEnvironments engines = new NewEnvironments(
                place.machine(),
                (interpreter, engine) -> (distribution, version) -> new Availability.Unknown("not asked"),
                null,
                false);
        return Candidates.of(place.examined(command, OfflineProject.onlyIn(name)), command, engines).stream()
                .filter(each -> each.kind().equals(Treatments.NEW_ENVIRONMENT))
                .toList();
    }

    private static List<String> told(List<Treatment> all) {
        return all.stream()
                .map(each ->
                        String.valueOf(each.title().places().get("interpreter")).split(" ")[1])
                .distinct()
                .toList();
    }

    @Test
    void aNewOneIsOfAPythonThatTheProjectAllows() throws IOException {
        assertThat(told(made(">=3.13", "3.10", "3.13"))).containsExactly("3.13");
        List<Treatment> older = made(">=3.10,<3.11", "3.13", "3.10");
        assertThat(told(older)).containsExactly("3.10");
        assertThat(older).noneMatch(each -> each.title().places().containsKey("demanded"));
        assertThat(told(made(">=3.9", "3.13"))).as("the one that ran").containsExactly("3.11");
    }

    @Test
    void oneThatTheProjectExcludesSaysSo() throws IOException {
        List<Treatment> made = made(">=3.99", "3.13");
        assertThat(told(made)).containsExactly("3.11");
        assertThat(made).allSatisfy(each -> assertThat(each.title().places()).containsEntry("demanded", ">=3.99"));
    }
}

package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Providers;
import tiryaq.treatment.Treatment;

/** A module that a later Python brought along: one that stands on the machine and has it runs the program. */
class NewerStandingTest {
    @TempDir
    Path room;

    private OfflineProject place;
    private String older = "";
    private String newer = "";

    @BeforeEach
    void makeProject() throws IOException {
        Optional<String> before = Pythons.find("3.10");
        Optional<String> since = Pythons.find("3.12");
        assumeTrue(before.isPresent() && since.isPresent(), "needs Python 3.10 and 3.12");
        older = before.get();
        newer = since.get();
        place = OfflineProject.in(room, "a project");
        place.variables()
                .put("PATH", Path.of(older).getParent() + ":" + Path.of(newer).getParent());
        write("app.py", "import tomllib\nprint(tomllib.loads('a = 1'))\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(place.folder().resolve(file), text);
    }

    private List<Treatment> offered(String... program) {
        Command command = place.command(List.of(older, program[0], program[1]).toArray(String[]::new));
        Examined examined = place.examined(command, Providers.NONE);
        assertThat(examined.answer().cause()).isEqualTo("unknown");
        return Remaking.of(examined, command);
    }

    @Test
    void runsTheProgramAsItWasStarted() {
        Treatment only = offered("app.py", "--flag").getFirst();
        assertThat(only.automatic())
                .as("what else the program needs of that Python, nobody has tried")
                .isFalse();
        Command works = Objects.requireNonNull(only.cured());
        assertThat(works.argv().subList(1, 3)).containsExactly("app.py", "--flag");
        assertThat(place.run(works).out()).isEqualTo("{'a': 1}\n");
        Command code = Objects.requireNonNull(
                offered("-c", "import tomllib; print(2)").getFirst().cured());
        assertThat(place.run(code).out()).isEqualTo("2\n");
    }

    @Test
    void isNotOfferedWhereTheProjectForbidsIt() throws IOException {
        write("pyproject.toml", "[project]\nname = 'x'\nrequires-python = '<3.11'\n");
        assertThat(offered("app.py", "x")).isEmpty();
        write("pyproject.toml", "[project]\nname = 'x'\nrequires-python = '>=3.8'\n");
        assertThat(offered("app.py", "x")).hasSize(1);
    }

    @Test
    void isNotOfferedWhereItLacksSomethingElse() throws IOException {
        write("app.py", "import tomllib\nimport zq_nowhere_at_all\n");
        assertThat(offered("app.py", "x")).isEmpty();
    }
}

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
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Say;
import tiryaq.index.Availability;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** A program that runs in an environment of its project, and an interpreter elsewhere that has what it lacks. */
class OwnEnvironmentTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private OfflineProject place;
    private Path own;
    private Path elsewhere;

    @BeforeEach
    void furnish() throws IOException {
        place = OfflineProject.in(room, "shop/project");
        own = Pythons.venv(place.python(), place.folder().resolve(".venv"));
        elsewhere = Pythons.venv(place.python(), room.toRealPath().resolve("opt/tools"));
        Path packages = Pythons.packages(elsewhere + "/bin/python", room);
        Files.writeString(packages.resolve(name + ".py"), "value = 1\n");
        Path info = Files.createDirectory(packages.resolve(name + "-1.0.dist-info"));
        Files.writeString(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n");
        Files.writeString(info.resolve("RECORD"), name + ".py,,\n");
        Files.writeString(place.folder().resolve("main.py"), "import " + name + "\nprint(" + name + ".value)\n");
        place.variables().put("PATH", elsewhere + "/bin:/usr/bin:/bin");
    }

    private List<Treatment> offered(String python) {
        Command command = place.command(python, "main.py");
        NewEnvironments environments = new NewEnvironments(
                place.machine(), (base, engine) -> (each, version) -> new Availability.Here(), null, false);
        return Candidates.of(place.examined(command, OfflineProject.onlyIn(name)), command, environments);
    }

    private List<String> kinds(String python) {
        return offered(python).stream()
                .filter(Treatment::automatic)
                .map(Treatment::kind)
                .toList();
    }

    @Test
    void isNotLeftBeforeANewOneIsMade() {
        assertThat(kinds(own + "/bin/python"))
                .startsWith(Treatments.NEW_ENVIRONMENT)
                .contains(Treatments.OTHER_INTERPRETER);
        assertThat(kinds(place.python()))
                .as("it ran in no environment at all")
                .startsWith(Treatments.OTHER_INTERPRETER)
                .contains(Treatments.NEW_ENVIRONMENT);
    }

    @Test
    void whatTheOtherHasAsWellIsNotMissing() throws IOException {
        Files.writeString(place.folder().resolve("main.py"), "import " + name + ", zqalso\n");
        Command command = place.command(place.python(), "main.py");
        assertThat(Untreated.reasons(place.examined(command, OfflineProject.onlyIn(name)), command))
                .extracting(Say::key)
                .contains("note.also-missing");
        Files.writeString(Pythons.packages(elsewhere + "/bin/python", room).resolve("zqalso.py"), "");
        assertThat(Untreated.reasons(place.examined(command, OfflineProject.onlyIn(name)), command))
                .extracting(Say::key)
                .doesNotContain("note.also-missing", "note.also-missing.unknown");
    }

    @Test
    void countsAsTheProjectsWhereItIsActivated() {
        Path activated = Pythons.venv(place.python(), room.resolve("kept/aside"));
        place.variables().put("VIRTUAL_ENV", activated.toString());
        assertThat(kinds(activated + "/bin/python")).startsWith(Treatments.NEW_ENVIRONMENT);
        place.variables().put("VIRTUAL_ENV", elsewhere.toString());
        assertThat(kinds(place.python())).startsWith(Treatments.PROJECT_ENVIRONMENT);
    }

    /** The version alone does not say which Python a new environment is made with. */
    @Test
    void itsPythonIsNamedByItsPathUnlessTheNameMeansJustThatOne() throws IOException {
        String base = place.python();
        Path bin = Files.createDirectory(room.resolve("bin"));
        place.variables().put("PATH", bin.toString());
        String whole = interpreter(base);
        assertThat(whole).endsWith(" (" + base + ")");
        String feature = whole.substring("Python ".length(), whole.indexOf(" ("));
        Files.createSymbolicLink(bin.resolve("python" + feature), Path.of(base));
        assertThat(interpreter(base)).isEqualTo("Python " + feature);
    }

    private String interpreter(String python) {
        return offered(python).stream()
                .filter(each -> each.kind().equals(Treatments.NEW_ENVIRONMENT))
                .map(each -> each.title().places().getOrDefault("interpreter", ""))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody else's, as far as anything shows: it happens to lie beside the project. */
    @Test
    void whatNothingPointsToComesLast() throws IOException {
        Path beside = Files.move(elsewhere, room.toRealPath().resolve("shop/beside"));
        place.variables().put("PATH", "/usr/bin:/bin");
        assertThat(kinds(place.python()))
                .startsWith(Treatments.NEW_ENVIRONMENT)
                .endsWith(Treatments.FOREIGN_ENVIRONMENT)
                .doesNotContain(Treatments.OTHER_INTERPRETER);
        Path settings = Files.writeString(place.folder().resolve(".envrc"), ". ../beside/bin/activate\n");
        assertThat(kinds(place.python())).as("the project points to it").startsWith(Treatments.OTHER_INTERPRETER);
        Files.delete(settings);
        assertThat(kinds(place.python())).endsWith(Treatments.FOREIGN_ENVIRONMENT);
        Path packages = Pythons.packages(beside + "/bin/python", room);
        Files.writeString(packages.resolve("ours.pth"), place.folder() + "\n");
        assertThat(kinds(place.python())).as("it has the project").startsWith(Treatments.OTHER_INTERPRETER);
    }

    /** Nothing is made where only an entry of the variable stands before what the project's environment has. */
    @Test
    void hasAllOnceAnEntryIsLeftOut() throws IOException {
        Path packages = Pythons.packages(own + "/bin/python", room);
        Files.writeString(packages.resolve(name + ".py"), "value = 1\n");
        Path old = Files.createDirectory(place.folder().resolve("old"));
        Files.writeString(old.resolve(name + ".so"), "no library");
        place.variables().put("PYTHONPATH", old.toString());
        place.variables().put("PATH", "/usr/bin:/bin");
        for (String python : List.of(own + "/bin/python", place.python())) {
            Treatment first = offered(python).getFirst();
            assertThat(first.kind()).as(python).isEqualTo(Treatments.PROJECT_ENVIRONMENT);
            assertThat(first.title().places()).containsEntry("entries", old.toString());
            assertThat(place.run(Objects.requireNonNull(first.cured())).passed())
                    .isTrue();
        }
        // What it holds of the user's own is not left out unasked.
        Files.writeString(place.folder().resolve("main.py"), "import " + name + ", mine\n");
        Files.writeString(old.resolve("mine.py"), "");
        assertThat(kinds(own + "/bin/python")).doesNotContain(Treatments.PROJECT_ENVIRONMENT);
    }

    /** The address of a folder is written as pip does it, in which a space is {@code %20}. */
    @Test
    void linksToASourceThatMoved() throws IOException {
        Path packages = Pythons.packages(own + "/bin/python", room);
        String link = "__editable__." + name + "-1.pth";
        Path info = Files.createDirectory(packages.resolve(name + "-1.dist-info"));
        Files.writeString(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1\n");
        Files.writeString(info.resolve("RECORD"), link + ",,\n" + name + "-1.dist-info/METADATA,,\n");
        place.variables().put("PATH", "/usr/bin:/bin");
        for (Path project : List.of(place.folder(), place.folder().resolveSibling("my shop"))) {
            Files.createDirectories(project);
            Files.writeString(project.resolve("pyproject.toml"), "[project]\nname = '" + name + "'\nversion = '1'\n");
            Files.writeString(packages.resolve(link), project + "/source\n");
            String url = "file://" + project.toString().replace(" ", "%20");
            Files.writeString(
                    info.resolve("direct_url.json"), "{\"dir_info\": {\"editable\": true}, \"url\": \"" + url + "\"}");
            List<Treatment> offered = offered(own + "/bin/python");
            assertThat(offered).extracting(each -> each.title().key()).containsExactly("treatment.by-hand.editable");
            Command step = ((Step.Manual) offered.getFirst().steps().getFirst()).command();
            assertThat(Objects.requireNonNull(step).argv()).endsWith("install", "-e", project.toString());
        }
    }
}

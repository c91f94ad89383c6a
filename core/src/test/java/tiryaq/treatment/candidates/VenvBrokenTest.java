package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.start.VenvBroken;
import tiryaq.index.Availability;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.process.RunResult;

/** An environment whose Python was replaced by another version after its packages had been installed. */
class VenvBrokenTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private final String other = TinyWheel.freshName();
    private OfflineProject project;
    private String replaced = "";

    @BeforeEach
    void makeProject() throws IOException {
        OfflineProject any = OfflineProject.in(room, "project");
        String old = Pythons.python("3.11").executable();
        project = new OfflineProject(any.folder(), any.wheels(), old, any.variables());
        TinyWheel.pure(project.wheels(), name, "1.0", List.of());
        TinyWheel.pure(project.wheels(), name, "2.0", List.of());
        Files.writeString(project.folder().resolve("app.py"), "import " + name + "\nprint('works')\n");
        run("-I", "-m", "venv", "--without-pip", ".venv");
        run("-I", "-m", "pip", "--python", ".venv/bin/python", "install", name + "==1.0");
        assertThat(project.run(command()).out()).isEqualTo("works\n");
        replaced = Pythons.python("3.13").executable();
        Path link = project.folder().resolve(".venv/bin/python");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of(replaced));
    }

    private void run(String... words) {
        List<String> argv = new ArrayList<>(List.of(project.python()));
        argv.addAll(List.of(words));
        assertThat(project.run(Command.of(argv, project.folder().toString()))).matches(RunResult::passed);
    }

    private Command command() {
        return project.command(".venv/bin/python", "app.py");
    }

    @Test
    void bothHalvesAreTold() {
        Examined examined = project.examined(command(), OfflineProject.onlyIn(name));
        assertThat(examined.answer().cause()).isEqualTo(VenvBroken.CODE);
        assertThat(examined.answer().module()).isEqualTo(name);
        assertThat(examined.answer().distribution()).isEqualTo(name);
        List<String> places = new ArrayList<>();
        for (Say note : examined.answer().notes()) {
            places.addAll(note.places().values());
        }
        String venv = project.folder() + "/.venv";
        assertThat(places)
                .contains(
                        venv + "/pyvenv.cfg",
                        Pythons.python("3.11").version().toString(),
                        Pythons.python("3.13").version().toString(),
                        venv + "/lib/python3.11/site-packages",
                        venv + "/lib/python3.13/site-packages");
    }

    @Test
    void aNewEnvironmentKnowsTheVersionsThatWereThere() {
        Examined examined = project.examined(command(), OfflineProject.onlyIn(name));
        List<Environments.Request> asked = new ArrayList<>();
        Candidates.of(examined, command(), request -> {
            asked.add(request);
            return List.of();
        });
        assertThat(asked)
                .singleElement()
                .satisfies(request -> assertThat(request.seen()
                                .distributions()
                                .named(name)
                                .orElseThrow()
                                .version())
                        .isEqualTo("1.0"));
    }

    /** What neither version had is missing, whatever Python the environment has. */
    @Test
    void whatWasNeverThereIsMissing() throws IOException {
        Files.writeString(project.folder().resolve("app.py"), "import " + other + "\n");
        assertThat(project.examined(command(), OfflineProject.onlyIn(other))
                        .answer()
                        .cause())
                .isEqualTo(DistributionMissing.CODE);
    }

    @Test
    void installedAgainForTheNewOneItIsFound() {
        run("-c", "import shutil; shutil.copytree('.venv/lib/python3.11', '.venv/lib/python3.13')");
        assertThat(project.run(command()).out()).isEqualTo("works\n");
    }

    private List<Treatment> made() {
        NewEnvironments environments = new NewEnvironments(
                project.machine(), (python, engine) -> (each, version) -> new Availability.Here(), null, false);
        return Candidates.of(project.examined(command(), OfflineProject.onlyIn(name)), command(), environments);
    }

    private static List<String> installs(Treatment treatment) {
        return List.copyOf(treatment.installed());
    }

    /** A list that does not name what failed is no list of what the program needs. */
    @Test
    void whatItHeldCountsWhereWhatIsDeclaredLacksIt() throws IOException {
        Path list = Files.writeString(project.folder().resolve("requirements.txt"), "# nothing yet\n");
        assertThat(installs(made().getFirst())).containsExactly(name + "==1.0");
        Files.writeString(list, other + "\n");
        assertThat(installs(made().getFirst())).containsExactlyInAnyOrder(list.toString(), name + "==1.0");
        Files.writeString(list, name + "\n");
        assertThat(installs(made().getFirst())).as("it is declared").containsExactly(list.toString());
    }

    @Test
    void itCanAlsoBeMadeAnewByHand() {
        assertThat(made()).anySatisfy(each -> assertThat(each.title().key()).isEqualTo("treatment.by-hand.remake"));
    }
}

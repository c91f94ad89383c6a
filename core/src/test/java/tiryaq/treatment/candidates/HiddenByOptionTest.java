package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** Modules that are installed for the very interpreter that ran, and that it was told to leave out. */
class HiddenByOptionTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private OfflineProject place;
    private Path venv;

    @BeforeEach
    void furnish() throws IOException {
        place = OfflineProject.in(room, "shop/project");
        Files.writeString(place.folder().resolve("main.py"), "import " + name + "\nprint(" + name + ".VALUE)\n");
        venv = Pythons.venv(place.python(), room.toRealPath().resolve("venv"));
        Path config = venv.resolve("pyvenv.cfg");
        Files.writeString(config, Files.readString(config).replace("packages = false", "packages = true"));
    }

    private void moduleIn(String folder) throws IOException {
        Path site = Path.of(folder);
        Files.createDirectories(site);
        Files.writeString(site.resolve(name + ".py"), "VALUE = 'found'\n");
    }

    private String python() {
        return venv.resolve("bin/python").toString();
    }

    private String printed(String code, String... options) {
        List<String> words = new ArrayList<>(List.of(python()));
        words.addAll(List.of(options));
        words.addAll(List.of("-c", code));
        return place.run(place.command(words.toArray(String[]::new))).out().strip();
    }

    /** The command fails; without these options, and only without them, it works. */
    private void hides(String without, String... words) {
        List<String> argv = new ArrayList<>(List.of(python()));
        argv.addAll(List.of(words));
        Command command = place.command(argv.toArray(String[]::new));
        Examined examined = place.examined(command, OfflineProject.onlyIn(name));
        assertThat(examined.answer().cause()).as("%s", examined.answer()).isEqualTo("other-interpreter");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        assertThat(examined.answer().summary().key()).isEqualTo("cause.other-interpreter.summary.option");
        assertThat(examined.answer().summary().places()).containsEntry("option", without);
        List<Treatment> offered = Candidates.of(examined, command, request -> List.of());
        assertThat(offered).singleElement().satisfies(treatment -> {
            assertThat(treatment.kind()).isEqualTo(Treatments.WITHOUT_OPTIONS);
            assertThat(place.run(Objects.requireNonNull(treatment.cured()))
                            .out()
                            .strip())
                    .isEqualTo("found");
            assertThat(treatment.proof()).isNotEmpty();
            treatment
                    .proof()
                    .forEach(proof -> assertThat(place.run(proof).passed())
                            .as("%s", proof.argv())
                            .isTrue());
        });
    }

    @Test
    void theSitePackagesOfTheEnvironment() throws IOException {
        moduleIn(printed("import sysconfig; print(sysconfig.get_path('purelib'))"));
        hides("-S", "-S", "main.py");
        hides("-S", "-BSs", "main.py");
        hides("-S", "-X", "dev", "-S", "-W", "ignore", "main.py");
        hides("-S", "-S", "-m", "main");
        Files.move(place.folder().resolve("main.py"), place.folder().resolve("__main__.py"));
        hides("-S", "-S", ".");
        hides("-S", "-IS", ".");
    }

    @Test
    void theUsersOwnPackages() throws IOException {
        place.variables().put("PYTHONUSERBASE", room.toRealPath() + "/user");
        moduleIn(printed("import site; print(site.getusersitepackages())"));
        hides("-s", "-s", "main.py");
        hides("-I", "-I", "main.py");
        hides("-I", "-IB", "-c", "import " + name + "; print(" + name + ".VALUE)");
        hides("-s -S", "-s", "-S", "main.py");
        place.variables().put("PYTHONNOUSERSITE", "1");
        hides("PYTHONNOUSERSITE", "main.py");
    }

    @Test
    void foldersThatAVariableNames() throws IOException {
        moduleIn(room.toRealPath() + "/more");
        place.variables().put("PYTHONPATH", room.toRealPath() + "/more");
        hides("-E", "-E", "main.py");
        hides("-I", "-I", "main.py");
    }

    @Test
    void whatLiesBesideTheProgram() throws IOException {
        moduleIn(place.folder().toString());
        hides("-I", "-I", "main.py");
        if (printed("import sys; print(sys.version_info >= (3, 11))").equals("True")) {
            hides("-P", "-P", "main.py");
            place.variables().put("PYTHONSAFEPATH", "1");
            hides("PYTHONSAFEPATH", "main.py");
        }
    }

    /** What is nowhere is missing, whatever the options. */
    @Test
    void whatIsNowhere() {
        Command command = place.command(python(), "-S", "main.py");
        assertThat(place.examined(command, OfflineProject.onlyIn(name)).answer().cause())
                .isEqualTo("distribution-missing");
    }
}

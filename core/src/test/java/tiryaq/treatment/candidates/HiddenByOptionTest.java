package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
        hides(Treatments.WITHOUT_OPTIONS, without, List.of(words));
    }

    private void hidesOwn(String without, String... words) {
        hides(Treatments.OWN_WITHOUT_OPTIONS, without, List.of(words));
    }

    private void hides(String kind, String without, List<String> words) {
        List<String> argv = new ArrayList<>(List.of(python()));
        argv.addAll(words);
        Command command = place.command(argv.toArray(String[]::new));
        Examined examined = place.examined(command, OfflineProject.onlyIn(name));
        assertThat(examined.answer().cause()).as("%s", examined.answer()).isEqualTo("other-interpreter");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        String word = without.startsWith("-") ? "option" : "variable";
        assertThat(examined.answer().summary().key()).isEqualTo("cause.other-interpreter.summary." + word);
        assertThat(examined.answer().summary().places()).containsEntry(word, without);
        List<Treatment> offered = Candidates.of(examined, command, request -> List.of());
        assertThat(offered).singleElement().satisfies(treatment -> {
            assertThat(treatment.kind()).isEqualTo(kind);
            assertThat(treatment.title().key())
                    .isEqualTo("treatment.without-options" + (word.equals("option") ? "" : ".variable"));
            assertThat(treatment.title().places()).containsEntry(word, without);
            assertThat(Treatments.mayCauseAnother(treatment)).isTrue();
            assertThat(place.run(Objects.requireNonNull(treatment.cured()))
                            .out()
                            .strip())
                    .isEqualTo("found");
            // What is the program's own no proof imports, and to import nothing would be none.
            assertThat(treatment.proof().isEmpty()).isEqualTo(kind.equals(Treatments.OWN_WITHOUT_OPTIONS));
            treatment
                    .proof()
                    .forEach(proof -> assertThat(place.run(proof).passed())
                            .as("%s", proof.argv())
                            .isTrue());
        });
    }

    /** A script of its own folder, and what that folder holds, as sources or as an installer left it. */
    private Path jobs(boolean installed) throws IOException {
        Path jobs = Files.createDirectories(place.folder().resolve("jobs"));
        Files.writeString(jobs.resolve("ask.py"), "import " + name + "\nprint(" + name + ".VALUE)\n");
        Files.writeString(jobs.resolve(name + ".py"), "open('imported', 'w').close()\nVALUE = 'found'\n");
        if (installed) {
            Path info = Files.createDirectories(jobs.resolve(name + "-1.0.dist-info"));
            Files.writeString(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n");
            Files.writeString(info.resolve("RECORD"), name + ".py,,\n");
        }
        return jobs;
    }

    private Treatment offered(String... words) {
        Command command = place.command(words);
        List<Treatment> offered =
                Candidates.of(place.examined(command, OfflineProject.onlyIn(name)), command, request -> List.of());
        assertThat(offered).hasSize(1);
        return offered.getFirst();
    }

    private void proved(Treatment treatment) {
        treatment
                .proof()
                .forEach(proof -> assertThat(place.run(proof).passed())
                        .as("%s", proof.argv())
                        .isTrue());
    }

    /** The proof looks where the program would: beside the script, not in the folder that it was started in. */
    @Test
    void whatAnInstallerPutBesideAScriptElsewhereIsProved() throws IOException {
        jobs(true);
        place.variables().put("PYTHONSAFEPATH", "1");
        assumeTrue(printed("import sys; print(sys.version_info >= (3, 11))").equals("True"), "no -P before 3.11");
        Treatment treatment = offered(python(), "jobs/ask.py");
        assertThat(Treatments.onlyRunProves(treatment)).isFalse();
        proved(treatment);
        assertThat(place.folder().resolve("imported")).exists();
        place.variables().remove("PYTHONSAFEPATH");
        proved(offered(python(), "-P", "jobs/ask.py"));
    }

    /** No proof imports what is the program's own; what it is called makes no difference. */
    @Test
    void whatIsTheProgramsOwnIsProvedByARunAlone() throws IOException {
        jobs(false);
        Treatment treatment = offered(python(), "-I", "jobs/ask.py");
        proved(treatment);
        assertThat(place.folder().resolve("imported")).doesNotExist();
        assertThat(Treatments.onlyRunProves(treatment)).isTrue();
        assertThat(place.run(Objects.requireNonNull(treatment.cured())).out()).isEqualTo("found\n");
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
        hidesOwn("-E", "-E", "main.py");
        hidesOwn("-I", "-I", "main.py");
    }

    @Test
    void whatLiesBesideTheProgram() throws IOException {
        moduleIn(place.folder().toString());
        hidesOwn("-I", "-I", "main.py");
        if (printed("import sys; print(sys.version_info >= (3, 11))").equals("True")) {
            hidesOwn("-P", "-P", "main.py");
            place.variables().put("PYTHONSAFEPATH", "1");
            hidesOwn("PYTHONSAFEPATH", "main.py");
        }
    }

    /** Each alone keeps it away: both have to go. */
    @Test
    void anOptionAndAVariable() throws IOException {
        jobs(false);
        assumeTrue(printed("import sys; print(sys.version_info >= (3, 11))").equals("True"), "no -P before 3.11");
        place.variables().put("PYTHONSAFEPATH", "1");
        Command command = place.command(python(), "-P", "jobs/ask.py");
        Examined examined = place.examined(command, OfflineProject.onlyIn(name));
        assertThat(examined.answer().summary().key()).isEqualTo("cause.other-interpreter.summary.both");
        assertThat(examined.answer().summary().places())
                .containsEntry("option", "-P")
                .containsEntry("variable", "PYTHONSAFEPATH");
        Treatment treatment = offered(python(), "-P", "jobs/ask.py");
        assertThat(treatment.title().key()).isEqualTo("treatment.without-options.both");
        assertThat(place.run(Objects.requireNonNull(treatment.cured())).out()).isEqualTo("found\n");
    }

    /** What is nowhere is missing, whatever the options. */
    @Test
    void whatIsNowhere() {
        Command command = place.command(python(), "-S", "main.py");
        assertThat(place.examined(command, OfflineProject.onlyIn(name)).answer().cause())
                .isEqualTo("distribution-missing");
    }
}

package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.candidates.Candidates;

/** Packages that are git submodules which nobody fetched, under names that distributions of the index have as well. */
class SubmodulesTest {
    @TempDir
    Path room;

    private FailingProgram program = new FailingProgram(Path.of(""), "", Path.of(""));
    private Path folder = Path.of("");

    @BeforeEach
    void cloned() throws IOException, InterruptedException {
        program = FailingProgram.in(room, Pythons.three());
        folder = program.folder();
    }

    private void submodule(String path) throws IOException {
        Files.writeString(
                folder.resolve(".gitmodules"),
                "[submodule \"" + path + "\"]\n\tpath = " + path + "\n\turl = https://example.org/x.git\n");
        Files.createDirectories(folder.resolve(path));
    }

    private void unfetched(String path, String... lines) throws IOException, InterruptedException {
        submodule(path);
        Examined examined = program.examined(lines);
        assertThat(examined.answer().cause())
                .as(examined.patient().incident().words())
                .isEqualTo("local-import-broken");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.diagnoses()).extracting(Diagnosis::distribution).containsOnlyNulls();
        List<Treatment> treatments = Candidates.of(
                examined, Command.of(List.of(program.python(), "ask.py"), folder.toString()), none -> List.of());
        assertThat(treatments)
                .hasSize(1)
                .noneMatch(Treatment::automatic)
                .noneMatch(each -> each.needs().network());
        assertThat(treatments.getFirst().steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Manual.class,
                        step -> assertThat(step.command())
                                .isEqualTo(Command.of(
                                        List.of("git", "submodule", "update", "--init", path), folder.toString())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import yaml; yaml.safe_load('')",
                "from yaml import safe_load",
                "import yaml.loader",
                "from yaml.loader import Loader",
            })
    void whereTheFolderIsThePackage(String line) throws IOException, InterruptedException {
        unfetched("yaml", line);
    }

    @Test
    void whereTheFolderIsNotEvenThere() throws IOException, InterruptedException {
        submodule("yaml");
        Files.delete(folder.resolve("yaml"));
        assertThat(program.examined("import yaml").answer().cause()).isEqualTo("local-import-broken");
    }

    @Test
    void whereThePackageLiesInIt() throws IOException, InterruptedException {
        unfetched("third/zqthing", "import sys", "sys.path.insert(0, 'third/zqthing')", "import yaml");
        unfetched("third/yaml", "import third.yaml.loader");
    }

    /** What was fetched, what asks for something else, and what an installer brought. */
    @Test
    void nearMisses() throws IOException, InterruptedException {
        submodule("zqother");
        assertThat(program.examined("import yaml").answer().cause()).isEqualTo("distribution-missing");
        submodule("yaml");
        Files.writeString(folder.resolve("yaml/README"), "");
        assertThat(program.examined("import yaml; yaml.load").answer().cause()).isEqualTo("distribution-missing");
        Files.delete(folder.resolve("yaml/README"));
        program.library("zqask/__init__.py", "import yaml.loader");
        assertThat(program.examined("import zqask").answer().cause()).isEqualTo("distribution-missing");
        submodule("../yaml");
        assertThat(program.examined("import yaml.loader").answer().cause()).isNotEqualTo("local-import-broken");
    }
}

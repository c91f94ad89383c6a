package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.FailingProgram;
import tiryaq.command.Pythons;

/**
 * A compiled file that was installed for this very Python and is gone, while another Python's lies beside its place: to
 * put the first back is enough, as the interpreter itself shows.
 */
class LostFileTest {
    @TempDir
    Path room;

    private FailingProgram program = new FailingProgram(Path.of(""), "", Path.of(""));
    private Path right = Path.of("");
    private Path stale = Path.of("");

    @BeforeEach
    void installed() throws IOException, InterruptedException {
        program = FailingProgram.in(room, Pythons.three());
        String ask = "import sysconfig, _json; print(_json.__file__); print(sysconfig.get_config_var('EXT_SUFFIX'))";
        Pythons.Ran ran = Pythons.run(List.of(program.python(), "-c", ask), program.folder(), Map.of());
        assumeTrue(ran.exit() == 0, "no compiled module of the standard library to copy");
        List<String> lines = ran.out().lines().toList();
        String tag = lines.get(1);
        program.library("zqfast/__init__.py", "");
        right = program.packages().resolve("zqfast/_json" + tag);
        stale = program.packages().resolve("zqfast/_json" + tag.replaceFirst("cpython-\\d+", "cpython-32"));
        assumeTrue(!right.equals(stale), tag);
        Files.copy(Path.of(lines.get(0)), right);
        Files.copy(Path.of(lines.get(0)), stale);
        record(right);
        Pythons.Ran healthy =
                Pythons.run(List.of(program.python(), "-c", "import zqfast._json"), program.folder(), Map.of());
        assertThat(healthy.exit()).as(healthy.text()).isZero();
        Files.delete(right);
    }

    private void record(Path file) throws IOException {
        program.library("zqfast-1.0.dist-info/METADATA", "Metadata-Version: 2.1", "Name: zqfast", "Version: 1.0");
        program.library(
                "zqfast-1.0.dist-info/RECORD",
                "zqfast/__init__.py,,",
                "zqfast/" + file.getFileName() + ",,",
                "zqfast-1.0.dist-info/RECORD,,");
    }

    @Test
    void theFileOfTheRecordIsWhatIsMissing() throws IOException, InterruptedException {
        for (String line : List.of("import zqfast._json", "from zqfast import _json")) {
            Diagnosis answer = program.examined(line).answer();
            assertThat(answer.cause()).as(line).isEqualTo("distribution-damaged");
            assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
            assertThat(answer.evidence())
                    .contains(new Evidence.RecordMismatch(
                            right.toString(), "zqfast", "1.0", Evidence.RecordMismatch.Difference.MISSING));
        }
    }

    /** What was installed is itself for another Python: nothing of it is gone. */
    @Test
    void aWholeRecordOfAnotherPython() throws IOException, InterruptedException {
        record(stale);
        Diagnosis answer = program.examined("import zqfast._json").answer();
        assertThat(answer.cause()).isEqualTo("abi-tag-mismatch");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
    }

    /** What was installed was for a third Python, so that its own file would not help either. */
    @Test
    void aLostFileThatWouldNotLoadEither() throws IOException, InterruptedException {
        record(Path.of(stale.getFileName().toString().replace("cpython-32", "cpython-31")));
        assertThat(program.examined("import zqfast._json").answer().cause()).isEqualTo("abi-tag-mismatch");
    }
}

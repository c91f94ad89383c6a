package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;

/** Parts of one package in several folders: where one of them has an {@code __init__}, no other is looked into. */
class SplitPackagesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void packages() throws IOException {
        folder = folder.toRealPath();
        write("one/zqsplit/core.py");
        write("two/zqsplit/web/__init__.py");
        Files.writeString(folder.resolve("main.py"), "import zqsplit.core, zqsplit.web\n");
    }

    private Path write(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "");
    }

    private RealRun run() throws IOException, InterruptedException {
        String path = folder.resolve("one") + ":" + folder.resolve("two");
        return RealRun.of(List.of(Pythons.three(), "main.py"), folder, Map.of("PYTHONPATH", path));
    }

    @Test
    void isNoFailureOfTheProgramAndSaysWhatLiesWhere() throws Exception {
        assertThat(run().code())
                .as("the sum of both, as long as none has an __init__")
                .isZero();
        Path keeper = write("one/zqsplit/__init__.py");
        RealRun run = run();
        assertThat(run.printed()).contains("No module named 'zqsplit.web'");
        Examined examined = run.examined();
        assertThat(examined.ownFailure()).isFalse();
        Diagnosis answer = examined.answer();
        assertThat(answer.notes())
                .contains(Say.of(
                        "note.split-package",
                        "part",
                        folder + "/two/zqsplit/web/__init__.py",
                        "keeper",
                        keeper.toString()));
        assertThat(answer.evidence()).contains(new Evidence.Searched("zqsplit.web", List.of(folder + "/one/zqsplit")));
    }

    @Test
    void whatIsNowhereHasNoPart() throws Exception {
        write("one/zqsplit/__init__.py");
        Files.delete(folder.resolve("two/zqsplit/web/__init__.py"));
        assertThat(run().examined().answer().notes()).extracting(Say::key).doesNotContain("note.split-package");
    }
}

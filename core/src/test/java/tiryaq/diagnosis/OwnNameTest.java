package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Pythons;

/** Scripts that bear the name of a module that they import: Python gives them themselves. */
class OwnNameTest {
    @TempDir
    Path room;

    private FailingProgram program;

    @BeforeEach
    void makeEnvironment() throws Exception {
        program = FailingProgram.in(room, Pythons.three());
    }

    private Examined examined(String name, String text) throws Exception {
        Path script = Files.writeString(program.folder().resolve(name), text);
        RealRun run = RealRun.of(
                List.of(program.python(), script.toString()), program.folder(), Map.of("PYTHONNOUSERSITE", "1"));
        assertThat(run.code()).as(run.printed()).isNotZero();
        return run.examined();
    }

    @Test
    void hideWhatTheyUse() throws Exception {
        program.library("zqweb.py", "def get(url):", "    return url");
        for (Examined each : List.of(
                examined("random.py", "import random\nprint(random.random())\n"),
                examined(
                        "zqweb.py",
                        "import zqweb\ndef get():\n    return zqweb.get('x')\nif __name__ == '__main__':\n    get()\n"))) {
            assertThat(each.answer().cause()).isEqualTo("shadowed-module");
            assertThat(each.answer().certainty()).isEqualTo(Certainty.LIKELY);
        }
    }

    /** Nothing of that name is hidden, nothing of it is imported, or the line that failed does not use it. */
    @Test
    void mayBearAnyOther() throws Exception {
        for (Examined each : List.of(
                examined("zqown.py", "import zqown\nprint(zqown.random())\n"),
                examined("statistics.py", "def mean():\n    return len(5)\nmean()\n"),
                examined("graphlib.py", "import graphlib\nlen(5)\n"))) {
            assertThat(each.answer().cause()).isNotEqualTo("shadowed-module");
        }
    }
}

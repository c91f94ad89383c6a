package tiryaq.diagnosis.wanted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.RealRun;
import tiryaq.catalogue.source.ProgramCases;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;

/** Where a program's own module lies that is not found from where it was started. */
class OwnPlaceTest extends ProgramCases {
    private void file(String name, String text) throws Exception {
        Path file = folder.resolve("place").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private RealRun run(Map<String, String> set, String... words) throws Exception {
        List<String> argv = new ArrayList<>(List.of(program.python()));
        argv.addAll(List.of(words));
        return RealRun.of(argv, folder.resolve("place"), set);
    }

    private Diagnosis answer(String... words) throws Exception {
        return run(Map.of(), words).examined().answer();
    }

    /** That it is this folder which is not searched, by what Python itself does with it and without. */
    private void isThere(String entry, Certainty certainty, String... words) throws Exception {
        String path = folder.resolve("place").resolve(entry).toString();
        assertThat(run(Map.of(), words).code()).isNotZero();
        assertThat(run(Map.of("PYTHONPATH", path), words).code()).isZero();
        Diagnosis answer = answer(words);
        assertThat(answer.cause()).isEqualTo("local-import-broken");
        assertThat(answer.certainty()).isEqualTo(certainty);
        assertThat(answer.summary().places()).containsEntry("entry", path);
    }

    @Test
    void belowTheWorkingFolder() throws Exception {
        file("backend/common/__init__.py", "");
        file("backend/common/geo.py", "D = 1\n");
        file("backend/jobs/run.py", "from common.geo import D\n");
        isThere("backend", Certainty.LIKELY, "backend/jobs/run.py");
    }

    @Test
    void aroundWhatAnOptionNames() throws Exception {
        file("service/app/__init__.py", "");
        file("service/app/core/__init__.py", "");
        file("service/app/core/config.py", "X = 1\n");
        file("service/app/main.py", "from app.core.config import X\n");
        isThere("service", Certainty.LIKELY, "-m", "service.app.main");
        isThere("service", Certainty.LIKELY, "service/app/main.py");
    }

    /** The distribution that is known for that name has no such part. */
    @Test
    void underANameThatADistributionHas() throws Exception {
        file("service/arrow/__init__.py", "");
        file("service/arrow/shapes.py", "def draw(): pass\n");
        file("service/jobs/paint.py", "from arrow.shapes import draw\n");
        isThere("service", Certainty.LIKELY, "service/jobs/paint.py");
    }

    /** What lies beside the path from the working folder to the program is somebody else's. */
    @Test
    void notInAFolderBeside() throws Exception {
        file("other/common/__init__.py", "");
        file("backend/jobs/run.py", "import common\n");
        assertThat(answer("backend/jobs/run.py").cause()).isEqualTo("unknown");
    }

    /** Python 3.3 and newer take a mere folder for a package (PEP 420). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "from billing.core.rates import R",
                "import billing.core.rates",
                "from billing.core import rates",
            })
    void inMereFolders(String line) throws Exception {
        file("pyproject.toml", "[project]\nname = 'billing'\nversion = '1'\n");
        file("src/billing/core/rates.py", "R = 2\n");
        file("scripts/go.py", line + "\n");
        isThere("src", Certainty.PROVED, "scripts/go.py");
    }

    /** A folder may have any name: only what is there as a file was meant. */
    @ParameterizedTest
    @CsvSource({
        "from billing.core.other import R",
        "import billing",
        "from billing.core import other",
        "from billing import core",
    })
    void butNotAnyFolder(String line) throws Exception {
        file("pyproject.toml", "[project]\nname = 'shop'\nversion = '1'\n");
        file("src/billing/core/rates.py", "R = 2\n");
        file("scripts/go.py", line + "\n");
        assertThat(answer("scripts/go.py").cause()).isEqualTo("unknown");
    }
}

package tiryaq.diagnosis.wanted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tiryaq.catalogue.RealRun;
import tiryaq.catalogue.source.ProgramCases;

/** Which file of a module's name belongs to the project around a script, and which only lies near. */
class OwnModuleTest extends ProgramCases {
    private boolean isOwn(String home) throws Exception {
        Path own = Files.createDirectories(folder.resolve("heap/shop/scripts"));
        Path script = Files.writeString(own.resolve("ask.py"), "import zqtools\n");
        RealRun run = RealRun.of(List.of(program.python(), script.toString()), own, Map.of("HOME", home));
        return OwnModule.isThere(run.examined().patient(), "zqtools");
    }

    private Path file(String name) throws Exception {
        Path file = folder.resolve("heap").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    /** Without a marker: what lies above or in a folder beside, but no deeper. */
    @ParameterizedTest
    @CsvSource({
        "shop/scripts/inner/zqtools.py, true",
        "shop/zqtools.py, true",
        "shop/src/zqtools/__init__.py, true",
        "shop/deeper/src/zqtools.py, false",
        "src/zqtools.py, true",
        "other/zqtools.py, true",
        "other/deeper/zqtools.py, false",
    })
    void whereNothingTellsOfAProject(String file, boolean expected) throws Exception {
        file(file);
        assertThat(isOwn("/nowhere")).isEqualTo(expected);
    }

    @Test
    void aHomeIsNoProject() throws Exception {
        file("src/zqtools.py");
        assertThat(isOwn(folder.resolve("heap").toRealPath().toString())).isFalse();
    }

    @Test
    void aProjectReachesToItsMarkerAndNoFurther() throws Exception {
        file("shop/anywhere/zqtools.py");
        file("shop/pyproject.toml");
        assertThat(isOwn("/nowhere")).isTrue();
        Files.delete(folder.resolve("heap/shop/anywhere/zqtools.py"));
        file("zqtools.py");
        assertThat(isOwn("/nowhere")).isFalse();
    }

    /** What an installer put there has a distribution that owns it. */
    @Test
    void whatWasInstalledBesideIsNotOwn() throws Exception {
        file("shop/zqtools.py");
        Files.writeString(file("shop/zqtools-1.dist-info/RECORD"), "zqtools.py,,\n");
        file("shop/zqtools-1.dist-info/METADATA");
        assertThat(isOwn("/nowhere")).isFalse();
    }
}

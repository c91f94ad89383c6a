package tiryaq.catalogue;

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
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probe;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.Machine;
import tiryaq.symptom.reading.Symptoms;

/**
 * Tracebacks through modules that Cython compiled, as real ones print them: their paths are those of where they were
 * built.
 */
class CompiledSourcesTest {
    private static final String NATIVE =
            "import glob, sys, sysconfig; suffix = sysconfig.get_config_var('EXT_SUFFIX'); "
                    + "found = [f for p in sys.path for f in glob.glob(p + '/*' + suffix)]; print(suffix); print(found[0])";

    @TempDir
    Path folder;

    private String python = "";
    private String library = "";

    @BeforeEach
    void files() throws IOException {
        folder = folder.toRealPath();
        python = Pythons.three();
        List<String> compiled = Pythons.run(List.of(python, "-c", NATIVE), folder, Map.of())
                .out()
                .lines()
                .toList();
        assumeTrue(compiled.size() == 2, "this Python has no compiled module of its own");
        Files.createDirectories(folder.resolve("app"));
        Files.createDirectories(folder.resolve("lib/zqpkg"));
        Files.writeString(folder.resolve("app/main.py"), "import zqpkg.maps\nzqpkg.maps.run()\n");
        Files.writeString(folder.resolve("lib/zqpkg/__init__.py"), "");
        library = folder.resolve("lib/zqpkg/maps" + compiled.getFirst()).toString();
        Files.copy(Path.of(compiled.get(1)), Path.of(library));
    }

    private Examined examined(String... lines) {
        String printed = "Traceback (most recent call last):\n  File \"" + folder
                + "/app/main.py\", line 1, in <module>\n" + "    import zqpkg.maps\n" + String.join("\n", lines) + "\n";
        Machine machine = Pythons.machine(Map.of("PYTHONPATH", folder + "/lib"));
        Command command = Command.of(List.of(python, "main.py"), folder + "/app");
        return new Examination(machine, new Probe(machine), interpreter -> Providers.NONE)
                .of(Symptoms.in(printed), new Ran(command, 1, null, null));
    }

    private void leadsToTheLibrary(Examined examined) {
        List<Link> chain = examined.answer().chain();
        assertThat(chain).extracting(Link::file).containsExactly(folder + "/app/main.py", library);
        assertThat(chain.getLast().module()).isEqualTo("zqpkg.maps");
        assertThat(chain.getLast().line()).isZero();
    }

    @Test
    void theFileAtFaultIsTheCompiledOne() {
        for (String place : List.of(
                "File \"zqpkg/maps.pyx\", line 1, in init zqpkg.maps",
                "File \"src/zqpkg/maps.pyx\", line 4, in zqpkg.maps.Table.__init__",
                "File \"zqpkg/maps.py\", line 4, in zqpkg.maps.load")) {
            Examined missing = examined("  " + place, "ModuleNotFoundError: No module named 'zqabsent'");
            leadsToTheLibrary(missing);
            Examined refused =
                    examined("  " + place, "ValueError: numpy.dtype size changed, may indicate binary incompatibility");
            assertThat(refused.answer().cause()).as(place).isEqualTo("unknown");
            leadsToTheLibrary(refused);
        }
    }

    /** A header's functions are compiled into whatever includes it. */
    @Test
    void noFileOfTheUsersIsBlamed() {
        Examined examined = examined(
                "  File \"zqpkg/maps.pyx\", line 1, in init zqpkg.maps",
                "  File \"__init__.pxd\", line 942, in numpy.import_array",
                "RuntimeError: module compiled against ABI version 0x1000009 but this version of numpy is 0x2000000");
        assertThat(examined.answer().cause()).isEqualTo("unknown");
    }

    @Test
    void aFileThatIsThereIsTheUsersOwn() throws IOException {
        Files.createDirectories(folder.resolve("app/own"));
        Files.writeString(folder.resolve("app/own/part.pyx"), "x = 1\nraise KeyError('mine')\n");
        Examined examined = examined("  File \"own/part.pyx\", line 2, in init own.part", "KeyError: 'mine'");
        assertThat(examined.answer().cause()).isEqualTo("not-an-environment-failure");
    }
}

package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.wanted.AlsoMissing;
import tiryaq.python.Archive;

/** What a program imports is known however it is started: as a script, a module, a folder or an archive. */
class ImportedByWhatIsRunTest {
    @TempDir
    Path folder;

    private Examined ran(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(Pythons.of("3.12")));
        argv.addAll(List.of(words));
        RealRun run = RealRun.of(argv, folder, Map.of("PYTHONNOUSERSITE", "1"));
        assertThat(run.printed()).contains("No module named 'zqfirst'");
        return run.examined();
    }

    @Test
    void allOfItIsReadWhereItLies() throws Exception {
        folder = folder.toRealPath();
        Path app = Files.createDirectories(folder.resolve("zqapp"));
        String text = "import zqbeside\nimport zqfirst, zqsecond\n";
        Files.writeString(app.resolve("__main__.py"), text);
        Files.writeString(app.resolve("zqbeside.py"), "def f():\n    import zqthird\n");
        Files.writeString(folder.resolve("zqbeside.py"), "def f():\n    import zqthird\n");
        List<String> zip = List.of(Pythons.of("3.12"), "-m", "zipapp", "zqapp", "-o", "zqapp.pyz");
        assertThat(Pythons.run(zip, folder, Map.of()).exit()).isZero();
        for (String[] words :
                List.of(new String[] {"zqapp"}, new String[] {"-m", "zqapp"}, new String[] {"zqapp.pyz"})) {
            Examined examined = ran(words);
            assertThat(examined.patient().imports().foreign())
                    .as(String.join(" ", words))
                    .containsExactlyInAnyOrder("zqfirst", "zqsecond", "zqthird");
            assertThat(AlsoMissing.of(examined.patient(), examined.answer()).unknown())
                    .as(String.join(" ", words))
                    .containsExactly("zqsecond");
        }
        Examined archived = ran("zqapp.pyz");
        String member = folder + "/zqapp.pyz/__main__.py";
        String code = Archive.source(archived.patient().machine(), member);
        assertThat(archived.patient().incident().whileImporting(code)).isTrue();
    }
}

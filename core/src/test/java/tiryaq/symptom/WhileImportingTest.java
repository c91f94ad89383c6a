package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.symptom.reading.Symptoms;

/** Programs that died before they had done anything, and others, under every Python that is here. */
class WhileImportingTest {
    @TempDir
    Path folder;

    @Test
    void aModuleAndGivenCodeMayBeRunAgain() throws Exception {
        Files.createDirectories(folder.resolve("pkg"));
        Files.writeString(folder.resolve("pkg/__main__.py"), "import tiryaq_nowhere\n");
        for (String python : Pythons.all()) {
            Pythons.Ran module = Pythons.run(List.of(python, "-m", "pkg"), folder, Map.of());
            Incident ofModule = Symptoms.in(module.text()).incidents().getFirst();
            assertThat(ofModule.whileImporting("")).as(module.text()).isTrue();
            String code = "import sys\nimport tiryaq_nowhere";
            Pythons.Ran given = Pythons.run(List.of(python, "-c", code), folder, Map.of());
            Incident ofCode = Symptoms.in(given.text()).incidents().getFirst();
            assertThat(ofCode.whileImporting(code)).as(given.text()).isTrue();
        }
    }

    /** What stands behind a semicolon is the program's own work, unless it is seen that the import had failed. */
    @Test
    void aLineThatDoesMoreThanImport() throws Exception {
        Files.writeString(folder.resolve("a.py"), "import tiryaq_nowhere\n");
        Files.writeString(folder.resolve("b.py"), "def go():\n    import tiryaq_nowhere\n");
        for (String python : Pythons.all()) {
            assertThat(died(python, "import a as x; print(x)")).as(python).isTrue();
            assertThat(died(python, "import os; import a")).as(python).isTrue();
            assertThat(died(python, "import b; b.go()")).as(python).isFalse();
            assertThat(died(python, "import os; os.environ['NOT_SET_ANYWHERE']"))
                    .as(python)
                    .isFalse();
            assertThat(died(python, "import tiryaq_nowhere; print(1)"))
                    .as("what is not there at all, the program cannot have passed")
                    .isTrue();
            assertThat(died(python, "import os, b; b.go()")).as(python).isFalse();
            assertThat(died(python, "import os; print(1); import tiryaq_nowhere"))
                    .as(python)
                    .isFalse();
        }
    }

    private boolean died(String python, String line) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("main.py"), line + "\n");
        Pythons.Ran ran = Pythons.run(List.of(python, "main.py"), folder, Map.of());
        return Symptoms.in(ran.text()).incidents().getFirst().whileImporting("");
    }
}

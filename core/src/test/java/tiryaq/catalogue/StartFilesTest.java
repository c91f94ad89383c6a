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
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Say;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** Files that Python runs as it starts, raising under a real interpreter. */
class StartFilesTest {
    @TempDir
    Path folder;

    private String printed = "";

    @BeforeEach
    void environment() throws IOException, InterruptedException {
        folder = folder.toRealPath();
        Pythons.venv(Pythons.three(), folder.resolve("venv"));
        // The name alone says that the folder is another Python's.
        Files.createDirectories(custom());
    }

    private Path custom() {
        return folder.resolve("lib/python3.2/site-packages");
    }

    private Examined examine(String program) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("ask.py"), program + "\n");
        RealRun run = RealRun.of(
                List.of(folder.resolve("venv/bin/python").toString(), script.toString()),
                folder,
                Map.of("PYTHONNOUSERSITE", "1", "PYTHONPATH", custom().toString()));
        printed = run.printed();
        assumeTrue(run.code() != 0, "the program did not fail: " + printed);
        return run.examined();
    }

    private static List<Say> told(Examined examined) {
        return examined.answer().notes().stream()
                .filter(note -> note.key().equals("note.start-file"))
                .toList();
    }

    @Test
    void aCustomisationThatEndsTheInterpreterIsNamedWhateverItsFolderIsCalled() throws Exception {
        Path file = Files.writeString(custom().resolve("sitecustomize.py"), "raise SystemExit('no licence')\n");
        Examined examined = examine("print('begun')");
        assertThat(printed).doesNotContain("begun").contains("SystemExit: no licence");
        assertThat(examined.answer().cause()).isEqualTo("unknown");
        assertThat(examined.answer().summary().key()).isEqualTo("cause.unknown.summary.start-file");
        assertThat(examined.answer().summary().places())
                .containsEntry("path", file.toString())
                .containsEntry("words", "SystemExit: no licence");
    }

    @Test
    void aLineThatEndsTheInterpreterIsNamedByItsFile() throws Exception {
        Path packages;
        try (var found = Files.list(folder.resolve("venv/lib"))) {
            packages = found.findFirst().orElseThrow().resolve("site-packages");
        }
        Path file = Files.writeString(packages.resolve("zz.pth"), "import sys; sys.exit('no licence')\n");
        Examined examined = examine("print('begun')");
        assertThat(printed).doesNotContain("begun");
        assertThat(examined.answer().summary().places()).containsEntry("path", file.toString());
        Files.writeString(file, "import nowhere_at_all\n");
        Examined outlived = examine("import nowhere_either");
        assertThat(printed).contains("Error processing line 1 of ");
        assertThat(outlived.answer().module()).isEqualTo("nowhere_either");
        assertThat(told(outlived))
                .singleElement()
                .satisfies(note -> assertThat(note.places())
                        .containsEntry("path", file.toString())
                        .containsEntry("words", "ModuleNotFoundError: No module named 'nowhere_at_all'"));
    }

    @Test
    void whatPythonOutlivedIsToldAndIsNotTheAnswer() throws Exception {
        Path file = Files.writeString(
                custom().resolve("sitecustomize.py"), "class Odd(Exception): pass\nraise Odd('no licence')\n");
        for (String program : List.of("import nowhere_either", "raise RuntimeError('own')")) {
            Examined examined = examine(program);
            assertThat(printed).contains("Error in sitecustomize; set PYTHONVERBOSE for traceback");
            assertThat(examined.answer().cause())
                    .isEqualTo(program.startsWith("raise") ? "not-an-environment-failure" : "unknown");
            assertThat(told(examined))
                    .singleElement()
                    .satisfies(note -> assertThat(note.places())
                            .containsEntry("path", file.toString())
                            .hasEntrySatisfying(
                                    "words",
                                    words -> assertThat(words).contains("Odd").endsWith("no licence")));
            assertThat(Symptoms.in(printed).truncated()).isFalse();
        }
        Files.writeString(custom().resolve("sitecustomize.py"), "import os\nos.environ['NO_SUCH_SETTING']\n");
        assertThat(told(examine("import nowhere_either")).getFirst().places())
                .containsEntry("words", "KeyError: 'NO_SUCH_SETTING'");
    }

    @Test
    void inALogAloneItIsAllThatIsKnown() {
        Symptom symptom =
                Symptoms.in("Error in usercustomize; set PYTHONVERBOSE for traceback:\nModuleNotFoundError: No module"
                        + " named 'coverage'\nready\n");
        assertThat(symptom.startFiles())
                .containsExactly(
                        new Symptom.StartFile("usercustomize", "ModuleNotFoundError: No module named 'coverage'"));
        assertThat(symptom.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.survived()).isTrue());
    }
}

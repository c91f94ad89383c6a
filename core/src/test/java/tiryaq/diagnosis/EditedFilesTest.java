package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.FailingProgram;
import tiryaq.command.Pythons;
import tiryaq.digest.Sha256;

/** Installed files that somebody edited, so that they import what their distribution never needed. */
class EditedFilesTest {
    @TempDir
    Path room;

    private FailingProgram program = new FailingProgram(Path.of(""), "", Path.of(""));

    @BeforeEach
    void installed() throws IOException, InterruptedException {
        program = FailingProgram.in(room, Pythons.three());
        install("");
    }

    private void install(String requires) throws IOException {
        String text = "VALUE = 1\n";
        String digest = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        program.library(
                "zqedit-1.0.dist-info/METADATA",
                "Metadata-Version: 2.1",
                "Name: zqedit",
                "Version: 1.0" + (requires.isEmpty() ? "" : "\nRequires-Dist: " + requires));
        program.library(
                "zqedit-1.0.dist-info/RECORD",
                "zqedit/__init__.py,sha256=" + digest + "," + text.length(),
                "zqedit-1.0.dist-info/RECORD,,");
        program.library("zqedit/__init__.py", "VALUE = 1");
    }

    private Diagnosis edited() throws IOException, InterruptedException {
        program.library("zqedit/__init__.py", "VALUE = 1", "import yaml");
        return program.examined("import zqedit").answer();
    }

    @Test
    void theEditedFileAsksForAStranger() throws IOException, InterruptedException {
        Diagnosis answer = edited();
        assertThat(answer.cause()).isEqualTo("distribution-damaged");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.distribution()).isEqualTo("zqedit");
    }

    /** Its own requirement is missing whatever was edited, and so is what the program itself asks for. */
    @Test
    void nearMisses() throws IOException, InterruptedException {
        install("PyYAML>=5");
        assertThat(edited().cause()).isEqualTo("distribution-missing");
        install("");
        program.library("zqedit/__init__.py", "VALUE = 2");
        assertThat(program.examined("import zqedit, yaml").answer().cause()).isEqualTo("distribution-missing");
        program.library("zqedit/other.py", "import yaml");
        assertThat(program.examined("import zqedit.other").answer().cause()).isEqualTo("distribution-missing");
    }
}

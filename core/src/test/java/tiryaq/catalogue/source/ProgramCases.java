package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Pythons;

/** Programs of a line or a few that fail in an environment of their own. */
public abstract class ProgramCases {
    /** Where the programs lie. */
    @TempDir
    protected Path folder;

    /** The one that is examined. */
    protected FailingProgram program;

    @BeforeEach
    protected void environment() throws IOException, InterruptedException {
        program = FailingProgram.in(folder, Pythons.three());
        folder = program.folder();
    }

    /** What is found of a program of these lines. */
    protected Examined examine(String... lines) throws IOException, InterruptedException {
        return program.examined(lines);
    }

    /** What the program that was examined ends with where an empty module of this file is installed. */
    protected int codeWith(String module) throws IOException, InterruptedException {
        program.library(module, "");
        List<String> argv = List.of(program.python(), "ask.py");
        return RealRun.of(argv, program.folder(), Map.of("PYTHONNOUSERSITE", "1"))
                .code();
    }

    /** That it is a missing module, and of which distribution. */
    protected static void isMissing(Examined examined, String module, String distribution) {
        assertThat(examined.answer().cause())
                .as(examined.patient().incident().words())
                .isEqualTo("distribution-missing");
        assertThat(examined.answer().module()).isEqualTo(module);
        assertThat(examined.answer().distribution()).isEqualTo(distribution);
    }
}

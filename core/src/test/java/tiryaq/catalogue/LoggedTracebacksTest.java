package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;

/** Tracebacks that a program prints of what it outlives, and what it then ends of. */
class LoggedTracebacksTest {
    @TempDir
    Path folder;

    private FailingProgram program;

    @BeforeEach
    void environment() throws IOException, InterruptedException {
        program = FailingProgram.in(folder, Pythons.three());
    }

    private Examined examine(String... lines) throws IOException, InterruptedException {
        return program.examined(lines);
    }

    private static final List<String> LOGS = List.of(
            "import logging, sys",
            "logging.basicConfig(level=logging.INFO)",
            "try:",
            "    import yaml",
            "except ImportError:",
            "    logging.exception('the fast way is off')");

    private Examined examineAfterLogging(String... more) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(LOGS);
        lines.addAll(List.of(more));
        return examine(lines.toArray(String[]::new));
    }

    /** What a program has logged and outlived is not shown to have ended it. */
    @Test
    void aLoggedTracebackIsNoProofWhereTheProgramGoesOn() throws Exception {
        Examined stops = examineAfterLogging("print('no disk', flush=True)", "sys.exit(5)");
        assertThat(stops.ownFailure()).isTrue();
        assertThat(stops.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(stops.answer().notes()).extracting(note -> note.key()).containsExactly("note.outlived");
        Examined asks = examineAfterLogging(
                "    yaml = None",
                "print('no disk', flush=True)",
                "if not yaml or len(sys.argv) > 2:",
                "    sys.exit(5)");
        assertThat(asks.answer().cause()).isEqualTo("distribution-missing");
        assertThat(asks.answer().certainty()).isEqualTo(Certainty.LIKELY);
        Examined another = examineAfterLogging("{}['key']");
        assertThat(another.answer().cause()).isEqualTo("not-an-environment-failure");
        Examined later = examineAfterLogging("import zzz_nowhere_at_all");
        assertThat(later.patient().missingModule()).contains("zzz_nowhere_at_all");
    }

    /** A function that catches and prints its own failure, without a logger's line before it. */
    @Test
    void aTracebackThatBeginsWhereItWasCaughtIsNoProof() throws Exception {
        Examined examined = examine(
                "import sys, traceback",
                "def load():",
                "    try:",
                "        import yaml",
                "    except ImportError:",
                "        traceback.print_exc()",
                "load()",
                "print('going on', file=sys.stderr)",
                "sys.exit(5)");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** The last words of a program that died belong to what runs at its end. */
    @Test
    void linesOfTheEndDoNotWeakenAProof() throws Exception {
        Examined closing = examine(
                "import atexit, logging",
                "logging.basicConfig(level=logging.INFO)",
                "logging.info('start')",
                "atexit.register(logging.info, 'closing the log')",
                "import yaml");
        assertThat(closing.answer().cause()).isEqualTo("distribution-missing");
        assertThat(closing.answer().certainty()).isEqualTo(Certainty.PROVED);
        Examined last = examineAfterLogging("    sys.exit(5)");
        assertThat(last.answer().cause()).isEqualTo("distribution-missing");
        assertThat(last.answer().certainty()).isEqualTo(Certainty.PROVED);
    }
}

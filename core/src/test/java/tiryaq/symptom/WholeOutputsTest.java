package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.reading.Symptoms;

/** What other programs than the interpreter print of a failure: all of it is there. */
class WholeOutputsTest {
    private static final Failure ABSENT = new MissingModule("absent_zq", false);

    @TempDir
    Path folder;

    private String printed(String program, String... words) throws IOException {
        String found = Pythons.ofPyenv().stream()
                .map(python -> Path.of(python).resolveSibling(program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        assumeTrue(!found.isEmpty(), program + " is missing");
        Files.writeString(
                folder.resolve("helper.py"), "def go(a):\n    # x\n    import absent_zq\n\n\ndef run():\n    go(1)\n");
        List<String> argv = new ArrayList<>(List.of(found));
        argv.addAll(List.of(words));
        Pythons.Ran ran = Pythons.run(argv, folder, Map.of("HOME", folder.toString(), "NO_COLOR", "1"));
        assumeTrue(ran.exit() != 0, program + " does not work here");
        return ran.text() + ran.out() + "\n";
    }

    private static void isWhole(String printed, List<Integer> lines) {
        Symptom symptom = Symptoms.in(printed);
        Incident first = symptom.incidents().getFirst();
        assertThat(first.failure()).as(printed).isEqualTo(ABSENT);
        assertThat(first.frames()).as(printed).extracting(Frame::line).isEqualTo(lines);
        assertThat(symptom.truncated()).as(printed).isFalse();
    }

    @Test
    void ipythonInACell() throws IOException {
        String printed = printed("ipython", "--colors=NoColor", "-c", "import helper; helper.run()");
        isWhole(printed, List.of(1, 7, 3));
        Incident first = Symptoms.in(printed).incidents().getFirst();
        assertThat(first.frames().getFirst().internal()).isTrue();
        assertThat(first.frames().getLast())
                .isEqualTo(new Frame(first.frames().get(1).file(), 3, "go", "import absent_zq"));
        assertThat(first.frames().getLast().file()).endsWith("/helper.py");
        isWhole(printed("ipython", "--colors=Linux", "-c", "import absent_zq"), List.of(1));
    }

    @Test
    void ipythonChains() throws IOException {
        Files.writeString(
                folder.resolve("main.py"),
                "import helper\ntry:\n    helper.run()\nexcept ImportError as e:\n    raise RuntimeError('x') from e\n");
        String printed = printed("ipython", "--colors=NoColor", "main.py");
        isWhole(printed, List.of(3, 7, 3));
        assertThat(Symptoms.in(printed).incidents().getFirst().wrappers()).containsExactly("RuntimeError: x");
    }

    @Test
    void ipythonCannotReadALine() throws IOException {
        Symptom symptom = Symptoms.in(printed("ipython", "--colors=NoColor", "-c", "print absent"));
        assertThat(symptom.incidents().getFirst().words()).startsWith("SyntaxError: ");
        assertThat(symptom.truncated()).isFalse();
    }

    /** As IPython 7 writes it, which has the numbers of lines in front of the source only. */
    @Test
    void ipythonAsItWas() {
        isWhole("""
                ---------------------------------------------------------------------------
                ModuleNotFoundError                       Traceback (most recent call last)
                <ipython-input-1-0f3c4ed3e2b6> in <module>
                      1 import helper
                ----> 2 helper.run()

                ~/jobs/helper.py in run()
                      6 def run():
                ----> 7     go(1)

                ~/jobs/helper.py in go(a)
                      1 def go(a):
                      2     # x
                ----> 3     import absent_zq

                ModuleNotFoundError: No module named 'absent_zq'
                """, List.of(2, 7, 3));
    }

    @Test
    void pytestCannotLoadItsConftest() throws IOException {
        Files.writeString(folder.resolve("conftest.py"), "import helper\nhelper.run()\n");
        String printed = printed("pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder.toString());
        assertThat(printed).contains("while loading conftest");
        isWhole(printed, List.of(2, 7, 3));
    }

    @Test
    void pytestCollects() throws IOException {
        Files.writeString(folder.resolve("test_a.py"), "import absent_zq\n");
        String printed = printed("pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder.toString());
        Symptom symptom = Symptoms.in(printed);
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(ABSENT);
        assertThat(symptom.truncated()).isFalse();
    }

    /** The long layout of a test that died of what it made of a failed import; the stack of each ring is whole. */
    @Test
    void pytestChains() throws IOException {
        Files.writeString(folder.resolve("test_a.py"), """
                def parse(s):
                    try:
                        import absent_zq
                    except ImportError as e:
                        raise RuntimeError("x") from e

                def test_other():
                    assert parse("2020").year == 2020
                """);
        for (String layout : List.of("long", "short", "native")) {
            String printed = printed(
                    "pytest",
                    "-q",
                    "-p",
                    "no:cacheprovider",
                    "--tb",
                    layout,
                    "--rootdir",
                    folder.toString(),
                    "test_a.py");
            Incident first = Symptoms.in(printed).incidents().getFirst();
            assertThat(first.failure()).as(printed).isEqualTo(ABSENT);
            assertThat(first.wrappers()).as(printed).containsExactly("RuntimeError: x");
        }
    }

    @Test
    void oneLineMayBeAll() {
        Symptom symptom = Symptoms.in("ModuleNotFoundError: No module named 'absent_zq'\n");
        assertThat(symptom.incidents()).extracting(Incident::failure).containsExactly(ABSENT);
        assertThat(symptom.truncated()).isFalse();
    }
}

package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.symptom.Failure.InstallFailed;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.Failure.OtherException;
import tiryaq.symptom.reading.Symptoms;

/** Outputs that come wrapped, cut, encoded, huge or hostile. */
class OutputShapesTest {
    private static final String WHOLE = """
            Traceback (most recent call last):
              File "/app/main.py", line 3, in <module>
                run()
              File "/app/run.py", line 5, in run
                import yaml
                ^^^^^^^^^^^
            ModuleNotFoundError: No module named 'yaml'
            """;
    private static final Failure YAML = new MissingModule("yaml", false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-05-01T10:00:00.0000000Z ",
                "2024-05-01T10:00:00.0000000Z ##[error]",
                "test\tRun tests\t2024-05-01T10:00:00.0000000Z ",
                "2024-05-01T10:00:00.000000Z 01E ",
                "#12 3.456 ",
                "12.34 ",
                "web_1  | ",
                "web-1  | 2024-05-01T10:00:00.000000Z ",
                "ERROR:root:",
                "2024-05-01 10:00:00,123 ERROR app.main: ",
                "[2024-05-01 10:00:00 +0000] [7] [ERROR] ",
                "May  1 10:00:00 host app[123]: ",
                "      ",
                "\u001b[31m",
                "npm ERR! ",
                "2024-05-01T10:00:00.000000000Z stderr F ",
                "[pod/web-1/app] ",
                "[worker] ",
                "[pod] 2024-05-01 10:00:00,123 ERROR ",
            })
    void prefixesAreTakenOff(String prefix) {
        Symptom symptom = Symptoms.in(("getting ready\n" + WHOLE).replaceAll("(?m)^(?=.)", prefix));
        assertThat(symptom.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.failure()).isEqualTo(YAML);
            assertThat(incident.frames())
                    .containsExactly(
                            new Frame("/app/main.py", 3, "<module>", "run()"),
                            new Frame("/app/run.py", 5, "run", "import yaml"));
            assertThat(incident.words()).isEqualTo("ModuleNotFoundError: No module named 'yaml'");
            assertThat(incident.line()).isEqualTo(8);
        });
        assertThat(symptom.truncated()).isFalse();
    }

    @Test
    void aLoggersPrefixMayStandBeforeTheHeaderOnly() {
        String carried = ("2024-05-01 10:00:00 ERROR " + WHOLE).replaceAll("(?m)^(?=.)", "[pod] ");
        assertThat(Symptoms.in(carried).incidents().getFirst().frames()).hasSize(2);
        assertThat(Symptoms.in("ERROR app: " + WHOLE).incidents().getFirst().frames())
                .hasSize(2);
    }

    @Test
    void wideTextIsDecoded() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String mark : List.of("", "\ufeff")) {
                Symptom symptom = Symptoms.read(new ByteArrayInputStream((mark + WHOLE).getBytes(charset)));
                assertThat(symptom.incidents().getFirst().failure()).isEqualTo(YAML);
            }
        }
        assertThat(Symptoms.in("\ufeff" + WHOLE).incidents().getFirst().frames())
                .hasSize(2);
    }

    @Test
    void whatIsCutOffSaysSo() {
        String[] lines = WHOLE.split("\n", -1);
        for (int from = 1; from < 7; from++) {
            String rest = String.join("\n", List.of(lines).subList(from, lines.length));
            Symptom symptom = Symptoms.in(rest);
            assertThat(symptom.incidents())
                    .as(rest)
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.failure()).isEqualTo(YAML));
            // An exception line alone may well be all that was printed.
            assertThat(symptom.truncated()).as(rest).isEqualTo(from < 6);
        }
        for (int to = 2; to < 7; to++) {
            String rest = String.join("\n", List.of(lines).subList(0, to));
            Symptom symptom = Symptoms.in(rest);
            assertThat(symptom.incidents())
                    .as(rest)
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.failure()).isEqualTo(new OtherException("", "")));
            assertThat(symptom.truncated()).as(rest).isTrue();
        }
    }

    @Test
    void theLastOfSeveralComesFirst() {
        Symptom symptom = Symptoms.in(WHOLE + "going on\n" + WHOLE.replace("yaml", "toml") + "cleaning up\n");
        assertThat(symptom.incidents())
                .extracting(Incident::failure)
                .containsExactly(new MissingModule("toml", false), YAML);
    }

    @Test
    void repetitionsCountOnce() {
        Symptom symptom = Symptoms.in((WHOLE + "again\n").repeat(5000));
        assertThat(symptom.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.line()).isEqualTo(4999 * 8 + 7));
    }

    @Test
    void pytestsFormsAreUnderstood() {
        Symptom symptom = Symptoms.in("""
                ==================================== ERRORS ====================================
                _________________________ ERROR collecting test_app.py _________________________
                ImportError while importing test module '/app/test_app.py'.
                Hint: make sure your test modules/packages have valid Python names.
                Traceback:
                /usr/lib/python3.11/importlib/__init__.py:126: in import_module
                    return _bootstrap._gcd_import(name[level:], package, level)
                test_app.py:1: in <module>
                    import yaml
                E   ModuleNotFoundError: No module named 'yaml'
                =========================== short test summary info ============================
                ERROR test_app.py
                """);
        assertThat(symptom.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.failure()).isEqualTo(YAML);
            assertThat(incident.frames().getLast()).isEqualTo(new Frame("test_app.py", 1, "<module>", "import yaml"));
        });
        assertThat(symptom.truncated()).isFalse();
    }

    @Test
    void pytestsLongFormKeepsTestsApart() {
        Symptom symptom = Symptoms.in("""
                =================================== FAILURES ===================================
                ____________________________________ test_a ____________________________________

                    def test_a():
                >       helper()

                t/test_a.py:5:\s
                _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _

                    def helper():
                >       import yaml
                E       ModuleNotFoundError: No module named 'yaml'

                t/test_a.py:3: ModuleNotFoundError
                ____________________________________ test_b ____________________________________

                    def test_b():
                >       assert str(1) == "ModuleNotFoundError: No module named 'x'"
                E       assert '1' == "ModuleNotFou...ule named 'x'"
                E        \s
                E         - ModuleNotFoundError: No module named 'x'
                E         + 1

                t/test_a.py:8: AssertionError
                =========================== short test summary info ============================
                FAILED t/test_a.py::test_a - ModuleNotFoundError: No module named 'yaml'
                """);
        assertThat(symptom.incidents()).hasSize(2);
        // Of all tests that failed the import is told first, and the other beside it.
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(YAML);
        assertThat(symptom.incidents().get(1).failure()).isInstanceOf(OtherException.class);
        assertThat(symptom.incidents().get(1).frames()).extracting(Frame::line).containsExactly(8);
        assertThat(symptom.beside())
                .containsExactly(new Symptom.Beside(symptom.incidents().get(1), true));
        assertThat(symptom.incidents().getFirst().frames())
                .extracting(Frame::line)
                .containsExactly(5, 3);
    }

    @Test
    void aBuildThatAnInstallerQuotesIsTheInstallersFailure() {
        String quoted = WHOLE.replaceAll("(?m)^(?=.)", "         ");
        Symptom symptom = Symptoms.in("error: The build backend returned an error\n  cause: Call failed\n\n" + quoted);
        assertThat(symptom.incidents())
                .extracting(Incident::failure)
                .containsExactly(new InstallFailed("uv", "The build backend returned an error"), YAML);
    }

    @Test
    void garbageIsNoSymptom() throws IOException {
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        Symptom read = Symptoms.read(new ByteArrayInputStream(bytes));
        assertThat(read.incidents()).isEmpty();
        assertThat(read.text()).isFalse();
        byte[] strings = "\0\0ImportError\0No module named x\0ModuleNotFoundError: No module named 'x'\0"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Symptoms.read(new ByteArrayInputStream(strings)).incidents()).isEmpty();
        assertThat(Symptoms.in("\0".repeat(100_001) + WHOLE).incidents()).hasSize(1);
    }

    @Test
    void hostileLinesEnd() {
        List<String> pieces = List.of(
                "\u001b]",
                "\u001b[",
                "##[",
                "#1 1.111 ",
                "1.111 ",
                "a | ",
                "2024-05-01T10:00:00Z ",
                "E   ",
                "::error ",
                "Traceback (most recent call last):",
                "  File \"",
                "\", line ",
                ": ",
                "ImportError: ",
                "No module named '",
                "(",
                "\r",
                "\b",
                "dlopen(",
                "thread 'panicked at",
                "'module' object has no attribute '",
                "Fatal Python error: ",
                "pyenv: ",
                "cannot import name 'a' from 'b' (");
        for (String piece : pieces) {
            String line = piece.repeat(1_000_000 / piece.length());
            Symptoms.in(
                    line + "\n" + "  File \"x\", line 1, in f\n" + line + "\n" + "ImportError: " + line + "\n" + line);
            Symptoms.in((piece + "\n").repeat(100_000));
        }
    }

    @Test
    void theEndOfALargeOutputIsFoundWithItsLine() throws IOException {
        byte[] block = "the quick brown fox: in the end, an error or two were not found\n"
                .repeat(1000)
                .getBytes(StandardCharsets.UTF_8);
        List<InputStream> parts = Stream.concat(
                        Collections.nCopies(500, block).stream()
                                .map(each -> (InputStream) new ByteArrayInputStream(each)),
                        Stream.of(new ByteArrayInputStream(WHOLE.getBytes(StandardCharsets.UTF_8))))
                .toList();
        Symptom symptom = Symptoms.read(new SequenceInputStream(Collections.enumeration(parts)));
        assertThat(symptom.incidents().getFirst().line()).isEqualTo(500_007);
    }

    /** The name of a folder may hold what ends a line, or what a terminal would act on. */
    @Test
    void namesOfFilesKeepTheirControls() {
        for (String name : List.of("a\nb", "a\n\nb", "a\rb", "a\u001b[1mb", "a\bb", "a\tb")) {
            String output =
                    "Traceback (most recent call last):\n  File \"/srv/" + name + "/m.py\", line 1, in <module>\n"
                            + "    import helper\n  File \"/srv/" + name
                            + "/helper.py\", line 7, in <module>\n    import yaml\n"
                            + "ModuleNotFoundError: No module named 'yaml'\n";
            Symptom symptom = Symptoms.in(output);
            assertThat(symptom.incidents()).as(name).hasSize(1);
            assertThat(symptom.incidents().getFirst().frames())
                    .extracting(Frame::file)
                    .containsExactly("/srv/" + name + "/m.py", "/srv/" + name + "/helper.py");
        }
    }

    @Test
    void lastLinesAreKeptWhereNothingFailedByName() {
        assertThat(Symptoms.in("working\n\n\u001b[31mplease install yaml\u001b[0m\n")
                        .closing())
                .containsExactly("please install yaml", "working");
    }

    /** Lines alone that say an import failed, as reports and logs quote them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "> E   ModuleNotFoundError: No module named 'yaml'",
                "Error: No module named 'yaml'",
                "ERROR    app:main.py:3 ModuleNotFoundError: No module named 'yaml'",
            })
    void aLineAloneIsEnough(String line) {
        Symptom symptom = Symptoms.in("collecting\n" + line + "\n");
        assertThat(symptom.incidents()).extracting(Incident::failure).containsExactly(YAML);
        assertThat(symptom.truncated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WARNING  app:main.py:3 ModuleNotFoundError: No module named 'yaml'",
                "> ModuleNotFoundError: No module named 'yaml' is what it said",
                "Error: No module named 'yaml' in the list of modules",
                "Error: cannot import the table",
            })
    void aLineAloneThatOnlyTalks(String line) {
        assertThat(Symptoms.in("collecting\n" + line + "\n").incidents()).isEmpty();
    }

    @Test
    void theLoadersOwnDeathIsNoneOfThePrograms() {
        String line = "Inconsistency detected by ld.so: ../sysdeps/x86_64/dl-machine.h: 508: elf_machine_rela_relative:"
                + " Assertion `ELFW(R_TYPE) (reloc->r_info) == R_X86_64_RELATIVE' failed!";
        assertThat(Symptoms.in("going\n" + line + "\n").incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.failure()).isInstanceOf(Failure.NativeRefused.class));
    }

    /** What a start-up file raises is no failure of the program, which never began. */
    @Test
    void aStartUpFileThatRaises() {
        Symptom symptom = Symptoms.in("""
                Fatal Python error: init_import_site: Failed to import the site module
                Python runtime state: initialized
                Traceback (most recent call last):
                  File "<frozen site>", line 700, in <module>
                  File "<frozen site>", line 687, in main
                  File "/srv/x/sitecustomize.py", line 1, in <module>
                    raise SystemError("no")
                SystemError: no
                """);
        assertThat(symptom.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.failure()).isInstanceOf(Failure.StartFailed.class);
            assertThat(incident.frames().getLast().file()).isEqualTo("/srv/x/sitecustomize.py");
        });
    }

    /** A hook's traceback whose last line is elsewhere; of its frames some may be missing all the same. */
    @Test
    void whatExplainsACutTracebackLeavesItAsItWas() {
        Symptom symptom = Symptoms.in("""
                ModuleNotFoundError: No module named 'yaml'
                Traceback (most recent call last):

                  File "/app/run.py", line 5, in <module>
                    import yaml
                """);
        assertThat(symptom.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.failure()).isEqualTo(YAML);
            assertThat(incident.frames()).hasSize(1);
            assertThat(incident.wrappers()).isEmpty();
            assertThat(incident.abridged()).isTrue();
        });
    }

    /** All parts of a group stopped the program; each is kept. */
    @Test
    void allPartsOfAGroupAreKept() {
        Symptom symptom = Symptoms.in("""
                  + Exception Group Traceback (most recent call last):
                  |   File "/app/main.py", line 9, in <module>
                  |     raise ExceptionGroup("two", found)
                  | ExceptionGroup: two (2 sub-exceptions)
                  +-+---------------- 1 ----------------
                    | Traceback (most recent call last):
                    |   File "/app/main.py", line 3, in one
                    |     import yaml
                    | ModuleNotFoundError: No module named 'yaml'
                    +---------------- 2 ----------------
                    | Traceback (most recent call last):
                    |   File "/app/main.py", line 6, in two
                    |     import toml
                    | ModuleNotFoundError: No module named 'toml'
                    +------------------------------------
                """);
        assertThat(symptom.incidents()).extracting(Incident::failure).contains(YAML, new MissingModule("toml", false));
    }
}

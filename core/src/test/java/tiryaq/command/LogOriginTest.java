package tiryaq.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.machine.Paths;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** Tracebacks that real interpreters print must lead back to them. */
class LogOriginTest {
    private static final Pattern FRAME =
            Pattern.compile("  File \"(.*)\", line (\\d+)(?:, in (.*))?\n(?:    (?! *[\\^~])(.*)\n)?");

    @TempDir
    Path folder;

    static List<String> interpreters() {
        return Pythons.all();
    }

    private static Symptom symptom(String text) {
        List<Frame> frames = new ArrayList<>();
        Matcher matcher = FRAME.matcher(text);
        while (matcher.find()) {
            @Nullable String source = matcher.group(4);
            frames.add(new Frame(
                    matcher.group(1), Integer.parseInt(matcher.group(2)), "", source == null ? null : source.strip()));
        }
        assertThat(frames).as(text).isNotEmpty();
        return new Symptom(
                List.of(new Incident(new Failure.MissingModule("none", false), frames, List.of(), "", 1)), false);
    }

    private LogOrigin origin(String text) {
        return LogOrigin.of(symptom(text), folder.toString(), Pythons.machine(Map.of()));
    }

    /** Whether interpreter, version and every quoted line are those of this machine. */
    private static boolean ofThisMachine(LogOrigin origin) {
        return origin.executable().isPresent()
                && origin.absent().isEmpty()
                && origin.differing().isEmpty()
                && origin.agreeing() > 0;
    }

    @ParameterizedTest
    @MethodSource("interpreters")
    void theStandardLibraryTellsTheInterpreter(String python) throws IOException {
        Files.writeString(folder.resolve("x.py"), "import json\njson.loads('{')\n");
        Pythons.Ran ran = Pythons.run(List.of(python, "x.py"), folder, Map.of());
        LogOrigin origin = origin(ran.text());
        assertThat(ofThisMachine(origin)).as(ran.text()).isTrue();
        assertThat(real(origin.executable().orElseThrow())).isEqualTo(real(python));
        Pythons.Ran version = Pythons.run(
                List.of(python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"), folder, Map.of());
        assertThat(origin.feature()).isEqualTo(version.out());
    }

    /** The packages of an older Python, on the path of one that leaves lines out of what it quotes. */
    @ParameterizedTest
    @MethodSource("interpreters")
    void theFormOfATracebackTellsTheOldestPython(String python) throws IOException {
        Path packages = Files.createDirectories(folder.resolve("old/lib/python3.8/site-packages"));
        Files.createDirectories(folder.resolve("old/bin"));
        Files.createSymbolicLink(folder.resolve("old/bin/python"), Path.of(python));
        Files.writeString(folder.resolve("old/pyvenv.cfg"), "version = 3.8.1\n");
        Files.writeString(packages.resolve("zqclient.py"), "from os import (\n    path,\n    sep,\n    zqnone,\n)\n");
        Files.writeString(folder.resolve("x.py"), "import zqclient\n");
        Pythons.Ran ran = Pythons.run(List.of(python, "x.py"), folder, Map.of("PYTHONPATH", packages.toString()));
        Symptom symptom = Symptoms.in(ran.text());
        LogOrigin origin = LogOrigin.of(symptom, folder.toString(), Pythons.machine(Map.of()));
        boolean leavesOut = ran.text().contains("...<3 lines>...");
        Pythons.Ran recent =
                Pythons.run(List.of(python, "-c", "import sys; print(sys.version_info >= (3, 13))"), folder, Map.of());
        assertThat(leavesOut).as(ran.text()).isEqualTo(recent.out().equals("True"));
        assertThat(origin.atLeast()).isEqualTo(leavesOut ? "3.13" : "");
        assertThat(origin.prefix()).isEqualTo(leavesOut ? "" : folder + "/old");
    }

    private static Path real(String path) throws IOException {
        return Path.of(path).toRealPath();
    }

    @Test
    void anEnvironmentIsMeantRatherThanItsBase() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("v"));
        Path packages = Pythons.packages(venv.resolve("bin/python").toString(), folder);
        Files.writeString(packages.resolve("thing.py"), "import json\njson.loads('{')\n");
        Files.writeString(folder.resolve("x.py"), "import thing\n");
        String text =
                Pythons.run(List.of("v/bin/python", "x.py"), folder, Map.of()).text();
        assertThat(origin(text).executable())
                .contains(venv.resolve("bin/python").toString());
        assertThat(ofThisMachine(origin(text))).isTrue();
        Files.writeString(folder.resolve("x.py"), "import other\n");
        assertThat(ofThisMachine(origin(text))).isFalse();
        assertThat(origin(text).differing()).hasSize(1);
    }

    @Test
    void anotherMachineIsAVersionOnly() {
        LogOrigin origin = origin("""
                  File "/home/u/app/x.py", line 1, in <module>
                    import numpy
                  File "<frozen runpy>", line 198, in _run_module_as_main
                  File "/home/u/.local/lib/python3.13/site-packages/numpy/__init__.py", line 3, in <module>
                    from lib import x
                """);
        assertThat(ofThisMachine(origin)).isFalse();
        assertThat(origin.feature()).isEqualTo("3.13");
        assertThat(origin.atLeast()).isEqualTo("3.11");
        assertThat(origin.executable()).isEmpty();
        assertThat(origin.absent()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\Users\\u\\AppData\\Local\\Programs\\Python\\Python312\\Lib\\json\\decoder.py",
                "/Library/Frameworks/Python.framework/Versions/3.12/lib/python3.12/json/decoder.py",
                "/opt/python/lib/python3.12/site-packages/x/lib/python3/y.py",
                "/usr/lib64/python3.12/json/decoder.py",
                "/opt/t/lib/python3.12t/json/decoder.py"
            })
    void foldersOfOtherSystems(String file) {
        assertThat(LibraryFolder.of(file).orElseThrow().feature()).isEqualTo("3.12");
    }

    @Test
    void whatIsNoLibrary() {
        assertThat(LibraryFolder.of("/home/u/lib/pythonic/x.py")).isEmpty();
        assertThat(LibraryFolder.of("/home/u/lib/python-tools/x.py")).isEmpty();
        assertThat(LibraryFolder.of("x.py")).isEmpty();
        assertThat(LibraryFolder.of("/usr/lib/python3/dist-packages/yaml/__init__.py")
                        .orElseThrow()
                        .feature())
                .isEmpty();
    }

    /** Packages of an environment may be on the path of any Python, by PYTHONPATH for one. */
    @Test
    void packagesAloneShowNoPython() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("v"));
        Path packages = Pythons.packages(venv.resolve("bin/python").toString(), folder);
        Files.writeString(packages.resolve("thing.py"), "import nowhere_at_all\n");
        Files.writeString(packages.resolve("other.py"), "import json\njson.loads('{')\n");
        Files.writeString(folder.resolve("x.py"), "import thing\n");
        Files.writeString(folder.resolve("y.py"), "import other\n");
        for (String python : Pythons.all()) {
            Map<String, String> path = Map.of("PYTHONPATH", packages.toString());
            LogOrigin origin =
                    origin(Pythons.run(List.of(python, "x.py"), folder, path).text());
            assertThat(origin.shown()).as(python).isFalse();
            assertThat(origin.means()).isEqualTo(Means.HINT);
            LogOrigin library =
                    origin(Pythons.run(List.of(python, "y.py"), folder, path).text());
            if (!real(python).equals(real(Pythons.three()))) {
                assertThat(real(library.executable().orElseThrow()))
                        .as("its standard library tells which one ran")
                        .isEqualTo(real(python));
            }
        }
    }

    /** pytest leaves out its own frames, so a line of the standard library does not show that no environment ran. */
    @Test
    void ofARunOfTestsThePythonIsKnownWhereItIsNamed() {
        String python = Pythons.three();
        String library = Paths.join(Paths.parent(Paths.parent(python)), "lib");
        String frame = library + "/python3.99/importlib/__init__.py:9: in import_module\n";
        String report = "_________ ERROR collecting a.py _________\n" + frame
                + "E   ModuleNotFoundError: No module named 'x'\n";
        LogOrigin silent = LogOrigin.of(Symptoms.in(report), folder.toString(), Pythons.machine(Map.of()));
        assertThat(silent.shown()).isFalse();
        for (String line : List.of(
                "platform linux -- Python 3.99.1, pytest-9.0.0, pluggy-1.7.0 -- " + python,
                "[gw0] linux -- Python 3.99.1 " + python)) {
            LogOrigin named =
                    LogOrigin.of(Symptoms.in(line + "\n" + report), folder.toString(), Pythons.machine(Map.of()));
            assertThat(named.executable()).contains(python);
            assertThat(named.shown()).isTrue();
        }
        String plain = "platform linux -- Python 3.99.1, pytest-9.0.0, pluggy-1.7.0\n" + report;
        assertThat(LogOrigin.of(Symptoms.in(plain), folder.toString(), Pythons.machine(Map.of()))
                        .shown())
                .isFalse();
    }

    @Test
    void thePythonThatNumPyNamesIsTheOneThatRan() {
        String python = Pythons.three();
        LogOrigin origin = LogOrigin.of(Symptoms.in(numPy(python)), folder.toString(), Pythons.machine(Map.of()));
        assertThat(origin.executable()).contains(python);
        assertThat(origin.shown()).isTrue();
    }

    private static String numPy(String python) {
        return """
                Traceback (most recent call last):
                  File "/a/calc.py", line 1, in <module>
                    import numpy
                ImportError:

                IMPORTANT: PLEASE READ THIS FOR ADVICE ON HOW TO SOLVE THIS ISSUE!

                Please note and check the following:

                  * The Python version is: Python 3.13 from "%s"
                  * The NumPy version is: "2.4.6"

                Original error was: No module named 'numpy._core._multiarray_umath'
                """.formatted(python);
    }

    private LogOrigin told(String text) {
        return LogOrigin.of(Symptoms.in(text), project(), Pythons.machine(Map.of()));
    }

    private String project() {
        return folder.resolve("project").toString();
    }

    private Path program(String path) throws IOException {
        return Pythons.script(folder.resolve(path), "any bytes");
    }

    @Test
    void whatIsNoPythonByItsNameIsNone() throws IOException {
        assertThat(told(numPy(program("x/y").toString())).executable()).isEmpty();
    }

    /** Anybody can write a log, and lay an interpreter and a standard library where it says. */
    @Test
    void aPythonThatOnlyALogKnowsIsNotStarted() throws IOException {
        String python = program("x/bin/python3.13").toString();
        Path library = folder.resolve("x/lib/python3.13/json/__init__.py");
        Files.createDirectories(library.getParent());
        Files.writeString(library, "from .decoder import JSONDecoder\n");
        String frames = """
                Traceback (most recent call last):
                  File "%s", line 1, in <module>
                    from .decoder import JSONDecoder
                ModuleNotFoundError: No module named 'zq'
                """.formatted(library);
        for (String log : List.of(numPy(python), frames)) {
            LogOrigin origin = told(log);
            assertThat(origin.executable()).as("it is named").contains(python);
            assertThat(origin.startable(project(), Pythons.machine(Map.of())))
                    .as(log)
                    .isEmpty();
            assertThat(origin.started(project(), Pythons.machine(Map.of())))
                    .as(log)
                    .isEmpty();
        }
    }

    @Test
    void aPythonOfThisMachineAndItsEnvironmentsAreStarted() {
        String installed = Pythons.three();
        Path venv = Pythons.venv(installed, folder.resolve("elsewhere/v")).resolve("bin/python");
        for (String python : List.of(installed, venv.toString())) {
            assertThat(told(numPy(python)).startable(project(), Pythons.machine(Map.of())))
                    .contains(python);
        }
    }

    /** A link to an installed Python that takes its standard library from elsewhere runs what lies there. */
    @Test
    void anEnvironmentOfAnotherBaseIsNotStarted() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("elsewhere/v"));
        Path settings = venv.resolve("pyvenv.cfg");
        String good = Files.readString(settings);
        String log = numPy(venv.resolve("bin/python").toString());
        program("base/bin/python3.13");
        for (String home : List.of(folder + "/base/bin", "../base/bin", "")) {
            Files.writeString(settings, "HOME = " + home + "\n" + good);
            assertThat(told(log).startable(project(), Pythons.machine(Map.of())))
                    .as(home)
                    .isEmpty();
        }
        Files.writeString(settings, good);
        assertThat(told(log).startable(project(), Pythons.machine(Map.of()))).isPresent();
        Files.writeString(venv.resolve("bin/python._pth"), folder + "/base\n");
        assertThat(told(log).startable(project(), Pythons.machine(Map.of()))).isEmpty();
    }

    /** A log may name any line; looking for it must cost no more than the file is long. */
    @Test
    void aLineBehindTheEndOfTheFileDiffers() throws IOException {
        Files.writeString(folder.resolve("x.py"), "import json\n");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("  File \"x.py\", line ").append(999_999_999 - i).append(", in f\n    import json\n");
        }
        LogOrigin origin = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> origin(text.toString()));
        assertThat(origin.differing()).hasSize(100);
        assertThat(origin.agreeing()).isZero();
    }

    @Test
    void nothingIsNothing() {
        LogOrigin origin = LogOrigin.of(Symptom.NONE, "/", Pythons.machine(Map.of()));
        assertThat(ofThisMachine(origin)).isFalse();
        assertThat(origin.feature()).isEmpty();
    }
}

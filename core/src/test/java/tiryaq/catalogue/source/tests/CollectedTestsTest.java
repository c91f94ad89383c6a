package tiryaq.catalogue.source.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.OnlyThese;
import tiryaq.catalogue.RealRun;
import tiryaq.catalogue.source.ProgramCases;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;

/** A file of a library's name beside tests that pytest runs: what pytest 9.2 printed of it. */
class CollectedTestsTest extends ProgramCases {
    private static final String PRINTED = """

            ==================================== ERRORS ====================================
            _______________________ ERROR collecting tests/test_a.py _______________________
            ImportError while importing test module 'FOLDER/tests/test_a.py'.
            Hint: make sure your test modules/packages have valid Python names.
            Traceback:
            LIBRARY/importlib/__init__.py:LINE: in import_module
                return _bootstrap._gcd_import(name[level:], package, level)
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            tests/test_a.py:1: in <module>
                import zqweb.testing
            E   ModuleNotFoundError: No module named 'zqweb.testing'; 'zqweb' is not a package
            =========================== short test summary info ============================
            ERROR tests/test_a.py
            !!!!!!!!!!!!!!!!!!!! Interrupted: 1 error during collection !!!!!!!!!!!!!!!!!!!!
            1 error in 0.15s
            """;

    @BeforeEach
    void tests() throws IOException {
        program.library("zqweb/__init__.py", "");
        program.library("zqweb/testing.py", "");
        write("venv/bin/pytest", "#!" + program.python() + "\nfrom pytest import main\n");
        assertThat(folder.resolve("venv/bin/pytest").toFile().setExecutable(true))
                .isTrue();
        write("tests/test_a.py", "import zqweb.testing\n");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private Diagnosis answer(String... words) throws IOException {
        List<String> argv = new ArrayList<>(List.of(folder + "/venv/bin/pytest"));
        argv.addAll(List.of(words));
        LiveMachine machine = new LiveMachine(Pythons.variables(Map.of()), new Platform("linux", "x86_64"));
        String ask = "import importlib; print(importlib.__file__)";
        Path library = Path.of(Pythons.run(List.of(program.python(), "-c", ask), folder, Map.of())
                .out()
                .strip());
        int line =
                Files.readAllLines(library).indexOf("    return _bootstrap._gcd_import(name[level:], package, level)");
        String printed = PRINTED.replace("FOLDER", folder.toString())
                .replace("LIBRARY/importlib/__init__.py", library.toString())
                .replace("LINE", String.valueOf(line + 1));
        RealRun run = new RealRun(Command.of(argv, folder.toString()), machine, printed, 2);
        return run.examined(run.symptom(), new OnlyThese(machine, Set.of(program.python())))
                .answer();
    }

    private void shadowedBy(String file, String... words) throws IOException {
        Diagnosis answer = answer(words);
        assertThat(answer.cause()).isEqualTo("shadowed-module");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
        assertThat(answer.evidence())
                .contains(new Evidence.Shadow(
                        folder + "/" + file,
                        program.packages().resolve("zqweb/__init__.py").toString()));
    }

    @Test
    void besideTheTests() throws IOException {
        write("tests/zqweb.py", "");
        shadowedBy("tests/zqweb.py", "-q");
        write("pytest.ini", "[pytest]\naddopts = -ra\n");
        shadowedBy("tests/zqweb.py");
    }

    @Test
    void inTheRootThatAConftestPutsThere() throws IOException {
        write("zqweb.py", "");
        assertThat(answer().cause()).isEqualTo("unknown");
        write("conftest.py", "");
        shadowedBy("zqweb.py");
    }

    @Test
    void inTheRootThatAPackageOfTestsPutsThere() throws IOException {
        write("zqweb.py", "");
        write("tests/__init__.py", "");
        shadowedBy("zqweb.py");
    }

    @Test
    void inAFolderThatTheSettingsName() throws IOException {
        write("lib/zqweb.py", "");
        write("pyproject.toml", "[tool.pytest.ini_options]\npythonpath = [\"lib\"]\n");
        shadowedBy("lib/zqweb.py");
        write("pyproject.toml", "[tool.pytest]\npythonpath = [\"src\", \"lib\"]\n");
        shadowedBy("lib/zqweb.py");
        write("pyproject.toml", "[project]\nname = \"zqapp\"\n");
        assertThat(answer().cause()).isEqualTo("unknown");
        write("setup.cfg", "[metadata]\nname = zqapp\n[tool:pytest]\naddopts = -q\npythonpath =\n    src\n    lib\n");
        shadowedBy("lib/zqweb.py");
        write("tox.ini", "[pytest]\ntestpaths: tests\n");
        assertThat(answer().cause()).as("tox.ini is read before setup.cfg").isEqualTo("unknown");
        write("tox.ini", "[tox]\npythonpath = src\n[pytest]\npythonpath: src lib\n");
        shadowedBy("lib/zqweb.py");
        write(".pytest.ini", "[pytest]\n; pythonpath = lib\n");
        assertThat(answer().cause()).isEqualTo("unknown");
    }

    /** In the other modes nothing stands in front. */
    @Test
    void anotherImportMode() throws IOException {
        write("tests/zqweb.py", "");
        assertThat(answer("--import-mode=importlib").cause()).isEqualTo("unknown");
        write("pytest.ini", "[pytest]\naddopts = --import-mode=append\n");
        assertThat(answer().cause()).isEqualTo("unknown");
    }

    /** The same mode said aloud, and words that are not this option; of several the last counts. */
    @Test
    void theSameImportMode() throws IOException {
        write("tests/zqweb.py", "");
        shadowedBy("tests/zqweb.py", "--import-mode=prepend");
        shadowedBy("tests/zqweb.py", "--import-mode", "prepend");
        shadowedBy("tests/zqweb.py", "-k", "import-mode");
        assertThat(answer("--import-mode", "importlib").cause()).isEqualTo("unknown");
        assertThat(answer("--import-mode=prepend", "--import-mode=append").cause())
                .isEqualTo("unknown");
        write("pytest.ini", "[pytest]\naddopts = -q --import-mode=prepend\n");
        shadowedBy("tests/zqweb.py");
        assertThat(answer("--import-mode=importlib").cause()).isEqualTo("unknown");
        write("pytest.ini", "[pytest]\naddopts = --import-mode importlib\n");
        assertThat(answer().cause()).isEqualTo("unknown");
        shadowedBy("tests/zqweb.py", "--import-mode=prepend");
    }
}

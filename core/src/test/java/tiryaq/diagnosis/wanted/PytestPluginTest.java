package tiryaq.diagnosis.wanted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.catalogue.OnlyThese;
import tiryaq.catalogue.RealRun;
import tiryaq.catalogue.source.ProgramCases;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;

/** What pytest 9 prints of an option or a fixture that no plugin has brought to it. */
class PytestPluginTest extends ProgramCases {
    private static final String USAGE = "ERROR: usage: pytest [options] [file_or_dir] [file_or_dir] [...]";

    private String[] option(String words) {
        return new String[] {
            "import sys",
            "print('" + USAGE + "', file=sys.stderr)",
            "print('pytest: error: unrecognized arguments: " + words + "', file=sys.stderr)",
            "print('  inifile: " + folder + "/pyproject.toml', file=sys.stderr)",
            "print('  rootdir: " + folder + "', file=sys.stderr)",
            "sys.exit(4)"
        };
    }

    private String[] fixture(String name) {
        return new String[] {
            "print('''==================================== ERRORS ====================================",
            "___________________________ ERROR at setup of test_a ___________________________",
            "file " + folder + "/test_a.py, line 1",
            "  def test_a(" + name + "):",
            "E       fixture '" + name + "' not found",
            ">       available fixtures: cache, capfd, tmp_path",
            ">       use 'pytest --fixtures [testpath]' for help on them.",
            "",
            folder + "/test_a.py:1",
            "=========================== short test summary info ============================",
            "ERROR test_a.py::test_a",
            "=============================== 1 error in 0.05s ===============================''')",
            "raise SystemExit(1)"
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    requirements-dev.txt | pytest-cov>=4                                                     | --cov=pkg
                    requirements/test.txt | pytest_cov                                                       | --cov-report=xml
                    pyproject.toml       | [dependency-groups]\\Ndev = ["pytest-cov"]                        | --cov=pkg -q
                    pyproject.toml       | [tool.poetry.group.dev.dependencies]\\Npytest-cov = "^4"          | --no-cov
                    Pipfile              | [dev-packages]\\Npytest-cov = "*"                                 | --cov
                    tox.ini              | [testenv]\\Ndeps =\\N    pytest-cov                              | --cov=pkg
                    setup.py             | setup(extras_require={'dev': ['pytest-cov>=4']})                  | --cov=pkg
                    """)
    void anOptionOfWhatTheProjectNames(String file, String text, String words) throws Exception {
        Path declared = folder.resolve(file);
        Files.createDirectories(declared.getParent());
        Files.writeString(declared, text.replace("\\N", "\n") + "\n");
        Examined examined = examine(option(words));
        isMissing(examined, "pytest_cov", "pytest-cov");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().summary().toString()).contains(declared.toString());
    }

    @Test
    void aFixtureOfWhatTheProjectNames() throws Exception {
        Files.writeString(folder.resolve("requirements-test.txt"), "pytest\npytest-mock\n");
        isMissing(examine(fixture("mocker")), "pytest_mock", "pytest-mock");
        isMissing(examine(option("-n 4")), "nothing");
    }

    private static void isMissing(Examined examined, String none) {
        assertThat(examined.answer().cause()).as(none).isEqualTo("unknown");
        assertThat(examined.answer().distribution()).isNull();
    }

    /** What is declared in a remark is not declared, and of what is installed nobody knows why it does not help. */
    @Test
    void whatNobodyNamesIsNotSuggested() throws Exception {
        Files.writeString(folder.resolve("requirements.txt"), "# pytest-cov\npytest-mock\n");
        isMissing(examine(option("--cov=pkg")), "a remark");
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\nname = \"pytest-cov\"\n");
        isMissing(examine(option("--cov=pkg")), "the project itself");
        isMissing(examine(fixture("zqthing")), "a name that nobody knows");
        program.library(
                "pytest_mock-3.0.dist-info/METADATA", "Metadata-Version: 2.1", "Name: pytest-mock", "Version: 3.0");
        program.library("pytest_mock-3.0.dist-info/entry_points.txt", "[pytest11]", "pytest_mock = pytest_mock");
        Examined installed = examine(fixture("mocker"));
        isMissing(installed, "installed");
        assertThat(installed.answer().notes().toString()).contains("note.plugins", "names=pytest-mock");
    }

    @Test
    void whatTheProjectsOwnFileBringsIsItsOwn() throws Exception {
        Files.writeString(folder.resolve("requirements.txt"), "pytest-mock\n");
        Files.createDirectories(folder.resolve("tests"));
        Files.writeString(
                folder.resolve("tests/conftest.py"), "import pytest\n@pytest.fixture\ndef mocker():\n    return 1\n");
        assertThat(examine(fixture("mocker")).answer().cause()).isEqualTo("not-an-environment-failure");
    }

    /** Of programs of one's own, whose usage is another. */
    @Test
    void anOptionOfAnotherProgramIsNotPytests() throws Exception {
        Files.writeString(folder.resolve("requirements.txt"), "pytest-cov\n");
        Examined examined = examine("import argparse", "argparse.ArgumentParser().parse_args(['--cov=pkg'])");
        assertThat(examined.answer().cause()).isEqualTo("not-an-environment-failure");
    }

    @Test
    void aPluginOfAnotherEnvironmentWhoseSourceBringsIt() throws Exception {
        Pythons.venv(Pythons.three(), folder.resolve(".venv"));
        String python = folder.resolve(".venv/bin/python").toString();
        FailingProgram other = new FailingProgram(folder, python, Pythons.packages(python, folder));
        for (String name : List.of("pytest", "zqplug")) {
            other.library(name + "-1.dist-info/METADATA", "Metadata-Version: 2.1", "Name: " + name, "Version: 1");
            other.library(name + "-1.dist-info/RECORD", name + "/__init__.py,,", name + "-1.dist-info/METADATA,,");
            other.library(name + "/__init__.py", "");
        }
        other.library("zqplug-1.dist-info/entry_points.txt", "[pytest11]", "zqplug = zqplug.plugin");
        other.library(
                "zqplug/plugin.py",
                "import pytest",
                "def pytest_addoption(parser):",
                "    parser.getgroup('zq').addoption('--zq-depth', type=int)",
                "@pytest.fixture",
                "def zqthing():",
                "    return 1");
        for (String[] lines : List.of(option("--zq-depth=3"), fixture("zqthing"))) {
            RealRun run = program.run(String.join("\n", lines) + "\n");
            Examined examined =
                    run.examined(run.symptom(), new OnlyThese(run.machine(), Set.of(program.python(), other.python())));
            assertThat(examined.answer().cause()).isEqualTo("other-interpreter");
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
            assertThat(Objects.requireNonNull(examined.answer().distribution())).isEqualTo("zqplug");
        }
    }
}

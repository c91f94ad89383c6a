package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.RealRun;
import tiryaq.diagnosis.Certainty;

/** Test runs that have nothing to run, since a module is missing without which whole files are skipped. */
class SkippedTestsTest extends ProgramCases {
    private Examined tested(String... arguments) throws Exception {
        // What pytest prints and ends with when all it collects is skipped.
        program.library("pytest/__init__.py", "");
        program.library(
                "pytest/__main__.py",
                "import sys",
                "print('collected 0 items / 2 skipped\\n\\n=== 2 skipped in 0.01s ===')",
                "sys.exit(5)");
        List<String> argv = new java.util.ArrayList<>(List.of(program.python(), "-m", "pytest"));
        argv.addAll(List.of(arguments));
        return RealRun.of(argv, folder, Map.of("PYTHONNOUSERSITE", "1")).examined();
    }

    @Test
    void namesWhatTheFilesAskFor() throws Exception {
        Files.createDirectories(folder.resolve("tests/deep"));
        Files.writeString(
                folder.resolve("tests/test_one.py"),
                "import pytest\nyaml = pytest.importorskip(\"yaml\", reason='no settings')\n");
        Files.writeString(
                folder.resolve("tests/deep/test_two.py"),
                "from pytest import importorskip\nimportorskip('json')\nimportorskip('requests')\n");
        for (String[] arguments : new String[][] {{}, {"-q", "tests"}, {"tests/test_one.py", "tests/deep"}}) {
            Examined examined = tested(arguments);
            List<String> modules = new java.util.ArrayList<>(
                    List.of(String.valueOf(examined.answer().module())));
            examined.beside()
                    .forEach(each -> modules.add(String.valueOf(each.answer().module())));
            assertThat(modules).containsExactlyInAnyOrder("yaml", "requests");
            assertThat(examined.answer().cause()).isEqualTo("distribution-missing");
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        }
        assertThat(tested("tests/test_one.py::test").answer().module()).isEqualTo("yaml");
    }

    @Test
    void skipsForAnotherReason() throws Exception {
        Files.writeString(
                folder.resolve("test_three.py"), "import pytest\npytest.skip('not here', allow_module_level=True)\n");
        assertThat(tested().ownFailure()).isTrue();
    }
}

package tiryaq.catalogue.source.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.RealRun;
import tiryaq.catalogue.source.ProgramCases;
import tiryaq.command.Command;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.candidates.Candidates;

/** Programs that take folders off their own search path, and then import in vain what lies there or nowhere. */
class TakenPathTest extends ProgramCases {
    @BeforeEach
    void installed() throws IOException {
        program.library("zqfetch/__init__.py", "VALUE = 1");
        program.library("zqfetch-1.0.dist-info/METADATA", "Metadata-Version: 2.1", "Name: zqfetch", "Version: 1.0");
        program.library("zqfetch-1.0.dist-info/RECORD", "zqfetch/__init__.py,,", "zqfetch-1.0.dist-info/RECORD,,");
    }

    private void own(Examined examined, String file, int line, String statement) {
        assertThat(examined.answer().cause())
                .as(examined.patient().incident().words())
                .isEqualTo("not-an-environment-failure");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        Map<String, String> places = examined.answer().summary().places();
        assertThat(places)
                .containsEntry("path", file.startsWith("<") ? file : folder + "/" + file)
                .containsEntry("line", String.valueOf(line))
                .containsEntry("entry", program.packages().toString());
        assertThat(places.get("statement")).contains(statement);
        assertThat(Candidates.of(
                        examined,
                        Command.of(List.of(program.python(), "ask.py"), folder.toString()),
                        each -> List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sys.path = [p for p in sys.path if 'site-packages' not in p]",
                "sys.path[:] = [p for p in sys.path if 'site-packages' not in p]",
                "sys.path.remove([p for p in sys.path if 'site-packages' in p][0])",
                "del sys.path[-1]",
                "sys.path.pop()",
                "sys.path.clear()",
                "sys.meta_path.clear()",
            })
    void whatIsInstalledAndNoLongerSearched(String statement) throws IOException, InterruptedException {
        own(examine("import sys", statement, "import zqfetch"), "ask.py", 2, statement);
    }

    @Test
    void inAModuleOfTheProjectsOwnThatWasLoadedBefore() throws IOException, InterruptedException {
        String takes = "sys.path[:] = [p for p in sys.path if 'site-packages' not in p]\n";
        Files.createDirectories(folder.resolve("zqown"));
        Files.writeString(folder.resolve("zqown/__init__.py"), "from . import clean\n");
        Files.writeString(folder.resolve("zqown/clean.py"), "import sys\n" + takes);
        own(examine("import zqown", "import zqfetch"), "zqown/clean.py", 2, "sys.path[:]");
        Files.writeString(folder.resolve("zqown/clean.py"), "import sys\ndef isolate():\n    " + takes);
        own(examine("from zqown.clean import isolate", "isolate()", "import zqfetch"), "zqown/clean.py", 3, "[:]");
    }

    @Test
    void byAFunctionOfAnotherFileThatIsGivenThePath() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("zqclean.py"), "def strip(path):\n    path.pop()\n");
        own(
                examine("import sys", "from zqclean import strip", "strip(sys.path)", "import zqfetch"),
                "ask.py",
                3,
                "strip(sys.path)");
    }

    @Test
    void onTheCommandLine() throws IOException, InterruptedException {
        String code = "import sys; sys.path.clear(); import zqfetch";
        own(
                RealRun.of(List.of(program.python(), "-c", code), folder, Map.of())
                        .examined(),
                "<string>",
                1,
                "sys.path.clear()");
    }

    /** What goes on as another process is another Python, or one with other options. */
    @Test
    void aProgramThatBecomesAnother() throws IOException, InterruptedException {
        String again = "os.execv(sys.executable, [sys.executable, '-S', __file__, 'again'])";
        String[] begin = {"import os, sys", "if 'again' not in sys.argv:", "    " + again};
        own(examine(begin[0], begin[1], begin[2], "import zqfetch"), "ask.py", 3, "os.execv");
        Examined examined = examine(begin[0], begin[1], begin[2], "import yaml");
        assertThat(examined.answer().certainty()).isNotEqualTo(Certainty.PROVED);
    }

    @Test
    void beforeTheProgramBegins() throws IOException, InterruptedException {
        String takes = "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p]";
        Files.createDirectories(folder.resolve("start"));
        Files.writeString(folder.resolve("start/sitecustomize.py"), takes + "\n");
        Files.writeString(folder.resolve("ask.py"), "import zqfetch\n");
        Map<String, String> set = Map.of("PYTHONPATH", folder + "/start");
        List<String> argv = List.of(program.python(), folder + "/ask.py");
        own(RealRun.of(argv, folder, set).examined(), "start/sitecustomize.py", 1, "sys.path[:]");
        Files.writeString(folder.resolve("ask.py"), "import yaml\n");
        assertThat(RealRun.of(argv, folder, set).examined().answer().certainty())
                .isEqualTo(Certainty.LIKELY);
        program.library("zqstart.pth", takes);
        Files.writeString(folder.resolve("ask.py"), "import zqfetch\n");
        String file =
                folder.relativize(program.packages().resolve("zqstart.pth")).toString();
        own(RealRun.of(argv, folder, Map.of()).examined(), file, 1, "sys.path[:]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sys.path = [p for p in sys.path if 'zq' not in p]", "del sys.path[0]", "sys.path.clear()"})
    void whatIsNowhereIsNotProved(String statement) throws IOException, InterruptedException {
        Examined examined = examine("import sys", statement, "import yaml");
        isMissing(examined, "yaml", "PyYAML");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().notes()).extracting(Say::key).contains("note.own-path");
    }

    /** A finder of the program's own that refuses a module: nothing that is installed changes that. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "        if name == 'yaml': ",
                "        if name == 'yaml':\n            ",
                "        name != 'yaml' or exit; "
            })
    void whatAFinderOfItsOwnRefuses(String condition) throws IOException, InterruptedException {
        String refuse = condition + "raise ModuleNotFoundError(f'No module named {name!r}', name=name)";
        Examined examined = examine(
                "import sys",
                "class Refusing:",
                "    def find_spec(self, name, path=None, target=None):",
                refuse,
                "sys.meta_path.insert(0, Refusing())",
                "import yaml");
        assertThat(examined.ownFailure())
                .as(examined.patient().incident().words())
                .isTrue();
    }

    /** Near misses: a function that nobody calls, what comes after the line, and what only puts back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\ndef never():\n    sys.path.clear()\nimport yaml",
                "import sys\nimport yaml\nsys.path.clear()",
                "import sys\nsys.path.insert(0, 'a')\nsys.path.pop(0)\nimport yaml",
                "import os\nos.chdir('/')\nimport yaml",
            })
    void whatTakesNothingIsStillProved(String text) throws IOException, InterruptedException {
        Examined examined = examine(text);
        isMissing(examined, "yaml", "PyYAML");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
    }

    /** Python means a relative entry in the folder in which it stands when it first looks there. */
    @Test
    void aRelativeEntryOfAProgramThatGoesElsewhere() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("zqlib"));
        Files.writeString(folder.resolve("zqlib/zqhelp.py"), "VALUE = 1\n");
        Examined gone = examine("import os, sys", "sys.path.insert(0, 'zqlib')", "os.chdir('/')", "import zqhelp");
        assertThat(gone.answer().cause()).isEqualTo("not-an-environment-failure");
        assertThat(gone.answer().summary().places())
                .containsEntry("line", "3")
                .containsEntry("statement", "os.chdir('/')")
                .containsEntry("entry", folder + "/zqlib");
    }
}

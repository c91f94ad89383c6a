package tiryaq.catalogue.source.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Pythons;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;

/** Folders that source adds to the search path, against what a real interpreter then searches. */
class PathAdditionTest {
    private static final String SHOW = "\nimport sys\nfor each in sys.path: print('PATH', type(each).__name__, each)\n";

    @TempDir
    Path room;

    private Path job = Path.of("");

    @BeforeEach
    void job() throws IOException {
        job = Files.createDirectories(room.toRealPath().resolve("tree/job"));
    }

    private List<PathAddition> read(String text) throws IOException {
        Path script = Files.writeString(job.resolve("main.py"), text);
        LiveMachine machine = new LiveMachine(Pythons.variables(Map.of("HOME", "/h")), new Platform("linux", "x86_64"));
        int line = (int) text.lines().count() + 1;
        return PathReader.before(machine.source(script.toString()), script.toString(), line, job.toString(), machine)
                .additions();
    }

    /** The whole path of a program without the text, after what was read of it. */
    private List<String> put(List<PathAddition> read) throws IOException {
        List<String> all = new ArrayList<>(run("pass\n"));
        for (PathAddition each : read) {
            if (!each.once() || !all.contains(each.folder())) {
                all.add(each.index(all.size()), each.folder());
            }
        }
        return all;
    }

    private List<String> run(String text) throws IOException {
        Path script = Files.writeString(job.resolve("main.py"), text + SHOW);
        Pythons.Ran ran = Pythons.run(List.of(Pythons.three(), script.toString()), job, Map.of("HOME", "/h"));
        assertThat(ran.exit()).as(ran.text()).isZero();
        List<String> paths = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            // What is no text Python passes over.
            if (line.startsWith("PATH str ")) {
                paths.add(job.resolve(line.substring("PATH str ".length()))
                        .normalize()
                        .toString());
            }
        }
        return paths;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nsys.path.insert(0, 'vendor')",
                "import sys; sys.path.append(\"/opt/no/such\")",
                "import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'vendor'))",
                "import os, sys\nHERE = os.path.dirname(__file__)\nsys.path.append(os.path.join(HERE, '..', 'libs'))",
                "import sys\nfrom os.path import dirname, join, realpath\nsys.path.insert(1, join(dirname(dirname(realpath(__file__))), 'a b'))",
                "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).resolve().parent / 'vendor' / 'deep'))",
                "import sys, pathlib\nROOT = pathlib.Path(__file__).resolve().parents[1]\nsys.path.append(str(ROOT / 'third'))",
                "import sys, pathlib\nROOT = pathlib.Path(__file__).parent\nsys.path += [f'{ROOT}/third']",
                "import sys, os\nsys.path[0:0] = [os.getcwd() + '/x']",
                "import sys, os\nsys.path.extend([os.path.expanduser('~/packs'),\n    ])",
                "import sys, os\nLIB = os.path.join(  # here\n    os.path.dirname(__file__),\n    'vendor',\n)\nif LIB not in sys.path:\n    sys.path.insert(0, LIB)",
                "import sys\nfrom pathlib import Path\nsys.path.insert(0, Path(__file__).parent.joinpath('v').as_posix())",
                "import sys\nfrom pathlib import Path\nsys.path.insert(0, Path('vendor'))",
                "import sys\nsys.path.insert(0, 'a')\nsys.path.insert(0, 'b')\nsys.path.append('c')",
                "import sys\nsys.path.insert(0, 'a'); sys.path.insert(0, 'b'); sys.path.append('c')",
                "import sys\nsys.path.insert(2, 'a')\nsys.path.insert(99, 'b')\nsys.path.insert(-1, 'c')",
                "import sys\nsys.path.insert(-2, 'a')\nsys.path[1:1] = ['b', 'c']\nsys.path[0:0] = ('d',)",
                "import sys\nsys.path = ['a', 'b'] + sys.path\nsys.path = sys.path + ['c', 'd']",
                "import sys\nsys.path.extend(['a', 'b'])\nsys.path += ('c', 'd')\nsys.path+=['e']",
                "import sys\nsys.path . insert (0, 'a')  # sys.path.insert(0, 'no')",
                "import sys; sys.path.insert(0, 'a # b'); x = \"sys.path.insert(0, 'no')\"; sys.path.append('c;d')",
                "import sys, os\nHERE = os.path.dirname(os.path.abspath(__file__))\nsys.path.insert(0, HERE)",
                "import sys, os\nHERE = os.path.abspath('x')\nos.chdir('/')\nsys.path.insert(0, HERE)",
                "import site\nsite.addsitedir('/')\nsite.addsitedir('/')",
                "import sys\n# sys.path.insert(0, 'vendor')",
                "import sys\n'''\nsys.path.insert(0, 'vendor')\n'''",
                "import sys\ndef never():\n    sys.path.insert(0, 'vendor')",
            })
    void asPythonDoes(String text) throws IOException {
        List<PathAddition> read = read(text);
        assertThat(put(read)).isEqualTo(run(text));
        assertThat(read).allMatch(PathAddition::sure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nif len(sys.argv) > 9:\n    sys.path.insert(0, 'vendor')",
                "import sys\ntry:\n    import zq_nowhere\nexcept ImportError:\n    sys.path.insert(0, 'vendor')",
                "import sys\ndef set_up():\n    sys.path.insert(0, 'vendor')\nset_up()",
                "import os, sys\nos.chdir('/')\nsys.path.insert(0, 'vendor')",
                "import os, sys\nsys.path.insert(0, 'vendor')\nos.chdir('/')",
                "import sys\nif len(sys.argv) > 9: sys.path.insert(0, 'vendor')",
                "import sys\nlen(sys.argv) > 9 and sys.path.insert(0, 'vendor')",
                "import sys\nsys.path.insert(0, 'vendor') if len(sys.argv) > 9 else None",
                "import sys\nadd = lambda: sys.path.insert(0, 'vendor')",
                "import sys\nif '' not in sys.path:\n    sys.path.insert(0, 'vendor')",
                "import sys\nsys.path.insert(0, 'vendor')\nsys.path.pop(0)",
                "import sys\nsys.path.insert(0, 'vendor')\ndel sys.path[0]",
                "import sys\nsys.path.insert(0, 'vendor')\nsys.path[:] = sys.path[1:]",
                "import os, sys\nsys.path.insert(0, os.environ['HOME'])\nsys.path.insert(1, 'vendor')",
            })
    void whatAnythingElseDecidesIsNotSure(String text) throws IOException {
        assertThat(read(text)).hasSize(1).noneMatch(PathAddition::sure);
    }

    /** The program stands elsewhere by then, so that what is read here is another folder. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sys.path.insert(0, os.getcwd())",
                "sys.path.insert(0, os.path.abspath('x'))",
                "sys.path.insert(0, os.getcwd() + '/x')",
                "sys.path.insert(0, f'{os.getcwd()}/x')",
                "sys.path.insert(0, str(pathlib.Path.cwd() / 'x'))",
                "sys.path.insert(0, str(pathlib.Path('x').absolute()))",
            })
    void whatHangsOnAFolderThatTheProgramHasLeft(String text) throws IOException {
        String moving = "import os, pathlib, sys\nos.chdir('/')\n" + text;
        assertThat(put(read(moving))).isNotEqualTo(run(moving));
        assertThat(read(moving))
                .hasSize(1)
                .allMatch(each -> each.place() == PathAddition.Place.UNKNOWN)
                .noneMatch(PathAddition::sure);
        String staying = "import os, pathlib, sys\n" + text;
        assertThat(put(read(staying))).isEqualTo(run(staying));
        assertThat(read(staying)).hasSize(1).allMatch(PathAddition::sure);
    }

    /** What is worked out while the program runs is no literal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os, sys\nsys.path.insert(0, os.environ['VENDOR'])",
                "import sys\nfor each in ('a', 'b'):\n    sys.path.insert(0, each)",
                "import sys\nhere = 'a'\nhere = 'b'\nsys.path.insert(0, here)",
                "import sys\nsys.path.insert(0, __file__.replace('main.py', 'a'))",
                "import sys\nsys.path.remove('a')",
                "import sys\nsys.path.insert(0, '%s/a' % 'b')",
                "import sys\nsys.path.insert(0, 'a' if sys.argv else 'b')",
            })
    void nothingElseIsRead(String text) throws IOException {
        assertThat(read(text)).isEmpty();
    }

    /** Each level has thirty times the names of the one before. */
    @Test
    void namesThatStandForEachOtherEndSomewhere() throws IOException {
        StringBuilder text = new StringBuilder("import sys\na0 = 'x'\n");
        for (int i = 1; i < 8; i++) {
            text.append("a").append(i).append(" = a").append(i - 1);
            text.append((" + a" + (i - 1)).repeat(29)).append('\n');
        }
        assertThat(read(text + "sys.path.insert(0, a7)\n")).isEmpty();
        assertThat(read(text + "sys.path.insert(0, a1)\n"))
                .extracting(PathAddition::folder)
                .containsExactly(job + "/" + "x".repeat(30));
    }

    @Test
    void whatComesAfterTheLineIsNotYetThere() throws IOException {
        String text = "import sys\nimport late\nsys.path.insert(0, 'vendor')\n";
        Path script = Files.writeString(job.resolve("main.py"), text);
        LiveMachine machine = new LiveMachine(Pythons.variables(Map.of()), new Platform("linux", "x86_64"));
        assertThat(PathReader.before(machine.source(script.toString()), script.toString(), 2, job.toString(), machine)
                        .additions())
                .isEmpty();
    }

    @Test
    void withinAFunctionBeforeItsOwnImport() throws IOException {
        String text = "def main():\n    import sys\n    sys.path.insert(0, 'vendor')\n    import late\nmain()\n";
        Path script = Files.writeString(job.resolve("main.py"), text);
        LiveMachine machine = new LiveMachine(Pythons.variables(Map.of()), new Platform("linux", "x86_64"));
        assertThat(PathReader.before(machine.source(script.toString()), script.toString(), 4, job.toString(), machine)
                        .additions())
                .containsExactly(new PathAddition(job + "/vendor", 0, 3, false, PathAddition.Place.RELATIVE, true));
    }
}

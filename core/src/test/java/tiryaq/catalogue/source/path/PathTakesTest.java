package tiryaq.catalogue.source.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Pythons;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;

/** Statements that take from the search path, against whether a real interpreter still searches all that it did. */
class PathTakesTest {
    private static final String BEFORE = "import sys\n_before = list(sys.path)\n";
    private static final String AFTER = "\nimport sys\nprint('TAKEN', not set(_before) <= set(sys.path))\n";

    @TempDir
    Path room;

    private Path job = Path.of("");

    @BeforeEach
    void job() throws IOException {
        job = Files.createDirectories(room.toRealPath().resolve("job"));
    }

    private List<PathTaking> read(String text) {
        LiveMachine machine = new LiveMachine(Pythons.variables(Map.of()), new Platform("linux", "x86_64"));
        return PathReader.before(text, job + "/main.py", Integer.MAX_VALUE, job.toString(), machine)
                .takings();
    }

    private boolean taken(String text) throws IOException {
        Path script = Files.writeString(job.resolve("main.py"), BEFORE + text + AFTER);
        Pythons.Ran ran = Pythons.run(List.of(Pythons.three(), script.toString()), job, Map.of());
        assertThat(ran.out()).as(ran.text()).contains("TAKEN");
        return ran.out().contains("TAKEN True");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nsys.path = [p for p in sys.path if 'lib' not in p]",
                "import sys\nsys.path[:] = [p for p in sys.path if 'lib' not in p]",
                "import sys\nsys.path[:] = []",
                "import sys\nsys.path[0] = '/opt'",
                "import sys\nsys.path[1:3] = ['/opt']",
                "import sys\nsys.path.remove(sys.path[1])",
                "import sys\nsys.path.pop()",
                "import sys; sys.path.pop(0)",
                "import sys\nsys.path.clear()",
                "import sys\ndel sys.path[1:]",
                "import sys\ndel sys.path[0]",
                "import sys\nsys.path = list(filter(lambda p: 'lib' not in p, sys.path))",
                "import sys\nsys.path = ['/opt']",
                "import sys\nsys.path *= 0",
                "import sys as system\nsystem.path.clear()",
                "from sys import path\npath.clear()",
                "from sys import path as where, argv\ndel where[:]",
                "import sys\nwhere = sys.path\nwhere[:] = where[:1]",
                "import sys\ndef strip(paths):\n    del paths[1:]\nstrip(sys.path)",
                "import sys\nsetattr(sys, 'path', [])",
                "import sys\nfrom unittest import mock\nmock.patch('sys.path', []).start()",
                "import sys\nif len(sys.argv) > 0:\n    sys.path.clear()",
                "import sys\nfor each in list(sys.path):\n    if 'lib' in each: sys.path.remove(each)",
                "import sys\nsys.path.insert(0, 'a')\nsys.path.pop(0)\nsys.path.pop(0)",
                "import sys\nsys.path, other = [], 1",
                "import sys\nsearch = sys.path\nsearch[:] = []",
                "import sys\nprint(':('); sys.path = []",
                "import sys\nprint(')', '['); sys.path[:] = ['('] # )",
                "import sys\nsys.path = [each for each in [*sys.path] if 'lib' not in each]",
                "import sys\nsys.path = [] if sys.argv else [] + sys.path",
                "import sys\nsys.path = list(sys.path) and list([])",
                "import sys\ndef strip(first, paths=()):\n    paths.clear()\nstrip(1, paths=sys.path)",
                "import sys\ndef strip(paths): paths.pop()\ndef go(where):\n    strip(where)\ngo(sys.path)",
                "import sys\nsetattr(sys, 'path', sys.path[:1])",
                "import sys\nfrom unittest import mock\nmock.patch.object(sys,\n    \"path\", []).start()",
            })
    void whatTakes(String text) throws IOException {
        assertThat(taken(text)).isTrue();
        assertThat(read(text)).isNotEmpty().noneMatch(PathTaking::leaves);
    }

    /** Reading it, adding to it, and taking away what was added. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nprint(sys.path, len(sys.path), sys.path[0], '/x' in sys.path)",
                "import sys\nfor each in sys.path:\n    print(each)",
                "import sys\nsys.path.insert(0, 'a')\nsys.path.append('b')\nsys.path += ['c']\nsys.path[0:0] = ['d']",
                "import sys\nsys.path[len(sys.path):] = ['d']",
                "import sys\nsys.path = ['a'] + sys.path + ['b']",
                "import sys\nsys.path = ['a', *sys.path]\nsys.path[:] = [*sys.path, 'b']",
                "import os, sys\nsys.path = [os.environ.get('HOME', '')] + sys.path",
                "import sys\nsys.path = list(dict.fromkeys(sys.path))",
                "import sys\nsys.path.insert(0, 'a')\nsys.path.pop(0)",
                "import sys\nsys.path.insert(0, 'a')\ntry:\n    pass\nfinally:\n    del sys.path[0]",
                "import sys\nsys.path.append('a')\nsys.path.remove('a')",
                "import sys\nsaved = sys.path[:]\nsys.path.insert(0, 'a')\nsys.path[:] = saved",
                "import sys\nsaved = list(sys.path)\nsys.path.append('a')\nsys.path = saved",
                "import sys\nsys.path.sort()\nsys.path.reverse()",
                "import os, sys\nprint(os.pathsep.join(sys.path))\nkept = dict(path=sys.path)",
                "import sys\ndef path(x): pass\npath(x=1)\npath = 3",
                "import sys\nprint('sys.path.clear()')  # sys.path.clear()",
                "import sys\nsys.path_importer_cache.clear()",
                "import sys\nwhere = sys.path\nwhere.append('a')",
                "import sys\nsearch = sys.path; print(len(search))",
                "import sys\nsearch = sys.path\nsys.path = search\nsys.path = search + ['a']",
                "'''Not mock.patch(\"sys.path\", []).'''\nimport sys",
                "import sys\nsetattr(sys, 'other', 1)  # setattr(sys, 'path', [])",
                "import sys\nprint('''setattr(sys, 'path', [])''')\nsetattr(sys, 'other', '(sys, \"path\", [])')",
                "import sys\nsetattr(sys, 'path', ['a'] + sys.path)",
                "import sys\nextra = ['a']\nsys.path = list(sys.path) + list(extra)",
                "import sys\nextra = ['a']\nsys.path = list(extra) + list(sys.path)",
                "import sys\nsys.path = (['a'] +\n    sys.path)",
                "import sys\nsys.path = sorted(sys.path, key=len)",
                "import sys\ndef iter_modules(paths):\n    return [each for each in paths]\niter_modules(sys.path)",
                "import sys\nfrom pkgutil import iter_modules\nlist(iter_modules(sys.path))",
                "import sys\nlog = lambda *said: None\nlog('(', sys.path)",
                "import sys\ndef cut(paths):\n    paths = list(paths)\n    paths.clear()\ncut(sys.path)",
                "import sys\ndef cut(paths, other):\n    other.clear()\ncut(sys.path, [])",
                "import sys\ndef cut(paths):\n    if paths:\n        return cut([])\n    return paths\ncut(sys.path)",
                "import sys\npath = sys.path\ndef cut(path):\n    path.clear()\ncut([])",
                "import sys\nsys.meta_path = [sys.meta_path[0]] + sys.meta_path",
                "import sys\nsys.meta_path.append(sys.meta_path[0])",
            })
    void whatLeavesAllThatWasThere(String text) throws IOException {
        assertThat(taken(text)).isFalse();
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nsys.meta_path.clear()",
                "import sys\nsys.path_hooks[:] = []",
                "import sys\ndel sys.meta_path[-1]",
                "import sys\nsys.meta_path = []",
            })
    void whatTakesTheFinders(String text) {
        assertThat(read(text)).hasSize(1).noneMatch(PathTaking::leaves);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os\nos.chdir('/')",
                "from os import chdir\nchdir('/')",
                "from os import getcwd, chdir as go\ngo('/')",
                "import os as system\nsystem.chdir('/')",
                "import contextlib\nwith contextlib.chdir('/'):\n    pass",
            })
    void whatOnlyLeavesTheFolder(String text) {
        assertThat(read(text)).hasSize(1).allMatch(PathTaking::leaves);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os\nos.execv('/bin/true', ['true'])",
                "from os import execvp as go\ngo('true', ['true'])",
            })
    void whatGoesOnAsAnotherProcess(String text) {
        assertThat(read(text)).hasSize(1).noneMatch(PathTaking::leaves);
    }

    /** What only has such a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os\nclass Far:\n    def chdir(self, x): pass\nsftp = Far()\nsftp.chdir('/x')",
                "import os\nos.execution = print\nos.execution('x')",
                "import os\ndef chdir(x): pass\nchdir('/')\nmychdir = chdir\nmychdir('/')",
            })
    void whatNeitherLeavesNorBecomesAnything(String text) throws IOException {
        assertThat(taken(text)).isFalse();
        assertThat(read(text)).isEmpty();
    }
}

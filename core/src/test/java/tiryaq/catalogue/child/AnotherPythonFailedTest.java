package tiryaq.catalogue.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.OnlyThese;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Means;
import tiryaq.command.Pythons;
import tiryaq.command.Unresolved;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;

/** Of two Pythons the one is judged that failed, and not the one that the user had started. Run by real ones. */
class AnotherPythonFailedTest {
    @TempDir
    Path folder;

    private Path outer;
    private Path inner;

    @BeforeEach
    void environments() throws IOException {
        folder = folder.toRealPath();
        outer = Pythons.venv(Pythons.three(), folder.resolve("outer")).resolve("bin/python");
        inner = Pythons.venv(Pythons.three(), folder.resolve("inner")).resolve("bin/python");
        Files.writeString(folder.resolve("child.py"), "import yaml\n");
        Files.createDirectories(folder.resolve("part"));
        Files.writeString(folder.resolve("part/__init__.py"), "");
        Files.writeString(folder.resolve("part/__main__.py"), "import yaml\n");
        Files.createDirectories(folder.resolve("below"));
        Files.writeString(folder.resolve("below/deep.py"), "import yaml\n");
        Pythons.script(folder.resolve("plug"), "#!" + inner + "\nimport yaml\n");
    }

    private Examined examined(String text) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("program.py"), text.replace("INNER", inner.toString()));
        RealRun run = RealRun.of(List.of(outer.toString(), "program.py"), folder, Map.of("PYTHONNOUSERSITE", "1"));
        assertThat(run.code()).as(run.printed()).isNotZero();
        return run.examined(run.symptom(), new OnlyThese(run.machine(), Set.of(outer.toString(), inner.toString())));
    }

    private static void ranBy(Examined examined, Path python, Means means) {
        assertThat(examined.answer().evidence())
                .as("%s", examined.answer())
                .filteredOn(Evidence.Ran.class::isInstance)
                .containsExactly(new Evidence.Ran(
                        python.toString(),
                        examined.patient()
                                .environment()
                                .orElseThrow()
                                .interpreter()
                                .version()
                                .toString(),
                        means.word()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os\nraise SystemExit(os.system('INNER child.py') >> 8)\n",
                "import os\nraise SystemExit(os.system('cd . && INNER child.py') >> 8)\n",
                "import subprocess, sys\nr = subprocess.run(['INNER', 'child.py'])\nsys.exit(r.returncode)\n",
                "import subprocess, sys\nsys.exit(subprocess.call(['INNER', '-W', 'ignore', 'child.py', sys.argv[0]]))\n",
                "import subprocess, sys\nsys.exit(subprocess.call(['INNER', '-m', 'part']))\n",
                "import subprocess, sys\nsys.exit(subprocess.call(['INNER', 'deep.py'], cwd='below'))\n",
                "import subprocess, sys\nsys.exit(subprocess.call(['INNER', '-c', 'import yaml']))\n",
                "import subprocess, sys\nsys.exit(subprocess.call('./plug', shell=True))\n",
                "import subprocess, sys\nsys.exit(subprocess.call(['./plug']))\n",
                "import os\nos.execv('INNER', ['python3', 'child.py'])\n",
                "import os\nraise SystemExit(os.spawnv(os.P_WAIT, 'INNER', ['python3', 'child.py']))\n",
                "import helper\n",
                """
                import asyncio
                async def main():
                    p = await asyncio.create_subprocess_exec('INNER', 'child.py', stderr=asyncio.subprocess.PIPE)
                    _, err = await p.communicate()
                    if p.returncode: raise RuntimeError('child died: ' + err.decode())
                asyncio.run(main())
                """,
                """
                import subprocess, sys
                start = ['INNER']
                try:
                    subprocess.check_call(start + ['child.py'])
                except subprocess.CalledProcessError as error:
                    sys.exit('build failed: %s' % error)
                """
            })
    void thePythonThatTheProgramNamesForIt(String text) throws Exception {
        Files.writeString(
                folder.resolve("helper.py"),
                "import subprocess, sys\nsys.exit(subprocess.call(['" + inner + "', 'child.py']))\n");
        Examined examined = examined(text);
        ranBy(examined, inner, Means.CHILD);
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(examined.resolution()).get().isInstanceOf(Unresolved.class);
    }

    /** It names itself, wherever it comes from. */
    @Test
    void thePythonThatSpeaks() throws Exception {
        Examined examined = examined("import os\nbase = '" + folder.resolve("inner")
                + "'\nraise SystemExit(os.system(base + '/bin/python -m nowhere.at_all') >> 8)\n");
        ranBy(examined, inner, Means.TRACEBACK);
    }

    /** Nothing tells which one it was, or two could be: no answer about one of them is proved. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os\nbase = 'INNER'\nraise SystemExit(os.system(base + ' child.py') >> 8)\n",
                """
                import os, sys
                if len(sys.argv) > 1: os.system('/bin/python3 child.py')
                raise SystemExit(os.system('INNER child.py') >> 8)
                """,
                "import os\nprint('child.py comes')\nraise SystemExit(os.system('INNER child.py') >> 8)\n",
                "import subprocess, sys\nsys.exit(subprocess.call(['python', 'child.py'], executable='INNER'))\n"
            })
    void nobodyKnowsWhich(String text) throws Exception {
        Examined examined = examined(text);
        ranBy(examined, outer, Means.GUESS);
        assertThat(examined.answer().certainty()).isNotEqualTo(Certainty.PROVED);
        assertThat(examined.answer().notes()).map(Say::key).contains("note.child-unknown");
        assertThat(examined.resolution()).get().isInstanceOf(Unresolved.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import subprocess, sys\nsys.exit(subprocess.call([sys.executable, 'child.py']))\n",
                "import subprocess, sys\nsys.exit(subprocess.call([sys.executable, '-m', 'part']))\n",
                "import subprocess, sys\nsys.exit(subprocess.call([sys.executable, '-m', 'yaml']))\n",
                "import runpy\nrunpy.run_path('child.py')\n",
                "exec(open('child.py').read())\n",
                "import child\n",
                "import quiet\n",
                """
                import multiprocessing, sys
                if __name__ == '__main__':
                    multiprocessing.set_start_method('spawn')
                    import child
                """
            })
    void itsOwnIsItsOwn(String text) throws Exception {
        Files.writeString(folder.resolve("quiet.py"), """
                import sys, traceback
                try:
                    import yaml
                except ImportError:
                    traceback.print_exc()
                    sys.exit(1)
                """);
        ranBy(examined(text), outer, Means.ARGV);
    }
}

package tiryaq.command.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;

/** The one Python of a shell script, or none. */
class ShellScriptTest {
    private static Optional<ShellScript> read(String script) {
        Machine machine = new LiveMachine(Map.of("PATH", "/usr/bin:/bin"), new Platform("linux", "x86_64", 0));
        return ShellScript.python(
                script, "./run.sh", List.of("one", "two words"), Situation.of("/", Map.of(), new TreeSet<>(), machine));
    }

    private static List<String> words(String script) {
        return read(script).orElseThrow().words();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh\npython report.py\n",
                "#!/bin/sh\n# python3 first\nset -e\necho 'a python3 b'\npython report.py; echo done\n",
                "#!/bin/sh\nX=1\nexport X\nif true; then python report.py; fi\n",
                "#!/bin/bash\nX=1 python \\\n report.py || exit 1\npython other.py\n",
                "#!/bin/sh\nexec python report.py\n"
            })
    void theOnePythonIsFound(String script) {
        assertThat(words(script)).startsWith("python", "report.py");
    }

    @Test
    void theWordsOfEnvAreKept() {
        assertThat(words("#!/bin/sh\nenv X=1 python3 -m y \"$@\"\n"))
                .containsExactly("env", "X=1", "python3", "-m", "y", "one", "two words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh\npython a.py\npython3.11 b.py\n",
                "#!/bin/sh\n. venv/bin/activate\npython a.py\n",
                "#!/bin/sh\nPATH=$(tool path):$PATH\npython a.py\n",
                "#!/bin/sh\nif test -d /x; then PATH=/opt/bin:$PATH; fi\npython a.py\n",
                "#!/bin/sh\ntest -d /usr && cd /usr\npython a.py\n",
                "#!/bin/sh\nexport PYTHONPATH=`tool path`\npython a.py\n",
                "#!/bin/sh\nPYTHONPATH=$(tool) python a.py\n",
                "#!/bin/sh\nRUN=$(tool)\n$RUN a.py\npython b.py\n",
                "#!/bin/sh\nfor RUN in a b; do $RUN a.py; done\npython b.py\n",
                "#!/bin/sh\npython a.py\ncd /usr\npython a.py\n",
                "#!/bin/sh\ncat <<END\npython a.py\nEND\n",
                "#!/bin/sh\ncd sub\npython a.py\n",
                "#!/bin/sh\nmake python\n",
                "#!/bin/sh\necho\n"
            })
    void whatCouldBeAnotherOneIsNone(String script) {
        assertThat(read(script)).isEmpty();
    }
}

package tiryaq.command.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one Python of a shell script, or none. */
class ShellScriptTest {
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
        assertThat(ShellScript.python(script).orElseThrow()).startsWith("python", "report.py");
    }

    @Test
    void theWordsOfEnvAreKept() {
        assertThat(ShellScript.python("#!/bin/sh\nenv X=1 python3 -m y \"$@\"\n"))
                .contains(List.of("env", "X=1", "python3", "-m", "y", "$@"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh\npython a.py\npython3.11 b.py\n",
                "#!/bin/sh\n. venv/bin/activate\npython a.py\n",
                "#!/bin/sh\nPATH=/opt/bin:$PATH\npython a.py\n",
                "#!/bin/sh\nexport PYTHONPATH=x\npython a.py\n",
                "#!/bin/sh\nPYTHONPATH=x python a.py\n",
                "#!/bin/sh\n$RUN a.py\npython b.py\n",
                "#!/bin/sh\ncd sub\npython a.py\n",
                "#!/bin/sh\nmake python\n",
                "#!/bin/sh\necho\n"
            })
    void whatCouldBeAnotherOneIsNone(String script) {
        assertThat(ShellScript.python(script)).isEmpty();
    }
}

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

/** What a shell script starts, or nothing where that is not understood. */
class ShellScriptTest {
    private static Optional<List<ShellScript>> read(String script) {
        Machine machine = new LiveMachine(Map.of("PATH", "/usr/bin:/bin"), new Platform("linux", "x86_64"));
        return ShellScript.starts(
                script,
                true,
                "./run.sh",
                List.of("one", "two words"),
                Situation.of("/", Map.of(), new TreeSet<>(), machine));
    }

    @Test
    void theWordsOfEnvAreKept() {
        assertThat(read("#!/bin/sh\nenv X=1 python3 -m y \"$@\"\n").orElseThrow())
                .extracting(ShellScript::words)
                .containsExactly(List.of("env", "X=1", "python3", "-m", "y", "one", "two words"));
    }

    @Test
    void allThatIsStartedIsTold() {
        assertThat(read("make a && (cd /usr; git b)\nX=$(tool c)\necho d\n").orElseThrow())
                .extracting(each -> each.situation().folder() + " " + String.join(" ", each.words()))
                .containsExactly("/ make a", "/usr git b", "/ tool c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH=$(tool path):$PATH\npython a.py\n",
                "if test -d /x; then PATH=/opt/bin:$PATH; fi\npython a.py\n",
                "test -d /usr && cd /usr\npython a.py\n",
                "export PYTHONPATH=`tool path`\npython a.py\n",
                "PYTHONPATH=$(tool) python a.py\n",
                "RUN=$(tool)\n$RUN a.py\npython b.py\n",
                "for RUN in a b; do $RUN a.py; done\npython b.py\n",
                "cd sub\npython a.py\n",
                "python a.py ${",
                "python a.py $(",
                "python a.py `",
                "python a.py \"",
                "python a.py '",
                "python a.py \\",
                "if true; then python a.py\n",
                "cat <<END\npython a.py\n",
            })
    void whatIsNotUnderstoodIsNotTold(String script) {
        assertThat(read(script)).isEmpty();
    }
}

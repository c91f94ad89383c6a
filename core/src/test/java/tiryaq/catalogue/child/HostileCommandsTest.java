package tiryaq.catalogue.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that nobody writes, as large as a source is read. */
class HostileCommandsTest {
    private static final int LARGEST = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\"",
                "\"a\" ",
                "f'{a}'",
                "['a',",
                "('a','b'),",
                "execv(",
                "execv('a',['b',",
                "spawnv(a,",
                "\\",
                "'"
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void areReadToAnEnd(String part) {
        CommandLiterals.in("subprocess.run(" + part.repeat(LARGEST / part.length()), "/p/python");
    }

    @Test
    void whatIsWrittenInPiecesIsOneWordUpToAMeasure() {
        assertThat(CommandLiterals.in("run(['/p' '/python', 'a.py'])", "/p").commands())
                .containsExactly(List.of("/p/python", "a.py"));
        String large = "'a' ".repeat(40_000);
        assertThat(CommandLiterals.in("run(['python', " + large + "])", "/p").commands())
                .allMatch(words -> words.size() < 2);
    }
}

package tiryaq.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {
    @TempDir
    private Path folder;

    @Test
    void aTypedCommandReachesTheShellWordByWord() {
        List<String> words = List.of("a b", "it's", "$HOME", "*", "", "é", "--x=y", "new\nline");
        String typed = "for word in " + Answer.typed(words) + "; do printf '%s|' \"$word\"; done";
        Ran ran = new Processes()
                .together(
                        List.of("/bin/sh", "-c", typed),
                        folder,
                        Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8"),
                        Duration.ofSeconds(10));
        assertThat(ran.output()).isEqualTo(String.join("|", words) + "|");
    }

    @Test
    void badAnswersAreEmpty() {
        for (String bad : List.of(
                "", "null", "[1,2]", "{", "{\"outcome\":3}", "{\"outcome\":{\"command\":[]}}", "[".repeat(5000))) {
            assertThat(Answer.read(bad).argv()).as(bad).isEmpty();
            assertThat(Answer.read(bad).status()).as(bad).isEmpty();
        }
    }
}

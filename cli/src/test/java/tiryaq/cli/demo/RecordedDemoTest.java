package tiryaq.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDemoTest {
    @TempDir
    private Path folder;

    @Test
    void theMachinesOwnNamesAreExchangedLongestFirst() throws IOException {
        Map<String, String> masks = new LinkedHashMap<>();
        masks.put("/home/me/tmp/x", "/tmp/demo");
        masks.put("/home/me", "~");
        Path file = folder.resolve("recording.txt");
        RecordedDemo.write(file, "Linux", "in /home/me/tmp/x/project\nby /home/me/python\n", masks);
        assertThat(Files.readString(file)).isEqualTo("Linux\nin /tmp/demo/project\nby ~/python\n");
    }

    @Test
    void theOneThatIsShippedTellsWhereItWasMadeAndNamesNobodysFolders() {
        assertThat(RecordedDemo.lines().getFirst()).matches("\\w+( \\w+)*, Python 3\\.\\d+\\.\\d+");
        assertThat(String.join("\n", RecordedDemo.lines()))
                .contains("1. ", "_oid.py")
                .doesNotContain("/home/", "/root/", "/Users/", ".pyenv", "\u001b");
    }
}

package tiryaq.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathsTest {
    @TempDir
    Path home;

    private String ofHome(String path, Map<String, String> variables) {
        return Paths.ofHome(new LiveMachine(variables, new Platform("linux", "x86_64")), path);
    }

    @Test
    void fileOfTheHome() throws IOException {
        Files.writeString(home.resolve("a.py"), "");
        Map<String, String> there = Map.of("HOME", home.toString());
        assertThat(ofHome("~/a.py", there)).isEqualTo(home + "/a.py");
        assertThat(ofHome("~/b.py", there)).isEqualTo("~/b.py");
        assertThat(ofHome("a.py", there)).isEqualTo("a.py");
        assertThat(ofHome("", there)).isEmpty();
    }

    /** Without a home nothing is meant by it, and least of all the same path from the root. */
    @Test
    void withoutAHome() throws IOException {
        Path file = Files.writeString(home.resolve("a.py"), "");
        assertThat(ofHome("~" + file, Map.of())).isEqualTo("~" + file);
        assertThat(ofHome("~" + file, Map.of("HOME", ""))).isEqualTo("~" + file);
    }
}

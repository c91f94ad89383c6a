package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.treatment.Pythons;

/** What is asked of the index, with an installer that keeps count. */
class IndexProvidersTest {
    @TempDir
    Path room;

    @Test
    void theInstallerIsLookedForOnce() throws IOException {
        Path calls = Files.writeString(room.resolve("calls"), "");
        Path uv = Files.createDirectories(room.resolve("bin")).resolve("uv");
        Files.writeString(uv, """
                #!/bin/sh
                echo "$1" >>%s
                [ "$1" = --version ] && echo 'uv 0.9.9'
                """.formatted(calls));
        Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> variables = Map.of("PATH", room + "/bin:/usr/bin:/bin", "HOME", room.toString());
        IndexProviders index = new IndexProviders(Pythons.machine(variables), Pythons.any(), room.toString(), true);
        for (String module : List.of("absent_a", "absent_b", "absent_c")) {
            assertThat(index.among(List.of(module), module)).isEmpty();
        }
        assertThat(Files.readAllLines(calls)).containsOnlyOnce("--version");
    }
}

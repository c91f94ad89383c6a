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
import tiryaq.python.ModuleNames;
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

    /** What is known from before is still told without a network; the rest is unknown, and why is said. */
    @Test
    void offlineWhatIsNotKnownIsNotDenied() throws IOException {
        Path uv = Files.createDirectories(room.resolve("bin")).resolve("uv");
        Files.writeString(uv, """
                #!/bin/sh
                [ "$1" = --version ] && echo 'uv 0.9.9' && exit
                while [ $# -gt 1 ]; do
                    [ "$1" = --target ] && mkdir -p "$2/zq" && echo 'one = 1' >"$2/zq/__init__.py"
                    shift
                done
                """);
        Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> variables = Map.of("PATH", room + "/bin:/usr/bin:/bin", "HOME", room.toString());
        IndexProviders online = new IndexProviders(Pythons.machine(variables), Pythons.any(), room.toString(), false);
        assertThat(online.has("zq", "zq")).isEqualTo(ModuleNames.Answer.YES);
        assertThat(online.obstacle()).isEmpty();
        IndexProviders offline = new IndexProviders(Pythons.machine(variables), Pythons.any(), room.toString(), true);
        assertThat(offline.has("zq", "zq:one")).isEqualTo(ModuleNames.Answer.UNKNOWN);
        assertThat(offline.obstacle()).isPresent();
        assertThat(offline.has("zq", "zq")).isEqualTo(ModuleNames.Answer.YES);
        assertThat(offline.has("zq", "zqother")).isEqualTo(ModuleNames.Answer.NO);
        assertThat(offline.has("absent", "zq")).isEqualTo(ModuleNames.Answer.UNKNOWN);
    }
}

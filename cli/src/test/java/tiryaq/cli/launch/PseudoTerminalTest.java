package tiryaq.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudoTerminalTest {
    private static final Path OPEN = Path.of("/proc/self/fd");

    @Test
    void oneThatCannotBeUsedStaysOpenOnNeitherSide(@TempDir Path room) throws IOException {
        assumeTrue(Files.isDirectory(OPEN) && Files.isWritable(Path.of("/dev/ptmx")), "Linux with pseudo-terminals");
        int before = terminals();
        assertThat(PseudoTerminal.open(room.resolve("no-such-pipe").toString())).isNull();
        assertThat(terminals()).isEqualTo(before);
    }

    private static int terminals() throws IOException {
        int found = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(OPEN)) {
            for (Path each : all) {
                // The one that the folder itself is read by may be gone.
                boolean terminal = Files.isSymbolicLink(each)
                        && Files.readSymbolicLink(each).toString().matches("/dev/(ptmx|pts/.*)");
                found += terminal ? 1 : 0;
            }
        }
        return found;
    }
}

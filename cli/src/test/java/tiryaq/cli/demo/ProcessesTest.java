package tiryaq.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    private Path folder;

    private final Processes processes = new Processes();

    @Test
    void keepsTheEndOfWhatIsPrinted() {
        ProcessEnd ran =
                processes.apart(sh("head -c 20000000 /dev/zero; echo end; echo apart >&2"), folder, PATH, LIMIT);
        assertThat(ran.well()).isTrue();
        assertThat(ran.output()).hasSize(1 << 20).endsWith("end\n");
        assertThat(ran.errors()).isEqualTo("apart\n");
    }

    @Test
    void endsWhatTakesTooLongWithAllThatItStarted() throws Exception {
        long started = System.nanoTime();
        ProcessEnd ran = processes.together(sh("sleep 61 & echo $!; wait"), folder, PATH, Duration.ofMillis(500));
        assertThat(ran.late()).isTrue();
        assertThat(ran.well()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
        long child = Long.parseLong(ran.output().strip());
        Optional<ProcessHandle> left = ProcessHandle.of(child);
        if (left.isPresent()) {
            left.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void givesNoInputAndExactlyTheseVariables() {
        ProcessEnd ran = processes.together(sh("cat; env | grep -c HOME=; exit 4"), folder, PATH, LIMIT);
        assertThat(ran.output()).isEqualTo("0\n");
        assertThat(ran.exitCode()).isEqualTo(4);
    }

    @Test
    void aProgramThatIsNotThereIsAnAnswer() {
        assertThat(processes
                        .together(List.of("/nowhere/at/all"), folder, PATH, LIMIT)
                        .exitCode())
                .isEqualTo(127);
    }

    private static List<String> sh(String script) {
        return List.of("/bin/sh", "-c", script);
    }
}

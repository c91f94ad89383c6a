package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tiryaq.machine.Machine;
import tools.jackson.core.json.JsonFactory;

/** What the usual commands must do without, since it costs milliseconds that no AOT cache saves. */
class StartUpTest {
    /**
     * The {@code equals}, {@code hashCode} and {@code toString} that the language gives a record are put together when
     * first called: 5 to 10 ms for the first, 1 to 5 for each further. Records that are compared in a diagnosis have their own.
     */
    private static final String RECORD_METHODS = "java.lang.runtime.ObjectMethods ";

    @TempDir
    Path folder;

    @Test
    void diagnosesCompareNoRecordsByTheGeneratedMethods() throws Exception {
        Path log = folder.resolve("classes");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:off",
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        places(),
                        "tiryaq.cli.Training")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("output"), StandardCharsets.UTF_8))
                .isZero();
        assertThat(Files.readString(log, StandardCharsets.UTF_8))
                .contains("tiryaq.catalogue.Catalogue ", "tiryaq.treatment.Identity ", "tiryaq.report.JsonForm ")
                .doesNotContain(RECORD_METHODS);
    }

    private static String places() throws Exception {
        List<String> places = new ArrayList<>();
        for (Class<?> each : List.of(Training.class, Machine.class, JsonFactory.class, CommandLine.class)) {
            places.add(Path.of(each.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, places);
    }
}

package tiryaq.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.report.ShellLine;
import tools.jackson.core.json.JsonFactory;

/** Ctrl-C in the middle leaves nothing behind: no folder, no process. */
@Tag("live")
class InterruptionTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsLeftWhenTheDemoIsEndedFromOutside() throws Exception {
        Path marker = folder.resolve("marker");
        Path launcher = Files.writeString(
                folder.resolve("tiryaq"),
                "#!/bin/sh\necho $$ > '" + marker + ".new'\nmv '" + marker + ".new' '" + marker
                        + "'\nexec sleep 300\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        File log = folder.resolve("log").toFile();
        Process demo = new ProcessBuilder(java(launcher.toString(), temporary.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            for (int i = 0; i < 3000 && demo.isAlive() && !Files.exists(marker); i++) {
                Thread.sleep(100);
            }
            String shown = Files.readString(log.toPath(), StandardCharsets.UTF_8);
            assertThat(shown).doesNotContain("Exception in thread");
            assumeTrue(Files.exists(marker), "needs a Python 3.9 to 3.14 with venv, and a package index: " + shown);
            assertThat(left(temporary)).isEqualTo(1);
            long launched = Long.parseLong(Files.readString(marker).strip());
            demo.destroy();
            assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(143);
            assertThat(left(temporary)).isZero();
            ProcessHandle.of(launched)
                    .ifPresent(handle ->
                            handle.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        } finally {
            demo.destroyForcibly();
        }
    }

    private static long left(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    private static List<String> java(String... arguments) throws Exception {
        List<String> places = new ArrayList<>();
        for (Class<?> each : List.of(Demo.class, InterruptedDemo.class, ShellLine.class, JsonFactory.class)) {
            places.add(Path.of(each.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        // Beside the tested classes when these were patched into their module.
        String module = places.getFirst();
        places.add(module.replace(File.separator + "classes", File.separator + "test-classes"));
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, places),
                "tiryaq.cli.demo.InterruptedDemo"));
        argv.addAll(List.of(arguments));
        return argv;
    }
}

package tiryaq.cli.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher as it is installed, but with a few lines of shell in the place of our own program. */
record InstalledLauncher(Path folder) {
    record Ended(int code, String out, String err) {}

    static InstalledLauncher in(Path folder, String program) throws IOException {
        Path image = Files.createDirectories(folder.resolve("share/tiryaq/bin"));
        Files.createDirectories(folder.resolve("share/tiryaq/lib"));
        Files.writeString(folder.resolve("share/tiryaq/lib/tiryaq.flags"), "-Xnone\n");
        Files.copy(Path.of("src/product/watch.pl"), folder.resolve("share/tiryaq/lib/tiryaq.watch.pl"));
        Path java = Files.writeString(image.resolve("java"), "#!/bin/sh\n" + program);
        java.toFile().setExecutable(true);
        Path bin = Files.createDirectories(folder.resolve("bin")).resolve("tiryaq");
        Files.copy(source(), bin);
        Files.createDirectories(folder.resolve("tmp"));
        return new InstalledLauncher(folder);
    }

    static Path source() {
        return Path.of("..", "tiryaq").toAbsolutePath().normalize();
    }

    String command() {
        return folder.resolve("bin/tiryaq").toString();
    }

    /** Runs a script of Bash; {@code §} in it stands for this word. */
    Ended bash(String script, String word) throws IOException, InterruptedException {
        return run(folder, List.of("bash", "-c", script.replace("§", word)), Map.of());
    }

    Ended run(Path where, List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        if (!process.waitFor(240, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + command);
        }
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.ISO_8859_1),
                Files.readString(err, StandardCharsets.ISO_8859_1));
    }

    /** Names of what is left in the folder for temporary files, once there was time to clear it. */
    List<String> leftovers() throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try (var files = Files.list(folder.resolve("tmp"))) {
                List<String> names = files.map(Path::toString).toList();
                if (names.isEmpty() || i == 50) {
                    return names;
                }
            }
            Thread.sleep(20);
        }
    }
}

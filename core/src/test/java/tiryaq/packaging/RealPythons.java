package tiryaq.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tiryaq.command.Pythons;

/** The interpreters of this machine, and a way to ask them. */
final class RealPythons {
    private RealPythons() {}

    /** All that pyenv has, then what PATH has, links followed, shims left out. */
    static List<Path> all() {
        List<Path> found = new ArrayList<>();
        Pythons.ofPyenv().forEach(python -> found.add(Path.of(python)));
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && !folder.endsWith("shims")) {
                found.add(Path.of(folder, "python3"));
            }
        }
        List<Path> executable = new ArrayList<>();
        for (Path path : found) {
            if (Files.isExecutable(path)) {
                executable.add(path);
            }
        }
        return executable;
    }

    /** What a command printed; an exit code other than 0 is an error. */
    static List<String> run(Path folder, List<String> input, String... command)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile(folder, "in", "");
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Files.write(in, input);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON") || name.startsWith("LD_"));
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("took too long: " + List.of(command));
        }
        if (process.exitValue() != 0) {
            throw new IOException(List.of(command) + ": " + Files.readString(err));
        }
        String text = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.removeLast();
        return lines;
    }

    /** A script from the test resources, copied to a folder. */
    static Path script(Path folder, String name) throws IOException {
        Path copy = folder.resolve(name);
        try (var resource = RealPythons.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IOException("no resource " + name);
            }
            Files.copy(resource, copy);
        }
        return copy;
    }

    /** Whether an interpreter is at least of a version. */
    static boolean atLeast(Path folder, Path python, int major, int minor) throws IOException, InterruptedException {
        String ask = "import sys; print(sys.version_info[:2] >= (%d, %d))".formatted(major, minor);
        return run(folder, List.of(), python.toString(), "-c", ask).equals(List.of("True"));
    }

    /** A folder with a pinned PyPA packaging in it; false when the index has none for us. */
    static boolean install(Path folder, Path python, String version, Path target) throws InterruptedException {
        try {
            run(
                    folder,
                    List.of(),
                    python.toString(),
                    "-m",
                    "pip",
                    "install",
                    "-q",
                    "--disable-pip-version-check",
                    "--no-deps",
                    "--target",
                    target.toString(),
                    "packaging==" + version);
            return true;
        } catch (IOException unavailable) {
            return false;
        }
    }
}

package tiryaq.command;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Platform;

/** The real interpreters of this machine, found by searching, and what commands really do. */
public final class Pythons {
    private Pythons() {}

    /** Where pyenv keeps its versions, if it is there. */
    public static Path pyenv() {
        Path root = Path.of(System.getenv().getOrDefault("PYENV_ROOT", home() + "/.pyenv"));
        assumeTrue(Files.isDirectory(root.resolve("versions")), "pyenv is missing");
        assumeTrue(Files.isExecutable(root.resolve("shims/python")), "pyenv's shims are missing");
        return root;
    }

    /** All interpreters: pyenv's, and what the system itself has. */
    public static List<String> all() {
        List<String> found = ofPyenv();
        system().ifPresent(found::add);
        assumeTrue(!found.isEmpty(), "no Python is here");
        return found;
    }

    /** The interpreters of pyenv's versions, in the order of their names. */
    public static List<String> ofPyenv() {
        List<String> found = new ArrayList<>();
        Path versions = Path.of(home(), ".pyenv", "versions");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> each = Files.list(versions)) {
                each.map(version -> version.resolve("bin/python"))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .sorted()
                        .forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** One of a feature version: pyenv's, or what has its full name on PATH and is no shim. */
    public static Optional<String> find(String feature) {
        List<String> found = new ArrayList<>(ofPyenv().stream()
                .filter(python -> path(python).startsWith(feature + "."))
                .toList());
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (folder.startsWith("/") && !folder.contains("shims")) {
                found.add(folder + "/python" + feature);
            }
        }
        return found.stream()
                .filter(python -> Files.isExecutable(Path.of(python)))
                .findFirst();
    }

    /** One of a feature version, or the test is skipped. */
    public static String of(String feature) {
        Optional<String> found = find(feature);
        assumeTrue(found.isPresent(), "no Python " + feature + " is installed");
        return found.get();
    }

    /** As a command sees it; Java's own property tells what the user database says, whatever HOME is. */
    private static String home() {
        return System.getenv().getOrDefault("HOME", "/");
    }

    private static Optional<String> system() {
        return Stream.of("/usr/bin/python3", "/usr/local/bin/python3")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    /** Where an interpreter installs packages, by its own word. */
    public static Path packages(String python, Path folder) {
        return Path.of(
                run(List.of(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"), folder, Map.of())
                        .out());
    }

    /** Any one interpreter of Python 3 with {@code venv}. */
    public static String three() {
        return all().stream()
                .filter(path -> !path.contains("/2.7") && path.contains("/.pyenv/"))
                .reduce((a, b) -> path(b).startsWith("3.1") ? b : a)
                .orElseGet(() -> system().orElseThrow());
    }

    private static String path(String executable) {
        return Paths.name(Paths.parent(Paths.parent(executable)));
    }

    /** A virtual environment in {@code folder}, without pip. */
    public static Path venv(String python, Path folder) {
        Ran made = run(List.of(python, "-m", "venv", "--without-pip", folder.toString()), Path.of("/"), Map.of());
        assumeTrue(made.exit() == 0, "venv does not work here: " + made.text());
        return folder;
    }

    /** What a process did. */
    public record Ran(int exit, String out, String text) {}

    /** Runs a command in the surroundings that tests have, with some variables set. */
    public static Ran run(List<String> argv, Path folder, Map<String, String> set) {
        try {
            // A shell looks the program up in the new PATH; Java would in its own.
            List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
            words.addAll(argv);
            ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
            builder.redirectInput(new File("/dev/null"));
            builder.environment().clear();
            builder.environment().putAll(variables(set));
            File err = File.createTempFile("err", ".txt");
            builder.redirectError(err);
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            String text = Files.readString(err.toPath());
            Files.delete(err.toPath());
            return new Ran(process.exitValue(), out.strip(), text);
        } catch (IOException e) {
            return new Ran(-1, "", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The environment of tests: this process's own, without what would change Python itself. */
    public static Map<String, String> variables(Map<String, String> set) {
        TreeMap<String, String> all = new TreeMap<>(System.getenv());
        all.keySet().removeIf(name -> name.startsWith("PYTHON") || name.startsWith("PYENV_") || name.equals("PWD"));
        all.putAll(set);
        return all;
    }

    /** The file of a compiled module of an interpreter's own; skips the test where it is built in. */
    public static Path extension(String python, String module) {
        String file = run(
                        List.of(python, "-c", "import " + module + "; print(getattr(" + module + ", '__file__', ''))"),
                        Path.of("."),
                        Map.of())
                .out();
        assumeTrue(!file.isEmpty(), module + " is built into " + python);
        return Path.of(file);
    }

    /** This machine as such a command sees it. */
    public static Machine machine(Map<String, String> set) {
        return new LiveMachine(variables(set), new Platform("linux", System.getProperty("os.arch")));
    }

    /** A script file. */
    public static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
        return file;
    }
}

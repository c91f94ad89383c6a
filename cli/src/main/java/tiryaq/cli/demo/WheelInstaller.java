package tiryaq.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills a folder with wheels, by pip or uv.
 *
 * @param start the words that start it
 */
record WheelInstaller(List<String> start) {
    private static final Duration HELPER = Duration.ofMinutes(2);

    /**
     * The interpreter's own pip; else uv; else the pip of an environment made for this purpose inside {@code root}.
     *
     * @return empty when that environment cannot be made
     */
    static Optional<WheelInstaller> of(
            Python python, @Nullable String uv, Path root, Processes processes, Map<String, String> clean) {
        if (python.pip()) {
            return Optional.of(pip(python.executable()));
        }
        if (uv != null) {
            return Optional.of(new WheelInstaller(List.of(
                    uv,
                    "pip",
                    "install",
                    "--quiet",
                    "--only-binary",
                    ":all:",
                    "--python",
                    python.executable().toString())));
        }
        Path helper = root.resolve("state").resolve("helper");
        List<String> argv = List.of(python.executable().toString(), "-I", "-m", "venv", helper.toString());
        Path pip = helper.resolve("bin").resolve("python");
        return processes.together(argv, root, clean, HELPER).well() ? Optional.of(pip(pip)) : Optional.empty();
    }

    /** The command that installs into a folder for this Python. */
    List<String> own(Path folder, List<String> what) {
        return into(folder, List.of(), what);
    }

    /** The command that installs into a folder for Python 3.{@code minor}. */
    List<String> foreign(Path folder, int minor, List<String> what) {
        return into(folder, List.of("--python-version", "3." + minor), what);
    }

    private List<String> into(Path folder, List<String> options, List<String> what) {
        List<String> argv = new ArrayList<>(start);
        argv.add("--target");
        argv.add(folder.toString());
        argv.addAll(options);
        argv.addAll(what);
        return argv;
    }

    private static WheelInstaller pip(Path python) {
        return new WheelInstaller(
                List.of(python.toString(), "-I", "-m", "pip", "install", "--quiet", "--only-binary=:all:"));
    }
}

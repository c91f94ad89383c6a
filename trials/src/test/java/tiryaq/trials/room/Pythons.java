package tiryaq.trials.room;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The interpreters of this machine, found in pyenv's folder and on PATH. */
public final class Pythons {
    private static final Map<String, Optional<String>> FOUND = new ConcurrentHashMap<>();

    private Pythons() {}

    /** An interpreter of a version such as {@code 3.13}, by its real path; pyenv's before the system's. */
    public static Optional<String> find(String version) {
        return FOUND.computeIfAbsent(version, Pythons::search);
    }

    /** An interpreter with a pip that is new enough to fetch wheels for any other. */
    public static Optional<String> withPip() {
        return FOUND.computeIfAbsent(
                "pip",
                key -> Stream.of("3.13", "3.12", "3.11", "3.14", "3.10")
                        .flatMap(version -> find(version).stream())
                        .filter(python -> says(python, "import pip", ""))
                        .findFirst());
    }

    private static Optional<String> search(String version) {
        return candidates(version).stream()
                .filter(python -> says(
                        python,
                        "import sys; print('%d.%d' % sys.version_info[:2], hasattr(sys, 'base_prefix') and"
                                + " sys.prefix == sys.base_prefix)",
                        version + " True"))
                .findFirst();
    }

    private static List<String> candidates(String version) {
        List<String> candidates = new ArrayList<>();
        String root = System.getenv().getOrDefault("PYENV_ROOT", System.getProperty("user.home") + "/.pyenv");
        try (Stream<Path> versions = Files.list(Path.of(root, "versions"))) {
            versions.filter(folder -> folder.getFileName().toString().startsWith(version + "."))
                    .sorted(Comparator.reverseOrder())
                    .forEach(folder -> candidates.add(folder + "/bin/python" + version));
        } catch (IOException noPyenv) {
            // PATH may have one
        }
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!entry.contains("shims")) {
                candidates.add(entry + "/python" + version);
            }
        }
        candidates.removeIf(path -> !Files.isExecutable(Path.of(path)));
        return candidates;
    }

    private static boolean says(String python, String code, String expected) {
        try {
            Ran ran = Shell.run(
                    List.of(python, "-I", "-c", code),
                    Path.of("/"),
                    Map.of("LC_ALL", "C.UTF-8"),
                    Duration.ofSeconds(30));
            return ran.exit() == 0 && ran.out().strip().equals(expected);
        } catch (IOException | InterruptedException broken) {
            return false;
        }
    }
}

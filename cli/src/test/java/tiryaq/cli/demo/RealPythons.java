package tiryaq.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The interpreters of the machine on which the tests run. */
final class RealPythons {
    private RealPythons() {}

    /** The caller's variables as the demo would use them. */
    static Map<String, String> environment() {
        return CleanVariables.clean(System.getenv());
    }

    /** A Python 3 of this minor version with pip and venv, found as the demo finds one that comes first on PATH. */
    static Optional<Python> minor(int minor, Path scratch) throws IOException {
        for (Path candidate : candidates("python3." + minor)) {
            Path first = Files.createTempDirectory(scratch, "first");
            Path python = Files.writeString(first.resolve("python3"), "#!/bin/sh\nexec '" + candidate + "' \"$@\"\n");
            Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
            Map<String, String> variables = new TreeMap<>(environment());
            variables.merge("PATH", first.toString(), (all, here) -> here + ":" + all);
            if (new PythonSearch(new Processes(), variables, scratch).search() instanceof PythonSearch.Ready ready
                    && ready.python().minor() == minor
                    && ready.python().venv()
                    && ready.python().pip()) {
                return Optional.of(ready.python());
            }
        }
        return Optional.empty();
    }

    private static List<Path> candidates(String name) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String place : environment().getOrDefault("PATH", "").split(":", -1)) {
            found.add(Path.of(place, name));
        }
        Path versions = Path.of(environment().getOrDefault("HOME", "/"), ".pyenv/versions");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> all = Files.list(versions)) {
                all.map(each -> each.resolve("bin").resolve(name)).forEach(found::add);
            }
        }
        found.removeIf(each -> !each.isAbsolute() || !Files.isExecutable(each));
        return found;
    }
}

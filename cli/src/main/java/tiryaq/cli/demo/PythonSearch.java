package tiryaq.cli.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds one Python 3 with which the failure can be made and cured. */
final class PythonSearch {
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final int PROBES = 24;

    private static final String ASK = """
            import sys
            try:
                import site
                from importlib.machinery import PathFinder
                has = lambda name, *more: PathFinder.find_spec(name, sys.path + list(more)) is not None
                user = site.getusersitepackages()
            except ImportError:
                has = lambda name, *more: False
                user = ''
            flags = getattr(sys, 'abiflags', '')
            plain = sys.implementation.name == 'cpython' and 't' not in flags
            print('|'.join(str(fact) for fact in (
                'tiryaq', getattr(sys, '_base_executable', None) or sys.executable, sys.prefix != sys.base_prefix,
                plain, sys.version_info[0], sys.version_info[1], '%d.%d.%d' % sys.version_info[:3],
                has('venv') and has('ensurepip'), has('pip'), has('_cffi_backend', user))))
            """;

    /** What the search came to. */
    sealed interface Found {}

    /**
     * A Python that will do.
     *
     * @param uv the {@code uv} of this machine, where there is one that starts
     */
    record Ready(Python python, @Nullable String uv) implements Found {}

    /** None; {@code key} and {@code places} say why. */
    record Missing(String key, List<String> places) implements Found {
        Missing {
            places = List.copyOf(places);
        }
    }

    private final Processes processes;
    private final Map<String, String> environment;
    private final Path folder;

    PythonSearch(Processes processes, Map<String, String> environment, Path folder) {
        this.processes = processes;
        this.environment = environment;
        this.folder = folder;
    }

    Found search() {
        String uv = uv();
        Python unsuited = null;
        Python withoutVenv = null;
        for (Path candidate : candidates()) {
            Optional<Python> answer = ask(candidate, true);
            if (answer.isEmpty()) {
                continue;
            }
            Python python = answer.get();
            if (!python.suits()) {
                unsuited = unsuited == null ? python : unsuited;
            } else if (!python.venv() && uv == null) {
                withoutVenv = withoutVenv == null ? python : withoutVenv;
            } else {
                return new Ready(python, uv);
            }
        }
        if (withoutVenv != null) {
            return new Missing(
                    "demo.missing.venv",
                    List.of("python", withoutVenv.executable().toString()));
        }
        if (unsuited != null) {
            return new Missing(
                    "demo.missing.version",
                    List.of("python", unsuited.executable().toString(), "version", unsuited.version()));
        }
        return new Missing("demo.missing.python", List.of());
    }

    private Optional<Python> ask(Path candidate, boolean again) {
        ProcessEnd ran = processes.apart(List.of(candidate.toString(), "-I", "-c", ASK), folder, environment, PROBE);
        String[] facts = ran.output().strip().split("\\|", -1);
        if (!ran.well() || facts.length != 10 || !facts[0].equals("tiryaq") || !facts[3].equals("True")) {
            return Optional.empty();
        }
        try {
            Path executable = Path.of(facts[1]);
            boolean inside = facts[2].equals("True");
            if (inside) {
                // What a virtual environment has says nothing about its base.
                return again ? ask(executable, false) : Optional.empty();
            }
            int minor = facts[4].equals("3") ? Integer.parseInt(facts[5]) : 0;
            return Optional.of(new Python(
                    executable,
                    minor,
                    facts[6],
                    facts[7].equals("True"),
                    facts[8].equals("True"),
                    facts[9].equals("True")));
        } catch (NumberFormatException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private @Nullable String uv() {
        for (Path place : path()) {
            Path uv = place.resolve("uv");
            if (Files.isExecutable(uv)
                    && processes
                            .apart(List.of(uv.toString(), "--version"), folder, environment, PROBE)
                            .well()) {
                return uv.toString();
            }
        }
        return null;
    }

    private List<Path> candidates() {
        Set<Path> found = new LinkedHashSet<>();
        for (String name : List.of("python3", "python")) {
            path().forEach(place -> add(found, place.resolve(name)));
        }
        for (int minor = Python.NEWEST; minor >= Python.OLDEST; minor--) {
            String name = "python3." + minor;
            path().forEach(place -> add(found, place.resolve(name)));
        }
        add(found, Path.of("/opt/homebrew/bin/python3"));
        found.addAll(pyenv());
        return found.stream().limit(PROBES).toList();
    }

    private static void add(Set<Path> found, Path candidate) {
        if (Files.isExecutable(candidate)) {
            found.add(candidate);
        }
    }

    private List<Path> pyenv() {
        String home = environment.get("HOME");
        String root = environment.getOrDefault("PYENV_ROOT", home == null ? "" : home + "/.pyenv");
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of(root, "versions"))) {
            for (Path version : versions) {
                Path python = version.resolve("bin/python3");
                if (Files.isExecutable(python)) {
                    found.add(python);
                }
            }
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
        return found;
    }

    private List<Path> path() {
        List<Path> places = new ArrayList<>();
        for (String place : environment.getOrDefault("PATH", "").split(":", -1)) {
            try {
                Path each = Path.of(place);
                if (each.isAbsolute()) {
                    places.add(each);
                }
            } catch (InvalidPathException e) {
                // no place where a program could be
            }
        }
        return places;
    }
}

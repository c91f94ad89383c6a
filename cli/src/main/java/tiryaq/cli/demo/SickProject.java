package tiryaq.cli.demo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tiryaq.cli.demo.server.RestServer;

/**
 * The example with packages around it as people have them: supabase in one folder for this Python; cryptography and
 * cffi in another, which was made for another Python.
 */
final class SickProject {
    private static final Duration INSTALL = Duration.ofMinutes(4);
    private static final List<String> FILES =
            List.of("scripts/supabase/fetch.py", "requirements.txt", "constraints.txt");

    private final Path root;
    private final Python python;
    private final Processes processes;
    private final Map<String, String> clean;

    SickProject(Path root, Python python, Processes processes, Map<String, String> clean) {
        this.root = root;
        this.python = python;
        this.processes = processes;
        this.clean = clean;
    }

    /**
     * The Python with which the failure can be made: this one, or where its own cffi would heal it, an empty
     * environment of it.
     *
     * @return empty when that environment cannot be made
     */
    static Optional<Python> patient(Python python, Path root, Processes processes, Map<String, String> clean) {
        if (!python.cffi()) {
            return Optional.of(python);
        }
        Path place = root.resolve("python");
        List<String> argv =
                List.of(python.executable().toString(), "-I", "-m", "venv", "--without-pip", place.toString());
        return processes.together(argv, root, clean, INSTALL).well()
                ? Optional.of(python.bare(place))
                : Optional.empty();
    }

    /** The folder with the user's own files, in which the commands run. */
    Path project() {
        return root.resolve("project");
    }

    /** Packages for this Python. */
    Path packages() {
        return root.resolve("packages");
    }

    /** Packages for another Python. */
    Path foreignPackages() {
        return root.resolve("packages-3." + python.stranger());
    }

    /** The command that fails. */
    List<String> command() {
        return List.of(python.word(), "scripts/supabase/fetch.py");
    }

    /** The variables of a shell in which it fails. */
    Map<String, String> environment(RestServer server) {
        TreeMap<String, String> sick = new TreeMap<>(CleanVariables.withoutProxyForLoopback(clean));
        sick.merge("PATH", python.folder().toString(), (path, first) -> first + File.pathSeparator + path);
        sick.put("PYTHONPATH", packages() + File.pathSeparator + foreignPackages());
        sick.put("SUPABASE_URL", server.url());
        sick.put("SUPABASE_KEY", server.key());
        // What tiryaq remembers of this cure is thrown away with the folder.
        sick.put("XDG_STATE_HOME", root.resolve("state").toString());
        return sick;
    }

    /** Copies the example. */
    void copyFiles() throws IOException {
        for (String name : FILES) {
            Path target = project().resolve(name);
            Files.createDirectories(target.getParent());
            try (InputStream in = SickProject.class.getResourceAsStream("project/" + name)) {
                if (in == null) {
                    throw new IOException(name + " is not in this program");
                }
                Files.copy(in, target);
            }
        }
    }

    /**
     * Fills both folders from the package index, at the same time.
     *
     * @return how the first install ended that did not go well, else how the last ended
     */
    ProcessEnd install(WheelInstaller installer) throws InterruptedException {
        String constraints = project().resolve("constraints.txt").toString();
        List<Callable<ProcessEnd>> installs = List.of(
                () -> run(installer.own(packages(), List.of("-c", constraints, "supabase"))),
                () -> run(installer.foreign(
                        foreignPackages(),
                        python.stranger(),
                        List.of("cryptography==41.0.7", "cffi==1.17.1", "pycparser==2.23"))));
        List<ProcessEnd> ended = new ArrayList<>();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ProcessEnd> future : both.invokeAll(installs)) {
                ended.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return ended.stream().filter(ran -> !ran.well()).findFirst().orElse(ended.getLast());
    }

    private ProcessEnd run(List<String> argv) {
        return processes.together(argv, root, clean, INSTALL);
    }
}

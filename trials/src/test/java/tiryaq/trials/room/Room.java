package tiryaq.trials.room;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tiryaq.trials.wheels.LoopbackIndex;

/**
 * A throw-away folder with a home, a folder to work in, chosen interpreters and an index of its own. What is run in it
 * sees nothing of the surrounding environment.
 */
public final class Room implements AutoCloseable {
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path root;
    private final String name;
    private final LoopbackIndex index;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** An empty room. */
    public Room(LoopbackIndex index) throws IOException {
        this.index = index;
        root = Files.createTempDirectory("trial").toRealPath();
        name = String.valueOf(root.getFileName());
        for (String folder : List.of("work", "home/.cache", "home/.local/state", "bin", "tmp", "wheels")) {
            Files.createDirectories(root.resolve(folder));
        }
        String url = index.shelf(name, root.resolve("wheels"));
        put("HOME", root + "/home");
        put("PATH", root + "/bin:/usr/bin:/bin");
        put("LANG", "C.UTF-8");
        put("TMPDIR", root + "/tmp");
        put("PYTHONDONTWRITEBYTECODE", "1");
        put("PIP_INDEX_URL", url);
        put("PIP_CONFIG_FILE", "/dev/null");
        put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        put("PIP_NO_INPUT", "1");
        put("PIP_NO_CACHE_DIR", "1");
        put("UV_DEFAULT_INDEX", url);
        put("UV_NO_CONFIG", "1");
        put("UV_PYTHON_DOWNLOADS", "never");
    }

    /** The folder itself, by its real path. */
    public Path root() {
        return root;
    }

    /** The variables that everything in the room sees. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Sets a variable for everything that runs from now on. */
    public void put(String variable, String value) {
        environment.put(variable, value);
    }

    /** Offers an interpreter on the room's PATH under these names. */
    public void offer(String python, String... names) throws IOException {
        for (String each : names) {
            Path link = root.resolve("bin").resolve(each);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of(python));
            }
        }
    }

    /** Runs a shell script in the room's working folder. */
    public Ran sh(String script, Duration limit) throws IOException, InterruptedException {
        return Shell.run(List.of("/bin/sh", "-c", script), root.resolve("work"), environment, limit);
    }

    /** What the room's index was asked for in vain. */
    public List<String> refused() {
        return new ArrayList<>(index.refused(name));
    }

    /** All that stands in the room but the caches, which everybody may fill, and tiryaq's own notes. */
    public TreeSnapshot snapshot() throws IOException {
        return TreeSnapshot.of(
                root,
                path -> !path.startsWith("home/.cache/")
                        && !path.startsWith("home/.local/state/tiryaq")
                        // Some machines' Pythons append certificates to this file at every start, by a .pth of theirs.
                        && !path.endsWith("/certifi/cacert.pem"));
    }

    @Override
    public void close() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Shell.delete(root);
                return;
            } catch (DirectoryNotEmptyException e) {
                // The launcher does not wait for our program to end: an answer may still be put into its cache.
                if (tries == TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}

package tiryaq.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** The folders of our own that a user's variables mean, by the XDG base directory specification. */
public final class OwnFolders {
    private OwnFolders() {}

    /** Where what can be asked again is kept: {@code $XDG_CACHE_HOME/tiryaq/<name>}. Empty where there is no home. */
    public static Optional<Path> cache(Map<String, String> variables, String name) {
        return folder(variables, "XDG_CACHE_HOME", ".cache").map(ours -> ours.resolve(name));
    }

    /** Where what must be known later is kept: {@code $XDG_STATE_HOME/tiryaq}. Empty where there is no home. */
    public static Optional<Path> state(Map<String, String> variables) {
        return folder(variables, "XDG_STATE_HOME", ".local/state");
    }

    private static Optional<Path> folder(Map<String, String> variables, String variable, String inHome) {
        String named = variables.getOrDefault(variable, "");
        String home = variables.getOrDefault("HOME", "");
        try {
            // The specification has a relative path passed over.
            if (named.startsWith("/")) {
                return Optional.of(Path.of(named, "tiryaq"));
            }
            return home.startsWith("/") ? Optional.of(Path.of(home, inHome, "tiryaq")) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Puts a file in the place of an older one, so that a reader sees either of them and never a part.
     *
     * @throws IOException when it cannot be written; the older one is then as it was
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), "new", ".tmp");
        try {
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}

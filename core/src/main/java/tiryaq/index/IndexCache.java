package tiryaq.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tiryaq.digest.Sha256;
import tiryaq.machine.OsText;
import tiryaq.tree.OwnFolders;

/**
 * Answers of the index, kept in a folder of our own. A cache that cannot be read or written is no cache, and never an
 * error.
 *
 * @param folder made when first needed
 */
public record IndexCache(Path folder) {
    private static final long LARGEST = 8L << 20;
    private static final int NAME_BYTES = 16;

    /** The cache of this user: {@code $XDG_CACHE_HOME/tiryaq/index}. Empty where there is no home. */
    public static Optional<IndexCache> of(Map<String, String> variables) {
        return OwnFolders.cache(variables, "index").map(IndexCache::new);
    }

    /** The lines kept under a key, unless they are older than {@code longest}. */
    public Optional<List<String>> get(String key, Duration longest) {
        Path file = folder.resolve(name(key));
        try {
            if (Files.size(file) > LARGEST
                    || Files.getLastModifiedTime(file).toMillis() < System.currentTimeMillis() - longest.toMillis()) {
                return Optional.empty();
            }
            List<String> lines = Files.readString(file).lines().toList();
            // The first line is the key itself: two keys may share a name.
            return !lines.isEmpty() && lines.getFirst().equals(key)
                    ? Optional.of(lines.subList(1, lines.size()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps lines under a key of one line. */
    public void put(String key, List<String> lines) {
        try {
            String text = key + "\n" + String.join("\n", lines) + "\n";
            OwnFolders.replace(folder.resolve(name(key)), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Asked again next time.
            return;
        }
    }

    /**
     * What decides which index answers: the user's variables, the folder whose project settings count, and the
     * interpreter whose own pip settings do. Hashed, since it may hold credentials.
     */
    static String configuration(Map<String, String> variables, Installer installer) {
        StringBuilder all = new StringBuilder();
        all.append(installer.folder()).append('\0').append(installer.python()).append('\0');
        new TreeMap<>(variables).forEach((name, value) -> {
            if (name.startsWith("PIP_") || name.startsWith("UV_") || name.equals("HOME")) {
                all.append(name).append('=').append(value).append('\0');
            }
        });
        return name(all.toString());
    }

    private static String name(String key) {
        return HexFormat.of().formatHex(Sha256.of(OsText.encode(key)), 0, NAME_BYTES);
    }
}

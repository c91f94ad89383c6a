package tiryaq.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers of the index, kept in a folder of our own. A cache that cannot be read or written is no cache, and never an
 * error.
 *
 * @param folder made when first needed
 */
public record IndexCache(Path folder) {
    private static final long LARGEST = 8L << 20;

    /** The cache of this user: {@code $XDG_CACHE_HOME/tiryaq/index}. Empty where there is no home. */
    public static Optional<IndexCache> of(Map<String, String> variables) {
        String cache = variables.getOrDefault("XDG_CACHE_HOME", "");
        String home = variables.getOrDefault("HOME", "");
        try {
            if (cache.startsWith("/")) {
                return Optional.of(new IndexCache(Path.of(cache, "tiryaq", "index")));
            }
            return home.startsWith("/")
                    ? Optional.of(new IndexCache(Path.of(home, ".cache", "tiryaq", "index")))
                    : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
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
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "new", "");
            Files.writeString(fresh, key + "\n" + String.join("\n", lines) + "\n");
            Files.move(fresh, folder.resolve(name(key)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Asked again next time.
            return;
        }
    }

    /** What in a user's variables decides which index answers; hashed, since it may hold credentials. */
    static String configuration(Map<String, String> variables) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(variables).forEach((name, value) -> {
            if (name.startsWith("PIP_") || name.startsWith("UV_") || name.equals("HOME")) {
                all.append(name).append('=').append(value).append('\0');
            }
        });
        return name(all.toString());
    }

    private static String name(String key) {
        long hash = 0xcbf29ce484222325L;
        long second = 0x9e3779b97f4a7c15L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
            second = Long.rotateLeft(second ^ hash, 23) * 0xff51afd7ed558ccdL;
        }
        return HexFormat.of().toHexDigits(hash) + HexFormat.of().toHexDigits(second);
    }
}

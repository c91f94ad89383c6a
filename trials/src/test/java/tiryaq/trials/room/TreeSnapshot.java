package tiryaq.trials.room;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everything that stands in a tree: paths, kinds, modes, link targets and bytes. Times are left out. */
public record TreeSnapshot(Map<String, String> entries) {
    /** The tree as it stands. */
    public static TreeSnapshot of(Path tree) throws IOException {
        return of(tree, path -> true);
    }

    /** The tree as it stands, without what the predicate (on paths relative to the tree) leaves out. */
    public static TreeSnapshot of(Path tree, Predicate<String> kept) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.toList()) {
                String name = tree.relativize(path).toString();
                if (kept.test(name)) {
                    entries.put(name, describe(path));
                }
            }
        }
        return new TreeSnapshot(entries);
    }

    private static String describe(Path path) throws IOException {
        Map<String, Object> facts = Files.readAttributes(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        String mode = Integer.toOctalString((Integer) facts.getOrDefault("mode", 0));
        if (Files.isSymbolicLink(path)) {
            return mode + " -> " + Files.readSymbolicLink(path);
        }
        return Files.isRegularFile(path) ? mode + " " + digest(path) : mode;
    }

    private static String digest(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is different in a later snapshot, one line each: {@code +} new, {@code -} gone, {@code !} altered. */
    public List<String> changesTo(TreeSnapshot later) {
        List<String> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(entries.keySet());
        names.addAll(later.entries.keySet());
        for (String name : names) {
            String before = entries.get(name);
            String after = later.entries.get(name);
            if (before == null) {
                changes.add("+ " + name);
            } else if (after == null) {
                changes.add("- " + name);
            } else if (!before.equals(after)) {
                changes.add("! " + name);
            }
        }
        return changes;
    }
}

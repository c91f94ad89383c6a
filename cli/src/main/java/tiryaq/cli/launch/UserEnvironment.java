package tiryaq.cli.launch;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.OsText;

/** The variables of the user, whatever the launcher cleared away before our own runtime started. */
public final class UserEnvironment {
    private static final String OURS = "TIRYAQ_";
    private static final String KEPT = "TIRYAQ_KEPT_";

    private UserEnvironment() {}

    /**
     * As the user's own shell had them, as {@link OsText}.
     *
     * @param ours the variables of this process, for systems without {@code /proc}
     */
    public static SortedMap<String, String> of(Map<String, String> ours) {
        SortedMap<String, String> mine = parse("/proc/self/environ");
        return restored(mine == null ? ours : mine);
    }

    static SortedMap<String, String> restored(Map<String, String> ours) {
        SortedMap<String, String> all = new TreeMap<>();
        for (Map.Entry<String, String> entry : ours.entrySet()) {
            if (!entry.getKey().startsWith(OURS) && !entry.getKey().equals("LC_ALL")) {
                all.put(entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<String, String> entry : ours.entrySet()) {
            if (entry.getKey().startsWith(KEPT)) {
                all.put(entry.getKey().substring(KEPT.length()), entry.getValue());
            }
        }
        return all;
    }

    /** The variables in a file of NUL-terminated {@code NAME=value}; null when it cannot be read or is empty. */
    static @Nullable SortedMap<String, String> parse(String path) {
        byte[] bytes;
        try (FileInputStream in = new FileInputStream(path)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
        SortedMap<String, String> all = new TreeMap<>();
        for (String entry : RunFolder.words(bytes)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                all.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return all.isEmpty() ? null : all;
    }
}

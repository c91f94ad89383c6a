package tiryaq.treatment.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that changed in a tree after it was made.
 *
 * @param path relative to the project
 */
public record Drift(String path, How how) {
    /** What happened to it. */
    public enum How {
        ADDED,
        CHANGED,
        REMOVED,
        /** Something else than what was made stands there: it is never removed. */
        REPLACED,
        /** Whether it is what was made cannot be told. */
        UNSURE
    }

    /** What changed between two readings, but for what Python and the installers leave behind by themselves. */
    static List<Drift> between(Manifest made, Manifest now) {
        List<Drift> found = new ArrayList<>();
        for (Map.Entry<String, Manifest.Entry> each : now.entries().entrySet()) {
            Manifest.Entry before = made.entries().get(each.getKey());
            if (byproduct(each.getKey(), each.getValue(), made)) {
                continue;
            }
            if (before == null) {
                found.add(new Drift(each.getKey(), How.ADDED));
            } else if (!before.sameAs(each.getValue())) {
                found.add(new Drift(each.getKey(), How.CHANGED));
            }
        }
        for (Map.Entry<String, Manifest.Entry> each : made.entries().entrySet()) {
            if (!now.entries().containsKey(each.getKey()) && !byproduct(each.getKey(), each.getValue(), made)) {
                found.add(new Drift(each.getKey(), How.REMOVED));
            }
        }
        return found;
    }

    private static boolean byproduct(String path, Manifest.Entry entry, Manifest made) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (name.equals("__pycache__") && entry.kind() == 'd') {
            return slash >= 0 && made.entries().containsKey(path.substring(0, slash));
        }
        if (name.equals(".lock") && entry.kind() == 'f' && entry.size() == 0) {
            return slash >= 0 && path.indexOf('/') == slash;
        }
        String cache = "/__pycache__";
        if (entry.kind() != 'f' || slash < 0 || !name.endsWith(".pyc") || !path.startsWith(cache, slash - 12)) {
            return false;
        }
        String source = path.substring(0, slash - cache.length() + 1) + name.substring(0, name.indexOf('.')) + ".py";
        return made.entries().containsKey(source);
    }
}

package tiryaq.symptom.reading;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What bracketed numbers before lines are: the numbers of processes come again in turn, those of a clock or a counter
 * only go on. Until one has come again, only a traceback that begins within another is of a process of its own.
 */
final class Numbered {
    private static final int MOST = 64;

    private final Set<String> seen = new LinkedHashSet<>();
    private String latest = "";
    private String current = "";
    private boolean processes;

    /** What is left of a label without the bracketed number at its end; null where it has none. */
    static @Nullable String baseOf(String label) {
        String name = label.endsWith("]:") ? label.substring(0, label.length() - 1) : label;
        int open = name.lastIndexOf('[');
        boolean bracket = open >= 0 && name.endsWith("]");
        boolean named = open > 0 && Character.isLetterOrDigit(name.charAt(open - 1));
        for (int i = open + 1; bracket && i < name.length(); i++) {
            named |= Character.isLetter(name.charAt(i));
        }
        return bracket && !named ? name.substring(0, open) : null;
    }

    /** The label of the lane that a line with this one is of, as far as is seen. */
    String lane(String label, boolean begins) {
        if (!processes && !label.equals(latest)) {
            processes = !seen.add(label);
            latest = label;
            current = current.isEmpty() || begins ? label : current;
            if (seen.size() > MOST) {
                seen.remove(seen.iterator().next());
            }
        }
        return processes ? label : current;
    }

    /** The label of the lane that took the line before. */
    String current() {
        return current;
    }
}

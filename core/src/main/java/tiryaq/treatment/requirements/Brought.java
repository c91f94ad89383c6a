package tiryaq.treatment.requirements;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tiryaq.packaging.Requirement;
import tiryaq.python.Distributions;

/** What comes with distributions that are asked for, as far as the metadata of the visible ones among them tells. */
final class Brought {
    private final Distributions visible;
    private final Map<String, String> markers;

    /** The normal names, each with the extras that were asked for. */
    private final Map<String, Set<String>> found = new HashMap<>();

    /**
     * Nothing as yet.
     *
     * @param markers by which requirements apply or not (PEP 508)
     */
    Brought(Distributions visible, Map<String, String> markers) {
        this.visible = visible;
        this.markers = markers;
    }

    /** A distribution with some of its extras, and all that it requires then. */
    void add(String name, Set<String> extras) {
        Set<String> known = found.get(name);
        if (known != null && known.containsAll(extras)) {
            return;
        }
        Set<String> all = known == null ? new HashSet<>() : known;
        all.addAll(extras);
        found.put(name, all);
        List<Requirement> requirements =
                visible.named(name).map(visible::requirements).orElse(List.of());
        for (Requirement each : requirements) {
            if (each.applies(markers, all)) {
                add(each.normalizedName(), Set.copyOf(each.extras()));
            }
        }
    }

    /** The normal names of all of them. */
    Set<String> names() {
        return Set.copyOf(found.keySet());
    }
}

package tiryaq.treatment.requirements;

import java.util.ArrayDeque;
import java.util.Deque;
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
        Deque<Map.Entry<String, Set<String>>> todo = new ArrayDeque<>(List.of(Map.entry(name, extras)));
        while (!todo.isEmpty()) {
            Map.Entry<String, Set<String>> next = todo.removeFirst();
            Set<String> known = found.get(next.getKey());
            if (known != null && known.containsAll(next.getValue())) {
                continue;
            }
            Set<String> all = found.computeIfAbsent(next.getKey(), _ -> new HashSet<>());
            all.addAll(next.getValue());
            for (Requirement each :
                    visible.named(next.getKey()).map(visible::requirements).orElse(List.of())) {
                if (each.applies(markers, all)) {
                    todo.add(Map.entry(each.normalizedName(), Set.copyOf(each.extras())));
                }
            }
        }
    }

    /** The normal names of all of them. */
    Set<String> names() {
        return Set.copyOf(found.keySet());
    }
}

package tiryaq.treatment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a cured command changes in the caller's environment. */
public record VariableChange(Map<String, String> set, SortedSet<String> unset) {
    /** Nothing. */
    public static final VariableChange NONE = new VariableChange(Map.of(), new TreeSet<>());

    public VariableChange {
        set = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(set));
        unset = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(unset));
    }

    /**
     * A search path variable without some entries; unset where nothing else is in it, unchanged where none is in it.
     *
     * @param value what it holds now, entries divided by {@code :}
     */
    public static VariableChange without(String name, String value, Collection<String> entries) {
        TreeSet<String> guilty = new TreeSet<>();
        entries.forEach(entry -> guilty.add(bare(entry)));
        StringJoiner rest = new StringJoiner(":");
        boolean any = false;
        boolean found = false;
        for (String entry : value.split(":", -1)) {
            if (guilty.contains(bare(entry))) {
                found = true;
            } else {
                rest.add(entry);
                any |= !entry.isEmpty();
            }
        }
        if (!found) {
            return NONE;
        }
        return any
                ? new VariableChange(Map.of(name, rest.toString()), new TreeSet<>())
                : new VariableChange(Map.of(), new TreeSet<>(java.util.Set.of(name)));
    }

    /** The entries that a search path variable loses by this, as it spells them; an empty one is none. */
    public List<String> leftOut(String name, String value) {
        List<String> rest = new ArrayList<>();
        if (set.containsKey(name)) {
            rest.addAll(List.of(set.get(name).split(":", -1)));
        } else if (!unset.contains(name)) {
            return List.of();
        }
        List<String> lost = new ArrayList<>();
        for (String entry : value.split(":", -1)) {
            if (!entry.isEmpty() && !rest.contains(entry) && !lost.contains(entry)) {
                lost.add(entry);
            }
        }
        return lost;
    }

    /** Both changes, the other one last. */
    public VariableChange and(VariableChange other) {
        TreeMap<String, String> allSet = new TreeMap<>(set);
        allSet.keySet().removeAll(other.unset());
        allSet.putAll(other.set());
        TreeSet<String> allUnset = new TreeSet<>(unset);
        allUnset.addAll(other.unset());
        allUnset.removeAll(other.set().keySet());
        return new VariableChange(allSet, allUnset);
    }

    private static String bare(String entry) {
        int end = entry.length();
        while (end > 1 && entry.charAt(end - 1) == '/') {
            end--;
        }
        return entry.substring(0, end);
    }
}

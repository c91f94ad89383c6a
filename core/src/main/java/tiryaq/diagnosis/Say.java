package tiryaq.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to tell a person, in no language yet: the key of a message and what stands in its places.
 *
 * @param key in the message bundles
 * @param places by name; values are names, paths, versions, commands: never prose
 */
public record Say(String key, Map<String, String> places) {
    public Say {
        places = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    /** A message with alternating names and values of its places. */
    public static Say of(String key, String... namesAndValues) {
        Map<String, String> places = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            places.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Say(key, places);
    }
}

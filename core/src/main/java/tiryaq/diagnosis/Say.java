package tiryaq.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to tell a person, in no language yet: the key of a message and what stands in its places.
 *
 * @param key in the message bundles; nothing but the text depends on it
 * @param places by name; values are names, paths, versions, commands: never prose
 * @param sense what else depends on what is told
 */
public record Say(String key, Map<String, String> places, Sense sense) {
    public Say {
        places = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    /** A message on which nothing else depends. */
    public Say(String key, Map<String, String> places) {
        this(key, places, Sense.PLAIN);
    }

    /** What a message means to our own further steps: which cure can be thought of, and what is told beside it. */
    public enum Sense {
        PLAIN,
        /** No more than the words that the program printed. */
        WORDS,
        /** Only which signal killed the program. */
        SIGNAL,
        /** What could not be looked at, which belongs to how sure an answer is. */
        LIMIT,
        /** What is wrong, though no cause that is built cures it. */
        TOLD,
        /** The same, of the standard library. */
        STANDARD_LIBRARY,
        /** The same, of what the standard library has since a newer Python. */
        NEWER_STANDARD_LIBRARY,
        /** The same, of code that only a newer Python reads. */
        NEWER_PYTHON,
        NOT_EXECUTABLE,
        /** The same of a Python script whose first line names no Python: as a command, a shell would run it. */
        NO_FIRST_LINE,
        IS_FOLDER,
        NOT_REACHABLE,
        /** The interpreter of a script is gone. */
        NO_INTERPRETER,
        /** A link in place of an interpreter leads nowhere. */
        NO_TARGET,
        /** The interpreter is that of the place where an environment was made. */
        ENVIRONMENT_MOVED,
        CARRIAGE_RETURN,
        NOT_SELECTED,
        NOT_ON_PATH,
        /** What the output says is missing is there. */
        THERE,
        LOADED_ELSEWHERE,
        /** No release fits that has a wheel. */
        NO_WHEEL,
        /** The project declares what may be missing, and nothing proves that it is that. */
        DECLARED;

        /** Whether it says what is wrong, though no cause that is built cures it. */
        public boolean told() {
            return this == TOLD || this == STANDARD_LIBRARY || this == NEWER_STANDARD_LIBRARY || this == NEWER_PYTHON;
        }
    }

    /** The same in another sense. */
    public Say as(Sense other) {
        return new Say(key, places, other);
    }

    /** The same, with entries of a search path variable, or lines of a file, that are left out beside it. */
    public Say without(String variable, String entries) {
        Map<String, String> more = new LinkedHashMap<>(places);
        more.merge("leftOutOf", variable, (one, other) -> one + ", " + other);
        more.merge("leftOut", entries, (one, other) -> one + ", " + other);
        return new Say(key, more, sense);
    }

    /** The same, with what is built from its source on the way. */
    public Say building(String names) {
        Map<String, String> more = new LinkedHashMap<>(places);
        more.put("built", names);
        return new Say(key, more, sense);
    }

    /** The same, with the Pythons that the project asks for, of which the one that it tells of is none. */
    public Say excluded(String demanded) {
        Map<String, String> more = new LinkedHashMap<>(places);
        more.put("demanded", demanded);
        return new Say(key, more, sense);
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

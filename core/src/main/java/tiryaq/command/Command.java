package tiryaq.command;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tiryaq.machine.OsText;

/**
 * A command that can be run as it stands, complete with its folder and what it changes in the environment.
 *
 * @param argv the program and its arguments; bytes that are no valid UTF-8 as lone low surrogates (see {@link OsText})
 * @param folder the working folder
 * @param set variables that it sets on top of the caller's environment
 * @param unset variables that it removes from the caller's environment
 */
public record Command(List<String> argv, String folder, Map<String, String> set, SortedSet<String> unset) {
    public Command {
        argv = List.copyOf(argv);
        set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
        unset = Collections.unmodifiableSortedSet(new TreeSet<>(unset));
    }

    /** A command in the caller's own environment. */
    public static Command of(List<String> argv, String folder) {
        return new Command(argv, folder, Map.of(), new TreeSet<>());
    }

    /** The same in another environment. */
    public Command with(Map<String, String> newlySet, SortedSet<String> newlyUnset) {
        TreeMap<String, String> all = new TreeMap<>(set);
        all.putAll(newlySet);
        all.keySet().removeAll(newlyUnset);
        TreeSet<String> gone = new TreeSet<>(unset);
        gone.addAll(newlyUnset);
        gone.removeAll(newlySet.keySet());
        return new Command(argv, folder, all, gone);
    }

    /** The same with other words. */
    public Command withArgv(List<String> words) {
        return new Command(words, folder, set, unset);
    }
}

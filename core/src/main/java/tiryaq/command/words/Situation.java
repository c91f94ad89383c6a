package tiryaq.command.words;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/**
 * Where a program is about to be started.
 *
 * @param variables the environment it will see
 * @param set what the command and its wrappers set
 * @param unset what they removed
 */
public record Situation(
        Machine machine,
        String folder,
        SortedMap<String, String> variables,
        SortedMap<String, String> set,
        SortedSet<String> unset) {

    /**
     * Where a program starts that is given no more than this. The machine's variables count as the caller's
     * environment.
     */
    public static Situation of(String folder, Map<String, String> set, SortedSet<String> unset, Machine machine) {
        TreeMap<String, String> variables = new TreeMap<>(machine.variables());
        variables.keySet().removeAll(unset);
        variables.putAll(set);
        return new Situation(machine, folder, variables, new TreeMap<>(set), new TreeSet<>(unset));
    }

    /** What a variable holds; null where it is not set. */
    public @Nullable String variable(String name) {
        return variables.get(name);
    }

    /** The same with a variable set. */
    public Situation with(String name, String value) {
        TreeMap<String, String> all = new TreeMap<>(variables);
        all.put(name, value);
        TreeMap<String, String> newlySet = new TreeMap<>(set);
        newlySet.put(name, value);
        TreeSet<String> stillUnset = new TreeSet<>(unset);
        stillUnset.remove(name);
        return new Situation(machine, folder, all, newlySet, stillUnset);
    }

    /** The same without a variable. */
    public Situation without(String name) {
        TreeMap<String, String> all = new TreeMap<>(variables);
        all.remove(name);
        TreeMap<String, String> stillSet = new TreeMap<>(set);
        stillSet.remove(name);
        TreeSet<String> newlyUnset = new TreeSet<>(unset);
        newlyUnset.add(name);
        return new Situation(machine, folder, all, stillSet, newlyUnset);
    }

    /** The same without any variables, as {@code env -i} has it. */
    public Situation withNothing() {
        TreeSet<String> newlyUnset = new TreeSet<>(unset);
        newlyUnset.addAll(variables.keySet());
        return new Situation(machine, folder, new TreeMap<>(), new TreeMap<>(), newlyUnset);
    }

    /** The same in another folder, named from this one. */
    public Situation in(String path) {
        return new Situation(machine, Paths.join(folder, path), variables, set, unset);
    }

    /** Without {@code .} and doubled slashes, as {@code sys.executable} is; {@code ..} may follow a link and stays. */
    public String absolute(String path) {
        String joined = Paths.join(folder, path);
        while (joined.contains("/./")) {
            joined = joined.replace("/./", "/");
        }
        while (joined.contains("//")) {
            joined = joined.replace("//", "/");
        }
        return joined;
    }
}

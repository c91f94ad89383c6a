package tiryaq.command;

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
record Situation(
        Machine machine,
        String folder,
        SortedMap<String, String> variables,
        SortedMap<String, String> set,
        SortedSet<String> unset) {

    static Situation of(Command command, Machine machine) {
        TreeMap<String, String> variables = new TreeMap<>(machine.variables());
        variables.keySet().removeAll(command.unset());
        variables.putAll(command.set());
        return new Situation(
                machine, command.folder(), variables, new TreeMap<>(command.set()), new TreeSet<>(command.unset()));
    }

    @Nullable
    String variable(String name) {
        return variables.get(name);
    }

    Situation with(String name, String value) {
        TreeMap<String, String> all = new TreeMap<>(variables);
        all.put(name, value);
        TreeMap<String, String> newlySet = new TreeMap<>(set);
        newlySet.put(name, value);
        TreeSet<String> stillUnset = new TreeSet<>(unset);
        stillUnset.remove(name);
        return new Situation(machine, folder, all, newlySet, stillUnset);
    }

    Situation without(String name) {
        TreeMap<String, String> all = new TreeMap<>(variables);
        all.remove(name);
        TreeMap<String, String> stillSet = new TreeMap<>(set);
        stillSet.remove(name);
        TreeSet<String> newlyUnset = new TreeSet<>(unset);
        newlyUnset.add(name);
        return new Situation(machine, folder, all, stillSet, newlyUnset);
    }

    Situation withNothing() {
        TreeSet<String> newlyUnset = new TreeSet<>(unset);
        newlyUnset.addAll(variables.keySet());
        return new Situation(machine, folder, new TreeMap<>(), new TreeMap<>(), newlyUnset);
    }

    Situation in(String path) {
        return new Situation(machine, Paths.join(folder, path), variables, set, unset);
    }

    /** Without {@code .} and doubled slashes, as {@code sys.executable} is; {@code ..} may follow a link and stays. */
    String absolute(String path) {
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

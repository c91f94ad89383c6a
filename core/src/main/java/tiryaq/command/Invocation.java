package tiryaq.command;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/**
 * A Python interpreter and what it was told to do.
 *
 * @param executable absolute path of the interpreter, links not followed: what {@code sys.executable} says
 * @param flags the options that decide about {@code sys.path}, as given; {@code -I} is not spelled out
 * @param interpreterArguments all options of the interpreter itself, without {@code -m}, {@code -c} and the target
 * @param arguments what follows the target
 * @param prefix the words that stand before the interpreter or script and run it ({@code env A=b}, {@code nice})
 * @param folder the working folder in which the interpreter starts
 * @param set variables that the command, its wrappers and shims set on top of the machine's
 * @param unset variables that they removed
 */
public record Invocation(
        String executable,
        Means means,
        Target target,
        Set<Flag> flags,
        List<String> interpreterArguments,
        List<String> arguments,
        List<String> prefix,
        String folder,
        Map<String, String> set,
        SortedSet<String> unset)
        implements Resolution {
    /** The variable whose folders are searched before all but the program's own. */
    public static final String SEARCH_PATH = "PYTHONPATH";

    /** Options of the interpreter that decide about {@code sys.path}. */
    public enum Flag {
        /** {@code -I} */
        ISOLATED,
        /** {@code -E} */
        IGNORE_ENVIRONMENT,
        /** {@code -s} */
        NO_USER_SITE,
        /** {@code -S} */
        NO_SITE,
        /** {@code -P} */
        SAFE_PATH
    }

    public Invocation {
        EnumSet<Flag> own = EnumSet.noneOf(Flag.class);
        own.addAll(flags);
        flags = Collections.unmodifiableSet(own);
        interpreterArguments = List.copyOf(interpreterArguments);
        arguments = List.copyOf(arguments);
        prefix = List.copyOf(prefix);
        set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
        unset = Collections.unmodifiableSortedSet(new TreeSet<>(unset));
    }

    /** An interpreter that is known by other means than a command: a traceback, an option. */
    public static Invocation known(String executable, Means means, Target target, String folder) {
        return new Invocation(
                executable,
                means,
                target,
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                folder,
                Map.of(),
                new TreeSet<>());
    }

    /** The same where another thing tells which interpreter it is. */
    public Invocation by(Means other) {
        return new Invocation(
                executable, other, target, flags, interpreterArguments, arguments, prefix, folder, set, unset);
    }

    /** The same with folders in front of what {@code PYTHONPATH} has on the machine. */
    public Invocation searching(List<String> folders, Machine machine) {
        TreeMap<String, String> all = new TreeMap<>(set);
        String rest = unset.contains(SEARCH_PATH)
                ? ""
                : set.getOrDefault(SEARCH_PATH, machine.variable(SEARCH_PATH).orElse(""));
        String added = String.join(":", folders);
        all.put(SEARCH_PATH, rest.isEmpty() ? added : added + ":" + rest);
        TreeSet<String> gone = new TreeSet<>(unset);
        gone.remove(SEARCH_PATH);
        return new Invocation(
                executable, means, target, flags, interpreterArguments, arguments, prefix, folder, all, gone);
    }

    /** The environment that the interpreter sees, from the machine's. */
    public Map<String, String> environment(Map<String, String> given) {
        TreeMap<String, String> all = new TreeMap<>(given);
        all.keySet().removeAll(unset);
        all.putAll(set);
        return all;
    }

    /** Whether it is pytest that is run, as a module or by its script. */
    public boolean runsPytest() {
        String name = switch (target) {
            case Target.Module module -> module.name();
            case Target.Script script -> Paths.name(script.path());
            case Target.Code _, Target.Stdin _, Target.Other _ -> "";
        };
        return name.equals("pytest") || name.equals("py.test");
    }
}

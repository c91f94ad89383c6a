package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.machine.Paths;

/** The script of a new environment that lets a shell find its Python under the name that the user typed. */
final class Activation {
    /** What every environment names its Python. */
    private static final Set<String> PYTHONS = Set.of("python", "python3");

    private Activation() {}

    /**
     * Its absolute path; null where sourcing it would not make the command that failed do what the one that works does.
     *
     * @param typed the command that failed
     * @param working the one that was proved in an environment that was made for it
     */
    static @Nullable String of(@Nullable Command typed, @Nullable Command working) {
        if (typed == null || working == null || !typed.set().equals(without(working))) {
            return null;
        }
        String program = working.argv().getFirst();
        String path = working.set().get("PATH");
        if (path != null) {
            boolean same = working.argv().equals(typed.argv()) && !typed.set().containsKey("PATH");
            return same ? beside(path.substring(0, end(path)), working) : null;
        }
        String name = typed.argv().getFirst();
        List<String> renamed = new ArrayList<>(working.argv());
        renamed.set(0, name);
        boolean byName = PYTHONS.contains(name)
                ? isPython(Paths.name(program))
                : Paths.name(program).equals(name);
        return byName && name.indexOf('/') < 0 && renamed.equals(typed.argv())
                ? beside(Paths.parent(program), working)
                : null;
    }

    private static Map<String, String> without(Command working) {
        Map<String, String> rest = new TreeMap<>(working.set());
        rest.remove("PATH");
        return rest;
    }

    private static int end(String path) {
        int colon = path.indexOf(':');
        return colon < 0 ? path.length() : colon;
    }

    private static boolean isPython(String name) {
        return name.startsWith("python");
    }

    private static @Nullable String beside(String folder, Command working) {
        return working.unset().isEmpty() && Paths.name(folder).equals("bin")
                ? Paths.join(Paths.absolute(working.folder(), folder), "activate")
                : null;
    }
}

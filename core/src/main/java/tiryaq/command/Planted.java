package tiryaq.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.ProjectRoot;
import tiryaq.python.SearchPaths;
import tiryaq.python.VirtualEnvironment;

/**
 * Interpreters that came with a project, like any other file of it: whoever only looks for a cause does not start them.
 * An environment whose interpreter is a link to one outside has brought none.
 */
public final class Planted {
    private static final String CONFIGURATION = "pyvenv.cfg";

    private final Machine machine;
    private final String home;
    private final List<String> roots = new ArrayList<>();

    private Planted(Machine machine) {
        this.machine = machine;
        this.home = machine.variable("HOME").orElse("/");
    }

    /** What came with the project of a working folder and, if one was run, with that of a script. */
    public static Planted in(String folder, @Nullable String script, Machine machine) {
        Planted planted = new Planted(machine);
        planted.project(folder);
        if (script != null) {
            planted.project(Paths.parent(Paths.join(folder, script)));
        }
        return planted;
    }

    /** What came with the project or lies in or beside an environment that only an output names. */
    public static Planted told(String folder, String prefix, Machine machine) {
        Planted planted = in(folder, null, machine);
        if (!prefix.isEmpty() && machine.isFile(Paths.join(prefix, CONFIGURATION))) {
            planted.environment(Paths.absolute("/", prefix));
        }
        return planted;
    }

    /** The folder itself, and all of the working tree that it is in. */
    private void project(String start) {
        String folder = Paths.absolute("/", start);
        root(folder);
        for (String above = folder; !shared(above); above = Paths.parent(above)) {
            if (ProjectRoot.versioned(machine, above)) {
                root(above);
                return;
            }
        }
    }

    /** An environment that is taken for the project's: all that lies beside it is the project's, too. */
    void environment(String prefix) {
        if (!prefix.equals("/")) {
            roots.add(Paths.real(machine, prefix).orElse(prefix));
            root(Paths.parent(prefix));
        }
    }

    private void root(String folder) {
        if (!shared(folder)) {
            roots.add(Paths.real(machine, folder).orElse(folder));
        }
    }

    /** Whether a folder is too high up to be one project's. */
    private boolean shared(String folder) {
        return folder.equals("/") || folder.equals(home) || home.startsWith(folder + "/");
    }

    /** Whether starting it would start a file of the project, or one that takes its standard library from there. */
    public boolean includes(String executable) {
        return inside(executable)
                || VirtualEnvironment.homes(executable, machine).stream()
                        .anyMatch(base -> !base.startsWith("/") || inside(base))
                || (SearchPaths.fixed(executable, machine) && inside(Paths.parent(executable)));
    }

    private boolean inside(String path) {
        Optional<String> real = Paths.real(machine, path);
        return real.isPresent() && roots.stream().anyMatch(root -> Paths.within(real.get(), root));
    }
}

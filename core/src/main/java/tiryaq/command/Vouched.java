package tiryaq.command;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.SearchPaths;
import tiryaq.python.VirtualEnvironment;

/**
 * Interpreters that may be started though only an output names them: those that are found on this machine without its
 * word, and environments whose interpreter is a link to one of these. Anybody can print a path, and lay a Python there.
 */
public final class Vouched {
    private final Machine machine;
    private final Set<String> installed = new HashSet<>();
    private final Set<String> folders = new HashSet<>();

    private Vouched(String folder, Machine machine) {
        this.machine = machine;
        for (Environment each : Interpreters.installed(folder, null, machine)) {
            real(each.executable()).ifPresent(found -> {
                installed.add(found);
                folders.add(Paths.parent(found));
            });
            real(Paths.parent(each.executable())).ifPresent(folders::add);
        }
    }

    /** As they are found from a working folder; what came with its project counts for none of the machine's. */
    public static Vouched in(String folder, Machine machine) {
        return new Vouched(folder, machine);
    }

    /** Whether it is one of them. */
    public boolean includes(String executable) {
        // Where an environment's Python takes its standard library from is written beside it, whatever it is a link to.
        return real(executable).filter(installed::contains).isPresent()
                && VirtualEnvironment.homes(executable, machine).stream()
                        .allMatch(base -> base.startsWith("/")
                                && real(base).filter(folders::contains).isPresent())
                && !SearchPaths.fixed(executable, machine);
    }

    private Optional<String> real(String path) {
        return Paths.real(machine, path);
    }
}

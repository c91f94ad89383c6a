package tiryaq.treatment.candidates;

import java.util.Optional;
import java.util.Set;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.python.Distributions;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;

/** Tells what an installer put on the search path from sources that somebody writes there. */
final class InstalledFiles {
    private static final Set<String> SITES = Set.of("site-packages", "dist-packages");

    private final PythonEnvironment seen;
    private final Machine machine;

    InstalledFiles(PythonEnvironment seen, Machine machine) {
        this.seen = seen;
        this.machine = machine;
    }

    /** Whether a file on the path is of the interpreter or of a distribution. */
    boolean holds(String file) {
        Optional<PathEntry> entry = seen.path().holding(file);
        return entry.isPresent() && holds(entry.get(), file);
    }

    private boolean holds(PathEntry entry, String file) {
        boolean site = switch (entry.origin()) {
            case STANDARD_LIBRARY, SITE, USER_SITE -> true;
            case PROGRAM, PYTHONPATH, PTH, ADDED -> madeByInstaller(entry.location());
        };
        return site
                || seen.distributions()
                        .owner(file)
                        .filter(owner -> Distributions.installed(machine, owner))
                        .isPresent()
                || named(entry.location(), top(entry, file));
    }

    private static boolean madeByInstaller(String location) {
        return SITES.contains(Paths.name(location)) || location.endsWith(".egg");
    }

    /** A distribution whose file list is lost still has its name. */
    private boolean named(String location, String top) {
        return seen.distributions().all().stream()
                .anyMatch(each -> each.location().equals(location)
                        && DistributionName.same(each.name(), top)
                        && Distributions.installed(machine, each));
    }

    private static String top(PathEntry entry, String file) {
        String inner = file.substring(Math.min(file.length(), entry.location().length() + 1));
        int slash = inner.indexOf('/');
        int dot = inner.indexOf('.');
        return slash >= 0 ? inner.substring(0, slash) : dot < 0 ? inner : inner.substring(0, dot);
    }
}

package tiryaq.treatment.candidates;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.python.Distribution;
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
        PathEntry entry = entry(file);
        if (entry == null) {
            return false;
        }
        boolean site = switch (entry.origin()) {
            case STANDARD_LIBRARY, SITE, USER_SITE -> true;
            case PROGRAM, PYTHONPATH, PTH, ADDED -> madeByInstaller(entry.location());
        };
        return site
                || seen.distributions().owner(file).filter(this::installed).isPresent()
                || named(entry.location(), top(entry, file));
    }

    private static boolean madeByInstaller(String location) {
        return SITES.contains(Paths.name(location)) || location.endsWith(".egg");
    }

    /** A distribution whose file list is lost still has its name. */
    private boolean named(String location, String top) {
        return seen.distributions().all().stream()
                .anyMatch(each ->
                        each.location().equals(location) && DistributionName.same(each.name(), top) && installed(each));
    }

    /** Whether distributions were installed in a folder. */
    boolean holdsDistributions(String location) {
        return machine.list(location).names().stream()
                .anyMatch(name -> name.endsWith(".dist-info")
                        || (name.endsWith(".egg-info") && !beside(location, Paths.join(location, name))));
    }

    private boolean installed(Distribution distribution) {
        return !distribution.metadata().endsWith(".egg-info")
                || !beside(distribution.location(), distribution.metadata());
    }

    /** Setuptools leaves metadata beside the sources, too, when it builds them or makes them editable. */
    private boolean beside(String location, String metadata) {
        return machine.isFolder(metadata)
                && !machine.isFile(Paths.join(metadata, "installed-files.txt"))
                && (project(location) || project(Paths.parent(location)));
    }

    private boolean project(String folder) {
        return machine.isFile(Paths.join(folder, "pyproject.toml")) || machine.isFile(Paths.join(folder, "setup.py"));
    }

    /** The innermost entry of the path in which a file lies; null for none. */
    @Nullable
    PathEntry entry(String file) {
        PathEntry best = null;
        for (PathEntry entry : seen.path().entries()) {
            if (Paths.within(file, entry.location())
                    && (best == null
                            || entry.location().length() > best.location().length())) {
                best = entry;
            }
        }
        return best;
    }

    private static String top(PathEntry entry, String file) {
        String inner = file.substring(Math.min(file.length(), entry.location().length() + 1));
        int slash = inner.indexOf('/');
        int dot = inner.indexOf('.');
        return slash >= 0 ? inner.substring(0, slash) : dot < 0 ? inner : inner.substring(0, dot);
    }
}

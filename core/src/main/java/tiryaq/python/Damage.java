package tiryaq.python;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.binary.NativeHeader;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.NativeName;
import tiryaq.packaging.RecordFile;
import tiryaq.packaging.Requirement;

/** What is gone or broken of that which modules need, as RECORDs and the headers of files tell, in bounded time. */
public final class Damage {
    private static final int DISTRIBUTIONS = 64;
    private static final int FILES = 4000;

    private final PythonEnvironment seen;
    private final Machine machine;
    private final Deque<Distribution> todo = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private int files;
    private @Nullable String found;

    private Damage(PythonEnvironment seen, Machine machine) {
        this.seen = seen;
        this.machine = machine;
    }

    /**
     * The first file that is gone, emptied or, as a compiled one, cut short among those of the distributions that these
     * modules come from, and of all that those require and that is installed beside them; empty where none is seen.
     *
     * @param modules dotted; what is not found is passed over
     */
    public static Optional<String> of(PythonEnvironment seen, Collection<String> modules, Machine machine) {
        Damage damage = new Damage(seen, machine);
        for (String module : modules) {
            seen.modules().find(module).ifPresent(damage::begin);
        }
        while (damage.found == null && !damage.todo.isEmpty()) {
            damage.read(damage.todo.removeFirst());
        }
        return Optional.ofNullable(damage.found);
    }

    private void begin(Module module) {
        for (String file : module.file().isEmpty() ? inits(module.folders()) : List.of(module.file())) {
            Optional<Distribution> owner = seen.distributions().owner(file);
            if (owner.isPresent()) {
                add(owner.get());
            } else if (broken(file, -1)) {
                found = file;
            }
        }
    }

    /** A package that has lost the file that makes it one looks like a folder that distributions share. */
    private static List<String> inits(List<String> folders) {
        return folders.stream().map(folder -> Paths.join(folder, "__init__.py")).toList();
    }

    private void add(Distribution distribution) {
        if (known.size() < DISTRIBUTIONS && known.add(DistributionName.normalize(distribution.name()))) {
            todo.add(distribution);
        }
    }

    private void read(Distribution distribution) {
        RecordFile.visit(seen.distributions().record(distribution), entry -> {
            if (loads(entry.path())) {
                files++;
                String file = Paths.join(distribution.location(), entry.path());
                if (gone(distribution.location(), entry.path()) || broken(file, entry.size())) {
                    found = file;
                }
            }
            return found != null || files >= FILES;
        });
        if (files < FILES) {
            for (Requirement requirement : seen.distributions().requirements(distribution)) {
                if (requirement.applies(seen.markers(), Set.of())) {
                    seen.distributions().named(requirement.name()).ifPresent(this::add);
                }
            }
        }
    }

    /**
     * What an import may load. Tests are often left out on purpose, and those that lie on top several distributions
     * share.
     */
    private static boolean loads(String path) {
        return (path.endsWith(".py") || NativeName.isNative(path))
                && !path.startsWith("/")
                && !path.startsWith("../")
                && !("/" + path).contains("/tests/")
                && !("/" + path).contains("/test/");
    }

    /**
     * By listings alone: what could not be listed may be there. Compiled in advance, a file can do without its source.
     */
    private boolean gone(String location, String path) {
        String folder = location;
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            Listing listing = machine.list(folder);
            if (listing.problem() != Problem.NONE) {
                return false;
            }
            boolean there = has(listing, parts[i])
                    || (i == parts.length - 1 && parts[i].endsWith(".py") && has(listing, parts[i] + "c"));
            if (!there) {
                return true;
            }
            folder = Paths.join(folder, parts[i]);
        }
        return false;
    }

    private static boolean has(Listing listing, String name) {
        return Collections.binarySearch(listing.names(), name) >= 0;
    }

    /** @param size that it should have; -1 where nothing says */
    private boolean broken(String file, long size) {
        FileStatus status = machine.stat(file);
        if (status.kind() != FileStatus.Kind.FILE) {
            return false;
        }
        return NativeName.isNative(file)
                ? machine.read(file, 0, 1).problem() == Problem.NONE && !NativeHeader.isWhole(machine, file)
                : size > 0 && status.size() == 0;
    }
}

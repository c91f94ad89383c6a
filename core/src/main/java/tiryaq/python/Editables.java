package tiryaq.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/**
 * Editable installs whose source is not where they say (PEP 660 and before): a {@code .pth} file, a finder module of
 * setuptools or an {@code .egg-link} that names a place where nothing is.
 */
public final class Editables {
    private static final String FINDER = "_finder.py";

    private final PythonEnvironment seen;
    private final Machine machine;
    private final String module;
    private final List<Lost> found = new ArrayList<>();

    private Editables(PythonEnvironment seen, Machine machine, String module) {
        this.seen = seen;
        this.machine = machine;
        this.module = module;
    }

    /**
     * A file that leads nowhere.
     *
     * @param place what it names
     * @param meant whether the file is that of the module in question, by the metadata beside it or by its own name
     */
    public record Lost(String file, String place, boolean meant) {}

    /**
     * The file that leads nowhere and by which this top-level module was installed, else any other that leads nowhere.
     */
    public static Optional<Lost> of(PythonEnvironment seen, Machine machine, String module) {
        Editables editables = new Editables(seen, machine, module);
        for (PathEntry entry : seen.path().entries()) {
            if (entry.origin() == PathEntry.Origin.SITE || entry.origin() == PathEntry.Origin.USER_SITE) {
                for (String name : machine.list(entry.location()).names()) {
                    editables.read(entry.location(), name);
                }
            }
        }
        return editables.found.stream()
                .filter(Lost::meant)
                .findFirst()
                .or(() -> editables.found.stream().findFirst());
    }

    private void read(String folder, String name) {
        String file = Paths.join(folder, name);
        if (name.endsWith(".pth")) {
            for (String line : text(file).split("\n")) {
                String place = line.strip();
                if (place.startsWith("/")) {
                    take(file, place);
                }
            }
        } else if (name.endsWith(".egg-link")) {
            String place = text(file).split("\n", 2)[0].strip();
            if (place.startsWith("/")) {
                String project = name.substring(0, name.length() - ".egg-link".length());
                take(file, place, bare(project).equals(bare(module)));
            }
        } else if (name.startsWith("__editable__") && name.endsWith(FINDER)) {
            mapped(file).ifPresent(place -> take(file, place, true));
        }
    }

    private void take(String file, String place) {
        boolean meant = seen.distributions()
                .owner(file)
                .filter(owner -> bare(owner.name()).equals(bare(module))
                        || text(Paths.join(owner.metadata(), "top_level.txt"))
                                .lines()
                                .anyMatch(module::equals))
                .isPresent();
        // The place may be there still, and what was in it gone from it.
        boolean emptied = meant
                && machine.isFolder(place)
                && !machine.isFolder(Paths.join(place, module))
                && !machine.isFile(Paths.join(place, module + ".py"));
        take(file, emptied ? Paths.join(place, module) : place, meant);
    }

    private void take(String file, String place, boolean meant) {
        if (!machine.stat(place).exists() && !machine.stat(place + ".py").exists()) {
            found.add(new Lost(file, place, meant));
        }
    }

    /** Where a finder of setuptools says that the module is: {@code MAPPING = {'module': '/place'}} on one line. */
    private Optional<String> mapped(String file) {
        String key = "'" + module + "': '";
        for (String line : text(file).split("\n")) {
            int at = line.startsWith("MAPPING") ? line.indexOf(key) : -1;
            int end = at < 0 ? -1 : line.indexOf('\'', at + key.length());
            if (end > 0) {
                return Optional.of(line.substring(at + key.length(), end)).filter(place -> place.startsWith("/"));
            }
        }
        return Optional.empty();
    }

    private String text(String file) {
        return machine.source(file);
    }

    /** Projects write with dashes what Python cannot. */
    private static String bare(String name) {
        return name.replace("-", "").replace("_", "").replace(".", "").toLowerCase(Locale.ROOT);
    }
}

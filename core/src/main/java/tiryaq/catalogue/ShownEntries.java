package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** Folders that a log shows to have been searched: its stack was loaded from there, whatever is set now. */
final class ShownEntries {
    private static final int MOST = 4;
    private static final List<String> PACKAGES = List.of("/site-packages/", "/dist-packages/");

    private final PythonEnvironment seen;
    private final String folder;
    private final Machine machine;
    private final List<Served> found = new ArrayList<>();

    private ShownEntries(PythonEnvironment seen, String folder, Machine machine) {
        this.seen = seen;
        this.folder = folder;
        this.machine = machine;
    }

    /** A top-level name and the folder that it was loaded from. */
    private record Served(String entry, String top) {}

    /**
     * Those that are still there and are not searched now, in an order in which each package of the stack is found
     * where it was.
     */
    static List<String> of(Symptom symptom, PythonEnvironment seen, String folder, Machine machine) {
        ShownEntries entries = new ShownEntries(seen, folder, machine);
        symptom.incidents().forEach(entries::read);
        return entries.ordered();
    }

    /** Whether code of the stack itself, and no variable, may have put folders on the path. */
    static boolean byProgram(Symptom symptom, List<String> entries, String folder, Machine machine) {
        for (Incident incident : symptom.incidents()) {
            for (Frame frame : incident.frames()) {
                String file = frame.internal() ? "" : Paths.absolute(folder, frame.file());
                boolean own = !file.isEmpty()
                        && PACKAGES.stream().noneMatch(file::contains)
                        && entries.stream().noneMatch(entry -> Paths.within(file, entry))
                        && !machine.isFile(Paths.join(Paths.parent(file), "os.py"));
                String text = own ? machine.source(file) : "";
                if (text.contains("sys.path") || text.contains("addsitedir(")) {
                    return true;
                }
            }
        }
        return false;
    }

    private void read(Incident incident) {
        String importing = null;
        boolean first = true;
        for (Frame frame : incident.frames()) {
            if (!frame.internal()) {
                serve(Paths.absolute(folder, frame.file()), importing == null ? "" : importing, first);
                importing = frame.source();
                first = false;
            }
        }
        if (incident.failure() instanceof Failure.Lacking lacking && lacking.file() != null) {
            serve(Paths.absolute(folder, lacking.file()), importing == null ? "" : importing, false);
        }
        // A top-level module that is not there was loaded from nowhere.
        String about = incident.failure().about();
        boolean absent = incident.failure() instanceof Failure.MissingModule && about.indexOf('.') < 0;
        if (!absent && !about.isEmpty()) {
            for (Frame frame : incident.frames()) {
                if (!frame.internal()) {
                    String top = ModuleName.top(about);
                    entry(Paths.absolute(folder, frame.file()), top, machine)
                            .ifPresent(entry -> add(new Served(entry, top)));
                }
            }
        }
    }

    /**
     * @param importing the line that had it loaded; empty for none
     * @param first whether the program began in it, so that it may have been run by its path
     */
    private void serve(String file, String importing, boolean first) {
        if (!machine.isFile(file)) {
            return;
        }
        for (String packages : PACKAGES) {
            int at = file.lastIndexOf(packages);
            if (at > 0) {
                String rest = file.substring(at + packages.length());
                int end = rest.indexOf('/');
                add(new Served(
                        file.substring(0, at + packages.length() - 1),
                        end < 0 ? rest.substring(0, Math.max(0, rest.lastIndexOf('.'))) : rest.substring(0, end)));
                return;
            }
        }
        for (String module : ImportLine.modules(importing)) {
            String top = ModuleName.top(module);
            Optional<String> entry = alone(file, top).or(() -> entry(file, top, machine));
            if (entry.isPresent()) {
                add(new Served(entry.get(), top));
                return;
            }
        }
        if (!first) {
            climb(file).ifPresent(this::add);
        }
    }

    private Optional<String> alone(String file, String top) {
        String parent = Paths.parent(file);
        return Paths.name(file).equals(top + ".py") && !isPackage(parent) ? Optional.of(parent) : Optional.empty();
    }

    /** The folder around the outermost package that a file is in. */
    private Optional<Served> climb(String file) {
        String top = Paths.parent(file);
        if (!isPackage(top)) {
            return Optional.empty();
        }
        while (isPackage(Paths.parent(top)) && top.length() > 1) {
            top = Paths.parent(top);
        }
        return Optional.of(new Served(Paths.parent(top), Paths.name(top)));
    }

    private boolean isPackage(String path) {
        return machine.isFile(Paths.join(path, "__init__.py"));
    }

    private void add(Served served) {
        if (!found.contains(served) && !standardLibrary(served.entry()) && !known(served.entry())) {
            found.add(served);
        }
    }

    /** That of another Python is none of this one's entries, whatever printed the log. */
    private boolean standardLibrary(String entry) {
        return machine.isFile(Paths.join(entry, "os.py"))
                || (seen.inStandardLibrary(entry) && PACKAGES.stream().noneMatch((entry + "/")::contains));
    }

    private boolean known(String entry) {
        Optional<String> real = Paths.real(machine, entry);
        return seen.path().locations().stream()
                .anyMatch(each -> each.equals(entry) || (real.isPresent() && real.equals(Paths.real(machine, each))));
    }

    private List<String> ordered() {
        List<String> entries = new ArrayList<>();
        for (Served served : found) {
            if (!entries.contains(served.entry()) && entries.size() < MOST) {
                int before = 0;
                while (before < entries.size() && !hides(entries.get(before), served)) {
                    before++;
                }
                entries.add(before, served.entry());
            }
        }
        return entries;
    }

    /** Whether a folder would have served the name itself, had it been searched first. */
    private boolean hides(String other, Served served) {
        String path = Paths.join(other, served.top());
        return isPackage(path) || machine.isFile(path + ".py");
    }

    /** The folder from which a package was loaded, by one of its files. */
    static Optional<String> entry(String file, String top, Machine machine) {
        String inner = "/" + top + "/";
        for (int at = file.indexOf(inner); at > 0; at = file.indexOf(inner, at + 1)) {
            String entry = file.substring(0, at);
            if (machine.isFile(entry + inner + "__init__.py") && !machine.isFile(entry + "/__init__.py")) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}

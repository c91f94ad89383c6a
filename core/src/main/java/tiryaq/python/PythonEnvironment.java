package tiryaq.python;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Platform;
import tiryaq.packaging.MarkerEnvironment;

/** An interpreter together with what its programs can import. */
public final class PythonEnvironment {
    private final Interpreter interpreter;
    private final Start start;
    private final SearchPath path;
    private final Machine machine;
    private final Modules modules;
    private final Distributions distributions;

    /** What this interpreter sees when it is started so, with the machine's variables. */
    public PythonEnvironment(Interpreter interpreter, Start start, Machine machine) {
        this(interpreter, start, SearchPaths.of(interpreter, start, machine), machine, null);
    }

    private PythonEnvironment(
            Interpreter interpreter, Start start, SearchPath path, Machine machine, @Nullable Distributions read) {
        this.interpreter = interpreter;
        this.start = start;
        this.path = path;
        this.machine = machine;
        this.modules = new Modules(interpreter, path, machine);
        this.distributions = read == null ? new Distributions(path, machine) : read.along(path);
    }

    /** The same with one entry of the path left out. */
    public PythonEnvironment without(PathEntry entry) {
        return new PythonEnvironment(interpreter, start, path.without(entry), machine, distributions);
    }

    /** The same with a folder of packages in front, but for the program's own. */
    public PythonEnvironment with(String location, PathEntry.Origin origin) {
        return new PythonEnvironment(interpreter, start, path.with(location, origin), machine, distributions);
    }

    /** The same with other entries, in this order. */
    public PythonEnvironment searching(List<PathEntry> entries) {
        SearchPath other = new SearchPath(entries, path.executableLines());
        return new PythonEnvironment(interpreter, start, other, machine, distributions);
    }

    /** The interpreter itself. */
    public Interpreter interpreter() {
        return interpreter;
    }

    /** How it was started. */
    public Start start() {
        return start;
    }

    /** The variables of PEP 508 by which requirements that are installed there apply or not. */
    public Map<String, String> markers() {
        return markers(interpreter, machine.platform());
    }

    /** The same for any interpreter. */
    public static Map<String, String> markers(Interpreter interpreter, Platform platform) {
        return MarkerEnvironment.of(
                interpreter.version().toString(),
                interpreter.implementation(),
                platform.system(),
                platform.processor());
    }

    /** Where it looks for modules, in its order. */
    public SearchPath path() {
        return path;
    }

    /** The modules that it finds there. */
    public Modules modules() {
        return modules;
    }

    /** The distributions that are installed there. */
    public Distributions distributions() {
        return distributions;
    }

    /** Whether a file is of the interpreter's own standard library; what is installed below that is not. */
    public boolean inStandardLibrary(String file) {
        return interpreter.path().stream().anyMatch(folder -> Paths.within(file, folder)) && !thirdParty(file);
    }

    /**
     * Whether a file lies where distributions lie, in no standard library, not beside the program and not where it put
     * them.
     */
    public boolean thirdParty(String file) {
        return path.holding(file)
                .map(PathEntry::origin)
                .filter(origin -> switch (origin) {
                    case STANDARD_LIBRARY, PROGRAM, ADDED -> false;
                    case PYTHONPATH, SITE, USER_SITE, PTH -> true;
                })
                .isPresent();
    }

    /** {@code Python 3.13}. */
    public String label() {
        String name = interpreter.implementation().equals("pypy") ? "PyPy " : "Python ";
        return name + interpreter.version().feature();
    }
}

package tiryaq.treatment.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.WithVariables;
import tiryaq.packaging.Version;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.Start;
import tiryaq.python.VirtualEnvironment;

/**
 * The pip that can work for an interpreter. An environment may well have none: those of uv and of
 * {@code venv --without-pip}.
 *
 * @param words that start it, up to the verb, for the interpreter in question
 */
public record Pip(Kind kind, List<String> words) {
    /** Whose it is. */
    public enum Kind {
        /** The interpreter's own. */
        OWN,
        /** That of the environment's base, which is told where to work ({@code --python}). */
        BASE,
        /** The wheel that {@code ensurepip} would install: run as it is, it answers questions. */
        BUNDLED
    }

    /** Since this release pip works for another interpreter than the one that runs it. */
    private static final Version FOR_OTHERS = Version.parse("22.3").orElseThrow();

    /** Where Debian keeps the wheels that it takes out of {@code ensurepip}. */
    private static final String DEBIAN_WHEELS = "/usr/share/python-wheels";

    public Pip {
        words = List.copyOf(words);
    }

    /** The one that needs least; empty where there is none at all. */
    public static Optional<Pip> of(Interpreter python, Machine machine) {
        String executable = python.executable();
        if (own(python, machine)) {
            return Optional.of(new Pip(Kind.OWN, words(python, ownPath(python, machine))));
        }
        return ofBase(python, machine)
                .map(base -> new Pip(Kind.BASE, List.of(base, "-I", "-B", "-m", "pip", "--python", executable)))
                .or(() -> bundled(python, machine).map(wheel -> new Pip(Kind.BUNDLED, words(python, wheel + "/pip"))));
    }

    /**
     * What starts a pip without the user's variables and packages, and without what lies in the folder where it is
     * started: before Python 3.4 no option keeps that out, so that it is started by its path.
     *
     * @param path of its package
     */
    private static List<String> words(Interpreter python, String path) {
        if (!python.version().atLeast(3, 4)) {
            return List.of(python.executable(), "-E", "-s", "-B", path);
        }
        List<String> words = new ArrayList<>(List.of(python.executable(), "-I", "-B"));
        words.addAll(path.endsWith(".whl/pip") ? List.of(path) : List.of("-m", "pip"));
        return words;
    }

    private static String ownPath(Interpreter python, Machine machine) {
        return seenBy(python, machine)
                .modules()
                .find("pip")
                .map(found -> Paths.parent(found.file()))
                .orElse("");
    }

    /** Whether the interpreter itself can import one, wherever it is started. */
    public static boolean own(Interpreter python, Machine machine) {
        return isIn(seenBy(python, machine));
    }

    /** The base interpreter of an environment, if its pip can work there. */
    public static Optional<String> ofBase(Interpreter python, Machine machine) {
        String home = VirtualEnvironment.of(python.executable(), machine)
                .map(VirtualEnvironment::home)
                .orElse("");
        for (String name : List.of("python" + python.version().feature(), "python3", "python")) {
            String base = Paths.join(home, name);
            if (home.startsWith("/") && machine.stat(base).executable()) {
                PythonEnvironment seen = seenBy(as(python, base, Paths.parent(home)), machine);
                boolean fit = isIn(seen)
                        && seen.distributions()
                                .named("pip")
                                .flatMap(pip -> Version.parse(pip.version()))
                                .filter(version -> version.compareTo(FOR_OTHERS) >= 0)
                                .isPresent();
                return fit ? Optional.of(base) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isIn(PythonEnvironment seen) {
        return seen.modules()
                .find("pip")
                .filter(found -> !found.file().isEmpty())
                .isPresent();
    }

    /** Without variables and the user's own packages, as {@code -I} starts it. */
    private static PythonEnvironment seenBy(Interpreter python, Machine machine) {
        Start isolated = new Start(null, true, true, false, "/", List.of());
        return new PythonEnvironment(python, isolated, new WithVariables(machine, Map.of()));
    }

    private static Interpreter as(Interpreter python, String executable, String prefix) {
        return new Interpreter(
                executable,
                python.version(),
                python.implementation(),
                python.cacheTag(),
                python.soabi(),
                python.extensionSuffixes(),
                prefix,
                prefix,
                python.platlibdir(),
                python.platform(),
                python.libc(),
                python.abiflags(),
                python.builtins(),
                python.path(),
                python.bits());
    }

    private static Optional<String> bundled(Interpreter python, Machine machine) {
        List<String> folders = new ArrayList<>();
        for (String entry : python.path()) {
            if (machine.isFile(entry + "/ensurepip/__init__.py")) {
                folders.add(entry + "/ensurepip/_bundled");
                folders.add(DEBIAN_WHEELS);
            }
        }
        for (String folder : folders) {
            for (String name : machine.list(folder).names()) {
                if (name.startsWith("pip-") && name.endsWith(".whl")) {
                    return Optional.of(Paths.join(folder, name));
                }
            }
        }
        return Optional.empty();
    }
}

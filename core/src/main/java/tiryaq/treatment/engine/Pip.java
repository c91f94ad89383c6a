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
        /** That of the environment's base, run by the environment's own interpreter. */
        BASE,
        /** The wheel that {@code ensurepip} would install: run as it is, it answers questions. */
        BUNDLED
    }

    /** Since this release pip works for another interpreter than the one that runs it. */
    private static final Version FOR_OTHERS = Version.parse("22.3").orElseThrow();

    /**
     * Starts pip without what is installed beside it: it reads the metadata of all of that to answer any question, and
     * a damaged or strange file there would keep it from that, or take all memory.
     */
    private static final String ALONE = """
            import os, sys
            if sys.path[:1] == ['']:
                del sys.path[0]
            folder = sys.argv.pop(1)
            if folder:
                sys.path.append(folder)
            import pip, runpy
            def installed(place):
                try:
                    names = os.listdir(place)
                except (IOError, OSError):
                    return False
                ends = ('.dist-info', '.egg-info', '.egg', '.egg-link')
                own = 'os.py' in names or place.endswith('lib-dynload')
                return not own and any(name.endswith(ends) for name in names)
            sys.path[:] = [place for place in sys.path if not installed(place)]
            runpy.run_module('pip.__main__', None, '__main__', True)
            """;

    /** Where Debian keeps the wheels that it takes out of {@code ensurepip}. */
    private static final String DEBIAN_WHEELS = "/usr/share/python-wheels";

    public Pip {
        words = List.copyOf(words);
    }

    /** The one that needs least; empty where there is none at all. */
    public static Optional<Pip> of(Interpreter python, Machine machine) {
        if (own(python, machine)) {
            return Optional.of(new Pip(Kind.OWN, words(python, "")));
        }
        return ofBase(python, machine)
                .map(base -> new Pip(Kind.BASE, words(python, folder(base, python, machine))))
                .or(() -> bundled(python, machine).map(wheel -> new Pip(Kind.BUNDLED, words(python, wheel))));
    }

    /**
     * What starts a pip without the user's variables and packages, and without what lies in the folder where it is
     * started.
     *
     * @param folder or archive that has the package; empty where the interpreter finds it
     */
    private static List<String> words(Interpreter python, String folder) {
        List<String> words = new ArrayList<>(List.of(python.executable()));
        words.addAll(python.version().atLeast(3, 4) ? List.of("-I", "-B") : List.of("-E", "-s", "-B"));
        words.addAll(List.of("-c", ALONE, folder));
        return words;
    }

    private static String folder(String base, Interpreter python, Machine machine) {
        return seenBy(as(python, base, Paths.parent(Paths.parent(base))), machine)
                .modules()
                .find("pip")
                .map(found -> Paths.parent(Paths.parent(found.file())))
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

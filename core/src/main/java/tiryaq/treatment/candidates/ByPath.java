package tiryaq.treatment.candidates;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Means;
import tiryaq.command.Resolver;
import tiryaq.command.Target;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Platform;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Program;
import tiryaq.treatment.Treatment;

/**
 * A program that a shell script or make starts. Where they find its Python on {@code PATH}, another one that is first
 * there starts the same program another way; where they name it themselves, nothing from outside does.
 */
final class ByPath {
    private static final String PATH = "PATH";
    private static final int SCRIPT = 16 << 10;

    private ByPath() {}

    /** Whether a shell script or make starts the Python, in words of their own. */
    static boolean startedByScript(Examined examined) {
        return byScript(examined).isPresent();
    }

    private static Optional<Invocation> byScript(Examined examined) {
        return examined.resolution()
                .filter(Invocation.class::isInstance)
                .map(Invocation.class::cast)
                .filter(ran -> ran.means() == Means.SHELL_SCRIPT);
    }

    /** The program, to be started with another Python first on {@code PATH}; empty where that would not be used. */
    static Optional<Program> of(Examined examined, Command command) {
        return examined.patient()
                .environment()
                .flatMap(seen -> byScript(examined)
                        .flatMap(
                                ran -> of(ran, command, seen, examined.patient().machine())));
    }

    /** Whether a treatment's command, as far as the disk shows, starts what lies first on its {@code PATH}. */
    static boolean reaches(Treatment treatment, Machine machine) {
        Command cured = treatment.cured();
        return cured != null
                && Resolver.resolve(cured, machine) instanceof Invocation ran
                && cured.set().getOrDefault(PATH, "").startsWith(Paths.parent(ran.executable()) + ":");
    }

    private static Optional<Program> of(Invocation ran, Command command, PythonEnvironment seen, Machine machine) {
        String path = path(ran, command, machine);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Command starter = command.with(Map.of(PATH, path), new TreeSet<>());
        Planned planned = new Planned(machine, seen.interpreter().executable());
        Command another = starter.with(Map.of(PATH, Planned.FOLDER + ":" + path), new TreeSet<>());
        if (!(Resolver.resolve(another, planned) instanceof Invocation there)
                || !Paths.parent(there.executable()).equals(Planned.FOLDER)) {
            return Optional.empty();
        }
        List<String> program = switch (ran.target()) {
            case Target.Module module -> List.of("-m", module.name());
            case Target.Script script -> List.of(script.word());
            case Target.Code _, Target.Stdin _, Target.Other _ -> List.of();
        };
        Map<String, String> own = new TreeMap<>(Programs.withoutShim(ran.set(), command));
        own.remove(PATH);
        return Optional.of(new Program(
                ran.interpreterArguments(), program, ran.folder(), seen.start().first(), own, ran.unset(), starter));
    }

    /** Where the script looks for programs; empty where it says that itself. A shim adds what it has found. */
    private static String path(Invocation ran, Command command, Machine machine) {
        String path = machine.variable(PATH).orElse("");
        String root = ran.set().get("PYENV_ROOT");
        if (root == null || !ran.set().containsKey("PYENV_VERSION")) {
            return ran.set().containsKey(PATH) && !command.set().containsKey(PATH) ? "" : path;
        }
        while (path.startsWith(root + "/versions/") && path.indexOf(':') > 0) {
            path = path.substring(path.indexOf(':') + 1);
        }
        return path;
    }

    /**
     * A machine on which an environment stands that is only planned, with the programs that lie beside an interpreter.
     */
    private record Planned(Machine around, String python) implements Machine {
        static final String FOLDER = "/.planned/bin";

        private Optional<String> twin(String path) {
            return path.startsWith(FOLDER + "/")
                    ? Optional.of(Paths.join(Paths.parent(python), path.substring(FOLDER.length() + 1)))
                    : Optional.empty();
        }

        private static boolean namesPython(String path) {
            return List.of("python", "python3").contains(Paths.name(path));
        }

        @Override
        public FileStatus stat(String path) {
            if (path.equals(FOLDER) || path.equals(Paths.parent(FOLDER))) {
                return new FileStatus(FileStatus.Kind.FOLDER, 0, 0, "", false);
            }
            return around.stat(
                    namesPython(path) && twin(path).isPresent()
                            ? python
                            : twin(path).orElse(path));
        }

        @Override
        public FileStatus lstat(String path) {
            return path.startsWith(Paths.parent(FOLDER)) ? stat(path) : around.lstat(path);
        }

        @Override
        public Listing list(String folder) {
            return around.list(folder);
        }

        @Override
        public Optional<String> readLink(String path) {
            return path.startsWith(Paths.parent(FOLDER)) ? Optional.empty() : around.readLink(path);
        }

        @Override
        public Content read(String path, long position, int length) {
            Optional<String> twin = twin(path);
            if (twin.isEmpty()) {
                return around.read(path, position, length);
            }
            if (namesPython(path)) {
                return around.read(python, position, length);
            }
            String text = new String(around.read(twin.get(), 0, SCRIPT).bytes(), StandardCharsets.ISO_8859_1)
                    .replace(Paths.parent(python) + "/", FOLDER + "/");
            byte[] all = text.getBytes(StandardCharsets.ISO_8859_1);
            int from = (int) Math.min(position, all.length);
            Content there = around.read(twin.get(), position, 0);
            return new Content(Arrays.copyOfRange(all, from, Math.min(all.length, from + length)), there.problem());
        }

        @Override
        public Map<String, String> variables() {
            return around.variables();
        }

        @Override
        public Platform platform() {
            return around.platform();
        }
    }
}

package tiryaq.cli.options;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.command.Environment;
import tiryaq.command.Interpreters;
import tiryaq.command.words.Shebang;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.python.VirtualEnvironment;

/**
 * What to tell of a program or script that is named and is not there. What is near is only told, never run.
 *
 * @param said what is missing, and what is there in its place
 * @param instead the command with that in its place; null where nothing is near
 */
public record MissingProgram(Say said, @Nullable Command instead) {
    private static final String PYTHON = "python";

    /** What Python programs are started with: a name that is near any other program's may mean anything. */
    private static final List<String> FAMILY = List.of(
            PYTHON, "pip", "pytest", "ipython", "poetry", "conda", "flask", "django", "jupyter", "gunicorn", "uvicorn");

    /** Of a command whose program {@code subject} was not found: on PATH, or by its path. */
    public static MissingProgram of(String subject, Command command, Machine machine) {
        String path = Paths.absolute(command.folder(), subject);
        if (subject.endsWith(".py")) {
            Optional<String> near = machine.isFile(path) ? Optional.of(subject) : beside(subject, path, machine);
            Optional<String> python = python(machine);
            if (near.isEmpty() || python.isEmpty()) {
                return plain(subject);
            }
            Command instead = with(subject, List.of(python.get(), near.get()), command);
            return near.get().equals(subject)
                    ? new MissingProgram(Say.of("cli.command-not-found.script", "command", subject), instead)
                    : near(subject, near.get(), instead);
        }
        if (assigns(subject)
                && command.argv().size() > 1
                && command.argv().getFirst().equals(subject)) {
            List<String> words = new ArrayList<>(command.argv());
            words.addFirst("env");
            return new MissingProgram(
                    Say.of("cli.command-not-found.assignment", "command", subject), command.withArgv(words));
        }
        Optional<VirtualEnvironment.Baseless> baseless =
                subject.indexOf('/') >= 0 ? Optional.empty() : VirtualEnvironment.baseless(machine, subject);
        if (baseless.isPresent()) {
            String program = baseless.get().path();
            return new MissingProgram(
                    Say.of(
                            "cli.command-not-found.baseless",
                            "path",
                            program,
                            "target",
                            baseless.get().target()),
                    with(subject, List.of(program), command));
        }
        Optional<Environment> around = subject.indexOf('/') >= 0 ? Optional.empty() : around(subject, command, machine);
        if (around.isPresent()) {
            String prefix = around.get().prefix();
            String program = Paths.join(prefix, "bin/" + subject);
            boolean here = Paths.parent(prefix).equals(command.folder());
            String word = here ? Paths.name(prefix) + "/bin/" + subject : program;
            String python = interpreter(program, machine);
            boolean moved = python.startsWith("/") && !machine.stat(python).exists();
            Say said = moved
                    ? Say.of("cli.command-not-found.moved", "command", subject, "path", prefix, "interpreter", python)
                    : Say.of("cli.command-not-found.environment", "command", subject, "path", prefix);
            return new MissingProgram(said, with(subject, List.of(word), command));
        }
        Optional<String> near = subject.indexOf('/') >= 0 ? beside(subject, path, machine) : onPath(subject, machine);
        return near.map(name -> near(subject, name, with(subject, List.of(name), command)))
                .orElseGet(() -> plain(subject));
    }

    /** Of a command that gives its Python a script that is not there. */
    public static MissingProgram script(String word, String path, Command command, Machine machine) {
        return beside(word, path, machine)
                .map(name -> new MissingProgram(
                        Say.of("cli.no-such-script.near", "path", path, "near", name),
                        with(word, List.of(name), command)))
                .orElseGet(() -> new MissingProgram(Say.of("cli.no-such-script", "path", path), null));
    }

    /** Whether a word is what a shell takes for a variable, where it is not the word that names a program. */
    private static boolean assigns(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && Identifier.is(word.substring(0, equals));
    }

    /** The environment of the project that has this program, the nearest first. */
    private static Optional<Environment> around(String program, Command command, Machine machine) {
        return Interpreters.candidates(command.folder(), null, machine).stream()
                .filter(each -> each.kind() != Environment.Kind.BASE
                        && Paths.within(/* path= */ command.folder(), /* folder= */ Paths.parent(each.prefix()))
                        && machine.stat(Paths.join(each.prefix(), "bin/" + program))
                                .executable())
                .findFirst();
    }

    /** What the first line of a script names, without what an editor of another system ends it with; empty for none. */
    private static String interpreter(String script, Machine machine) {
        return Shebang.of(machine.read(script, 0, Shebang.LENGTH).bytes())
                .map(found -> found.interpreter().strip())
                .orElse("");
    }

    private static MissingProgram plain(String subject) {
        return new MissingProgram(Say.of("cli.command-not-found", "command", subject), null);
    }

    private static MissingProgram near(String subject, String near, Command instead) {
        return new MissingProgram(Say.of("cli.command-not-found.near", "command", subject, "near", near), instead);
    }

    private static Command with(String word, List<String> instead, Command command) {
        List<String> argv = new ArrayList<>(command.argv());
        int at = argv.indexOf(word);
        if (at >= 0) {
            argv.remove(at);
            argv.addAll(at, instead);
        }
        return command.withArgv(argv);
    }

    /** A file of the same folder with nearly the same name, as the word would name it. */
    private static Optional<String> beside(String word, String path, Machine machine) {
        List<String> names = new ArrayList<>();
        for (String name : machine.list(Paths.parent(path)).names()) {
            if (machine.isFile(Paths.join(Paths.parent(path), name))) {
                names.add(name);
            }
        }
        String folder = word.substring(0, word.lastIndexOf('/') + 1);
        return Nearest.to(Paths.name(path), names).map(name -> folder + name);
    }

    /** A program on PATH with nearly the same name: one that only goes on, as python3 does, before any other. */
    private static Optional<String> onPath(String subject, Machine machine) {
        List<String> names = new ArrayList<>();
        for (String folder : path(machine)) {
            for (String name : machine.list(folder).names()) {
                boolean meant = name.startsWith(subject)
                        || (subject.length() > 4 && FAMILY.stream().anyMatch(name::startsWith));
                if (meant && machine.stat(Paths.join(folder, name)).executable()) {
                    names.add(name);
                }
            }
        }
        names.sort(Comparator.comparing((String name) -> !name.startsWith(subject))
                .thenComparing(name -> !name.startsWith(PYTHON))
                .thenComparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()));
        return Nearest.to(subject, names);
    }

    private static Optional<String> python(Machine machine) {
        for (String name : List.of("python3", PYTHON)) {
            for (String folder : path(machine)) {
                if (machine.isFile(Paths.join(folder, name))) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> path(Machine machine) {
        return List.of(machine.variable("PATH").orElse("").split(":", -1));
    }
}

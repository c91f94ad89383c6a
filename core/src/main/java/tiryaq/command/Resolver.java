package tiryaq.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tiryaq.command.Unresolved.Reason;
import tiryaq.command.words.EnvWords;
import tiryaq.command.words.MakeRecipe;
import tiryaq.command.words.ProgramNames;
import tiryaq.command.words.Shebang;
import tiryaq.command.words.ShellScript;
import tiryaq.command.words.Situation;
import tiryaq.command.words.Trampoline;
import tiryaq.machine.Machine;
import tiryaq.machine.OsText;
import tiryaq.machine.Paths;

/**
 * From a command to the interpreter that it runs, without running anything: PATH, first lines, trampolines, shims and
 * wrappers are followed as the system would.
 */
public final class Resolver {
    /** Deeper than any chain of wrappers that people write. */
    private static final int DEEPEST = 12;

    /** Shims and trampolines are shorter; an entry point's call stands in the first kilobyte. */
    private static final int SCRIPT_LIMIT = 16 << 10;

    /** More than any script that people write starts, with all that it calls. */
    private static final int MOST = 400;

    /** That of make. */
    private static final String SHELL = "/bin/sh";

    private final Machine machine;
    private final AtomicInteger left;
    private final List<String> prefix = new ArrayList<>();
    private Means means = Means.ARGV;
    private String script = "";

    private Resolver(Machine machine, AtomicInteger left) {
        this.machine = machine;
        this.left = left;
    }

    /** What this command really runs. The machine's variables count as the caller's environment. */
    public static Resolution resolve(Command command, Machine machine) {
        Situation start = Situation.of(command.folder(), command.set(), command.unset(), machine);
        return new Resolver(machine, new AtomicInteger(MOST)).start(start, command.argv(), 0);
    }

    /** Runs words as {@code execvp} would. */
    private Resolution start(Situation situation, List<String> words, int depth) {
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            return unresolved(Reason.NOT_FOUND, "");
        }
        if (depth > DEEPEST) {
            return unresolved(Reason.LOOP, words.getFirst());
        }
        String program = words.getFirst();
        int before = ProgramNames.prefix(words);
        if (before < 0) {
            return unresolved(Reason.UNKNOWN_WRAPPER, program);
        }
        if (before > 0) {
            keep(words.subList(0, before));
            return start(situation, words.subList(before, words.size()), depth + 1);
        }
        if (Paths.name(program).equals("env")) {
            return env(situation, words, depth);
        }
        return switch (ProgramSearch.find(situation, program)) {
            case ProgramSearch.Found.Blocked blocked ->
                blocked.reason() == Reason.NOT_FOUND && !script.isEmpty()
                        ? unresolved(Reason.SHEBANG_MISSING, program)
                        : unresolved(blocked.reason(), program);
            case ProgramSearch.Found.At at -> {
                String runner = ProgramNames.runner(words);
                yield runner.isEmpty()
                        ? execute(situation, at.path(), words.subList(1, words.size()), depth)
                        : given(situation, runner, at.path(), words, depth)
                                .orElseGet(() -> unresolved(Reason.UNKNOWN_WRAPPER, runner));
            }
        };
    }

    /** What a shell does with a script that it is given as a file, or by make. */
    private Optional<Resolution> given(
            Situation situation, String runner, String shell, List<String> words, int depth) {
        if (runner.equals("make") || runner.equals("gmake")) {
            return MakeRecipe.of(words, situation)
                    .flatMap(text -> shellScript(situation, SHELL, text, "", List.of(), depth));
        }
        int at = 1;
        while (at < words.size() && words.get(at).startsWith("-") && harmless(words.get(at))) {
            at++;
        }
        if (!isShell(runner) || at >= words.size()) {
            return Optional.empty();
        }
        String word = words.get(at);
        List<String> rest = words.subList(at + 1, words.size());
        if (word.equals("-c")) {
            List<String> arguments = rest.subList(Math.min(2, rest.size()), rest.size());
            return rest.isEmpty()
                    ? Optional.empty()
                    : shellScript(situation, shell, rest.getFirst(), "", arguments, depth);
        }
        return word.startsWith("-") || !isSmall(situation, word)
                ? Optional.empty()
                : shellScript(situation, shell, text(situation, word), word, rest, depth);
    }

    /** Options of a shell that change nothing of what it starts. */
    private static boolean harmless(String option) {
        for (int i = 1; i < option.length(); i++) {
            if ("eux".indexOf(option.charAt(i)) < 0) {
                return false;
            }
        }
        return option.length() > 1;
    }

    private String text(Situation situation, String path) {
        return OsText.decode(
                machine.read(situation.absolute(path), 0, SCRIPT_LIMIT).bytes());
    }

    private Resolution env(Situation situation, List<String> words, int depth) {
        Optional<EnvWords> env = EnvWords.of(words, situation);
        if (env.isEmpty()) {
            return unresolved(Reason.UNKNOWN_WRAPPER, words.getFirst());
        }
        List<String> command = env.get().command();
        if (means == Means.ARGV) {
            means = Means.ENV;
        }
        if (words.size() > command.size()) {
            keep(words.subList(0, words.size() - command.size()));
        }
        return command.isEmpty()
                ? unresolved(Reason.NOT_PYTHON, words.getFirst())
                : start(env.get().situation(), command, depth + 1);
    }

    /** Runs a file as {@code execve} would; {@code path} stays as it was found. */
    private Resolution execute(Situation situation, String path, List<String> arguments, int depth) {
        if (depth > DEEPEST) {
            return unresolved(Reason.LOOP, path);
        }
        String absolute = situation.absolute(path);
        byte[] head = machine.read(absolute, 0, Shebang.LENGTH).bytes();
        Optional<Shebang> shebang = Shebang.of(head);
        if (shebang.isPresent()) {
            return script(situation, path, shebang.get(), arguments, depth);
        }
        if (head.length >= 2 && head[0] == '#' && head[1] == '!') {
            return unresolved(Reason.UNKNOWN_WRAPPER, path);
        }
        if (!ProgramNames.isPython(absolute, machine)) {
            return unresolved(binary(head) ? Reason.NOT_PYTHON : Reason.UNKNOWN_WRAPPER, path);
        }
        return invocation(situation, path, arguments);
    }

    private Invocation invocation(Situation situation, String path, List<String> arguments) {
        PythonWords words = PythonWords.of(arguments, situation);
        return new Invocation(
                situation.absolute(path),
                means,
                words.target(),
                words.flags(),
                words.options(),
                words.rest(),
                prefix,
                situation.folder(),
                situation.set(),
                situation.unset());
    }

    private Resolution script(Situation situation, String path, Shebang shebang, List<String> arguments, int depth) {
        String absolute = situation.absolute(path);
        String text = text(situation, path);
        String interpreter = Paths.name(shebang.interpreter());
        boolean shell = isShell(interpreter) || (interpreter.equals("env") && isShell(lastWord(shebang.argument())));
        if (shell) {
            Optional<PyenvShim> shim = PyenvShim.of(text, path);
            if (shim.isPresent()) {
                means = Means.SHIM;
                return shim.get()
                        .goal(situation)
                        .<Resolution>map(goal -> execute(goal.situation(), goal.path(), arguments, depth + 1))
                        .orElseGet(() -> new Unresolved(
                                Reason.SHIM_VERSION_MISSING,
                                String.join(":", shim.get().selected(situation)),
                                absolute));
            }
            Optional<List<String>> handed = Trampoline.words(text, path, arguments, situation);
            if (handed.isEmpty()) {
                return shell(shebang, situation)
                        .filter(each -> isSmall(situation, path))
                        .flatMap(each -> shellScript(situation, each, text, path, arguments, depth))
                        .orElseGet(() -> unresolved(Reason.UNKNOWN_WRAPPER, path));
            }
            enter(absolute, text);
            return start(situation, handed.get(), depth + 1);
        }
        enter(absolute, text);
        List<String> words = new ArrayList<>(shebang.words(path));
        words.addAll(arguments);
        if (interpreter.equals("env")) {
            return machine.stat(situation.absolute(shebang.interpreter())).executable()
                    ? start(situation, words, depth + 1)
                    : unresolved(Reason.SHEBANG_MISSING, shebang.interpreter());
        }
        // The kernel searches no PATH: a bare name is meant in the working folder.
        String meant = situation.absolute(shebang.interpreter());
        return switch (ProgramSearch.find(situation, meant)) {
            case ProgramSearch.Found.Blocked blocked -> unresolved(Reason.SHEBANG_MISSING, shebang.interpreter());
            case ProgramSearch.Found.At at -> execute(situation, at.path(), words.subList(1, words.size()), depth + 1);
        };
    }

    /** The Python of a script that does more than start it: which words it was given is not known. */
    private Optional<Resolution> shellScript(
            Situation situation, String shell, String text, String path, List<String> arguments, int depth) {
        return text.getBytes(StandardCharsets.UTF_8).length > SCRIPT_LIMIT
                ? Optional.empty()
                : new ShellStarts(machine, situation, shell, start -> nested(start, depth)).of(text, path, arguments);
    }

    private Resolution nested(ShellScript start, int depth) {
        return left.decrementAndGet() < 0
                ? unresolved(Reason.UNKNOWN_WRAPPER, start.words().getFirst())
                : new Resolver(machine, left).start(start.situation(), start.words(), depth + 1);
    }

    private boolean isSmall(Situation situation, String path) {
        return machine.stat(situation.absolute(path)).size() <= SCRIPT_LIMIT;
    }

    /** The path of the shell that a first line names; empty where it gives that more than a shell can be given. */
    private static Optional<String> shell(Shebang shebang, Situation situation) {
        if (!Paths.name(shebang.interpreter()).equals("env")) {
            return Optional.of(shebang.interpreter())
                    .filter(each -> shebang.argument().isEmpty() || harmless(shebang.argument()));
        }
        return ProgramSearch.find(situation, lastWord(shebang.argument())) instanceof ProgramSearch.Found.At at
                ? Optional.of(at.path())
                : Optional.empty();
    }

    private void enter(String absolute, String text) {
        script = absolute;
        if (means != Means.SHIM) {
            means = EntryPoint.of(text).isPresent() ? Means.CONSOLE_SCRIPT : Means.SHEBANG;
        }
    }

    /** Only the words of the command itself are a prefix, not those of a script's first line. */
    private void keep(List<String> words) {
        if (script.isEmpty()) {
            prefix.addAll(words);
        }
    }

    private Unresolved unresolved(Reason reason, String subject) {
        return new Unresolved(reason, subject, script);
    }

    private static boolean isShell(String name) {
        return switch (name) {
            case "sh", "bash", "dash", "zsh", "ksh", "ash" -> true;
            default -> false;
        };
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    private static boolean binary(byte[] head) {
        for (byte each : head) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }
}

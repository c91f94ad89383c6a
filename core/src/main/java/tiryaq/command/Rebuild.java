package tiryaq.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.Machine;
import tiryaq.machine.OsText;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;

/** The same program under another interpreter: its options, target and arguments stay. */
public final class Rebuild {
    private static final int SCRIPT_LIMIT = 16 << 10;

    private Rebuild() {}

    /**
     * The command that runs what {@code invocation}, resolved from {@code command}, ran, with another interpreter. A
     * console script becomes what its entry point says; empty when it cannot be known.
     */
    public static Optional<Command> under(String executable, Invocation invocation, Command command, Machine machine) {
        return switch (invocation.target()) {
            case Target.Module module ->
                Optional.of(command.withArgv(words(executable, invocation, List.of("-m", module.name()))));
            case Target.Code code ->
                Optional.of(command.withArgv(words(executable, invocation, List.of("-c", code.text()))));
            case Target.Stdin _ ->
                Optional.of(command.withArgv(
                        words(executable, invocation, invocation.arguments().isEmpty() ? List.of() : List.of("-"))));
            case Target.Other _ -> Optional.of(command.withArgv(words(executable, invocation, List.of())));
            case Target.Script script -> script(executable, script, invocation, command, machine);
        };
    }

    private static Optional<Command> script(
            String executable, Target.Script script, Invocation invocation, Command command, Machine machine) {
        Optional<EntryPoint> entry = EntryPoint.of(
                OsText.decode(machine.read(script.path(), 0, SCRIPT_LIMIT).bytes()));
        if (entry.isEmpty()) {
            return installed(script, invocation, machine)
                    ? Optional.empty()
                    : Optional.of(command.withArgv(words(executable, invocation, List.of(script.word()))));
        }
        List<String> target = module(entry.get(), invocation, machine)
                .map(module -> List.of("-m", module))
                .orElseGet(() -> List.of("-c", entry.get().code(Paths.name(script.path()))));
        return Optional.of(command.withArgv(words(executable, invocation, target)));
    }

    /**
     * The same command by the console script that lies beside its interpreter, where it does what that does; as it is
     * where there is none that calls the same function.
     *
     * @param command as {@link #under} gives it
     */
    public static Command byScript(Command command, Machine machine) {
        List<String> argv = command.argv();
        int code = argv.indexOf("-c");
        String python = code < 1 ? "" : argv.get(code - 1);
        if (!python.startsWith("/") || code + 1 == argv.size()) {
            return command;
        }
        Optional<String> name = EntryPoint.script(argv.get(code + 1));
        String script = name.map(each -> Paths.join(Paths.parent(python), each)).orElse("");
        String text = script.isEmpty()
                ? ""
                : OsText.decode(machine.read(script, 0, SCRIPT_LIMIT).bytes());
        boolean same = text.startsWith("#!")
                && text.contains(python)
                && machine.stat(script).executable()
                && EntryPoint.of(text)
                        .filter(entry -> entry.code(name.orElseThrow()).equals(argv.get(code + 1)))
                        .isPresent();
        if (!same) {
            return command;
        }
        List<String> words = new ArrayList<>(argv.subList(0, code - 1));
        words.add(script);
        words.addAll(argv.subList(code + 2, argv.size()));
        return command.withArgv(words);
    }

    /** Whether a script lies where installers put them, so that another interpreter cannot simply run it. */
    private static boolean installed(Target.Script script, Invocation invocation, Machine machine) {
        return !script.path().endsWith(".py")
                && Paths.parent(script.path()).equals(Paths.parent(invocation.executable()))
                && machine.isFolder(Paths.parent(invocation.executable()));
    }

    /**
     * The package to run with {@code -m}: only when its {@code __main__.py} calls the very function of the entry point.
     */
    private static Optional<String> module(EntryPoint entry, Invocation invocation, Machine machine) {
        String top = ModuleName.top(entry.module());
        String lib = Paths.join(Paths.parent(Paths.parent(invocation.executable())), "lib");
        Listing versions = machine.list(lib);
        for (String version : versions.names()) {
            if (version.startsWith("python") || version.startsWith("pypy")) {
                String main = lib + "/" + version + "/site-packages/" + top + "/__main__.py";
                if (machine.stat(main).kind() == FileStatus.Kind.FILE
                        && entry.isCalledBy(
                                top, machine.read(main, 0, SCRIPT_LIMIT).text())) {
                    return Optional.of(top);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> words(String executable, Invocation invocation, List<String> target) {
        List<String> words = new ArrayList<>(invocation.prefix());
        words.add(executable);
        words.addAll(invocation.interpreterArguments());
        words.addAll(target);
        words.addAll(invocation.arguments());
        return words;
    }
}

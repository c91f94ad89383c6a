package tiryaq.cli.options;

import java.util.List;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Resolver;
import tiryaq.diagnosis.Say;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** The Python that the user names with {@code --python}, and what is wrong with the word where it is none. */
public final class PythonOption {
    private PythonOption() {}

    /**
     * Its absolute path; one without a folder is found as a command is. Empty where none is named.
     *
     * @param folder where the command runs
     */
    public static Optional<String> of(Options options, String folder, Machine machine) {
        return options.value("--python")
                .map(named -> named.indexOf('/') < 0
                                && Resolver.resolve(Command.of(List.of(named), folder), machine)
                                        instanceof Invocation found
                        ? found.executable()
                        : Paths.absolute(folder, named));
    }

    /** {@link #because(String, String, Machine)} for the option as it was given. */
    public static Say because(Options options, String path, Machine machine) {
        return because(options.value("--python").orElse(path), path, machine);
    }

    /**
     * The reason, by what stands there.
     *
     * @param named as the user wrote it
     * @param path what that means, absolute
     */
    public static Say because(String named, String path, Machine machine) {
        FileStatus status = machine.stat(path);
        return switch (status.kind()) {
            case ABSENT ->
                named.indexOf('/') >= 0
                        ? Say.of("cli.no-such-interpreter.absent", "path", named)
                        : Say.of("cli.no-such-interpreter.name", "path", named);
            case FOLDER -> folder(named, path, machine);
            case UNREADABLE -> Say.of("cli.no-such-interpreter.forbidden", "path", named);
            case FILE ->
                status.executable()
                        ? Say.of("cli.no-such-interpreter", "path", named)
                        : Say.of("cli.no-such-interpreter.forbidden", "path", named);
            case LINK, OTHER -> Say.of("cli.no-such-interpreter", "path", named);
        };
    }

    private static Say folder(String named, String path, Machine machine) {
        for (String name : List.of("bin/python", "bin/python3", "python", "python3")) {
            if (machine.stat(Paths.join(path, name)).executable()) {
                return Say.of("cli.no-such-interpreter.folder", "path", named, "near", Paths.join(named, name));
            }
        }
        return Say.of("cli.no-such-interpreter.folder.empty", "path", named);
    }
}

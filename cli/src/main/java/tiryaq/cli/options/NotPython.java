package tiryaq.cli.options;

import java.util.List;
import tiryaq.diagnosis.Say;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** What is wrong with a word that should name a Python. */
public final class NotPython {
    private NotPython() {}

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

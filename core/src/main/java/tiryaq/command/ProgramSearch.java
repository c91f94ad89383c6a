package tiryaq.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.command.words.Situation;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** How the system finds a program by its name ({@code execvp} in POSIX.1-2017). */
final class ProgramSearch {
    /** What glibc takes when there is no PATH. */
    private static final String DEFAULT = "/bin:/usr/bin";

    private ProgramSearch() {}

    /** The program's path, or what stands in the way. */
    sealed interface Found {
        record At(String path) implements Found {}

        record Blocked(Unresolved.Reason reason) implements Found {}
    }

    static Found find(Situation situation, String program) {
        if (program.isEmpty()) {
            return new Found.Blocked(Unresolved.Reason.NOT_FOUND);
        }
        if (program.indexOf('/') >= 0) {
            return judge(situation, program);
        }
        Unresolved.Reason reason = Unresolved.Reason.NOT_FOUND;
        for (String folder : folders(situation.variable("PATH"))) {
            String path = Paths.join(situation.folder(), Paths.join(folder, program));
            switch (judge(situation, path)) {
                case Found.At at -> {
                    return at;
                }
                case Found.Blocked blocked -> {
                    if (blocked.reason() != Unresolved.Reason.NOT_FOUND) {
                        reason = blocked.reason();
                    }
                }
            }
        }
        return new Found.Blocked(reason);
    }

    private static Found judge(Situation situation, String path) {
        String absolute = situation.absolute(path);
        FileStatus status = situation.machine().stat(absolute);
        return switch (status.kind()) {
            case ABSENT -> new Found.Blocked(Unresolved.Reason.NOT_FOUND);
            case UNREADABLE ->
                new Found.Blocked(
                        loops(situation.machine(), absolute)
                                ? Unresolved.Reason.LOOP
                                : Unresolved.Reason.NOT_EXECUTABLE);
            case FOLDER, OTHER, LINK -> new Found.Blocked(Unresolved.Reason.NOT_EXECUTABLE);
            case FILE -> status.executable() ? new Found.At(path) : new Found.Blocked(Unresolved.Reason.NOT_EXECUTABLE);
        };
    }

    private static boolean loops(Machine machine, String path) {
        return machine.lstat(path).kind() == FileStatus.Kind.LINK
                && Paths.real(machine, path).isEmpty();
    }

    /** The folders of a PATH in order; an empty one stands for the working folder. */
    static List<String> folders(@Nullable String path) {
        String text = path == null ? DEFAULT : path;
        List<String> folders = new ArrayList<>();
        int start = 0;
        while (true) {
            int colon = text.indexOf(':', start);
            folders.add(text.substring(start, colon < 0 ? text.length() : colon));
            if (colon < 0) {
                return folders;
            }
            start = colon + 1;
        }
    }
}

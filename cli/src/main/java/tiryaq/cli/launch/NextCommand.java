package tiryaq.cli.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tiryaq.command.Command;
import tiryaq.command.ShellWords;
import tiryaq.machine.OsText;

/** A command written for the launcher, which reads it as shell and becomes it. */
final class NextCommand {
    private NextCommand() {}

    /**
     * Folder, variables and words as a few lines of shell, in the bytes of the system. Variables with names that no
     * shell knows are left to {@code env}.
     */
    static byte[] asShell(Command command) {
        StringBuilder out = new StringBuilder();
        List<String> env = new ArrayList<>();
        out.append("cd -- ").append(ShellWords.quote(command.folder())).append(" || exit 126\n");
        for (String name : command.unset()) {
            if (ShellWords.isName(name)) {
                out.append("unset ").append(name).append('\n');
            } else {
                env.addAll(List.of("-u", name));
            }
        }
        for (Map.Entry<String, String> entry : command.set().entrySet()) {
            if (ShellWords.isName(entry.getKey())) {
                out.append("export ").append(entry.getKey()).append('=');
                out.append(ShellWords.quote(entry.getValue())).append('\n');
            } else {
                env.add(entry.getKey() + "=" + entry.getValue());
            }
        }
        out.append("set --");
        if (!env.isEmpty()) {
            env.addFirst("env");
            // A program with such a name would be one more variable to env.
            boolean assigns = command.argv().getFirst().indexOf('=') >= 0;
            env.addAll(assigns ? List.of("sh", "-c", "exec \"$@\"", "sh") : List.of());
        }
        env.addAll(command.argv());
        for (String word : env) {
            out.append(' ').append(ShellWords.quote(word));
        }
        return OsText.encode(out.append('\n').toString());
    }
}

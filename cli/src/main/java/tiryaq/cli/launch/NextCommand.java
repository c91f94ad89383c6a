package tiryaq.cli.launch;

import java.util.Map;
import tiryaq.command.Command;
import tiryaq.command.ShellWords;
import tiryaq.machine.OsText;

/** A command written for the launcher, which reads it as shell and becomes it. */
final class NextCommand {
    private NextCommand() {}

    /** Folder, variables and words as a few lines of shell, in the bytes of the system. */
    static byte[] asShell(Command command) {
        StringBuilder out = new StringBuilder();
        out.append("cd -- ").append(ShellWords.quote(command.folder())).append(" || exit 126\n");
        for (String name : command.unset()) {
            out.append("unset ").append(checked(name)).append('\n');
        }
        for (Map.Entry<String, String> entry : command.set().entrySet()) {
            out.append("export ").append(checked(entry.getKey())).append('=');
            out.append(ShellWords.quote(entry.getValue())).append('\n');
        }
        out.append("set -- ");
        for (String word : command.argv()) {
            out.append(ShellWords.quote(word)).append(' ');
        }
        return OsText.encode(out.append('\n').toString());
    }

    private static String checked(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                throw new IllegalArgumentException("no name of a shell variable");
            }
        }
        return name;
    }
}

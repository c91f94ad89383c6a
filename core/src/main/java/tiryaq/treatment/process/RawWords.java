package tiryaq.treatment.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tiryaq.command.Command;
import tiryaq.command.ShellWords;

/**
 * Hands bytes that are no valid UTF-8 to a command. Java replaces them in arguments, folders and variables; a shell
 * that makes them with {@code printf} and then becomes the command does not.
 */
final class RawWords {
    private RawWords() {}

    static boolean needed(Command command, Map<String, String> variables) {
        return raw(command.folder())
                || command.argv().stream().anyMatch(RawWords::raw)
                || variables.entrySet().stream().anyMatch(each -> raw(each.getKey()) || raw(each.getValue()));
    }

    static boolean raw(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** Words for a shell in the root folder, given only the variables that Java can pass. */
    static List<String> throughShell(Command command, Map<String, String> rawVariables) {
        StringBuilder script = new StringBuilder();
        rawVariables.forEach((name, value) -> {
            if (isShellName(name)) {
                assign(script, name, value);
                script.append("export ").append(name).append('\n');
            }
        });
        // The dot keeps trailing newlines, which a substitution would drop.
        assign(script, "tiryaq_word", command.folder());
        script.append("cd -- \"$tiryaq_word\" || exit 126\nset --\n");
        for (String word : command.argv()) {
            assign(script, "tiryaq_word", word);
            script.append("set -- \"$@\" \"$tiryaq_word\"\n");
        }
        script.append("unset tiryaq_word\nexec \"$@\"\n");
        return new ArrayList<>(List.of("/bin/sh", "-c", script.toString()));
    }

    private static boolean isShellName(String name) {
        return !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    private static void assign(StringBuilder script, String name, String value) {
        script.append(name).append("=$(printf '").append(ShellWords.printfFormat(value));
        script.append(".')\n").append(name).append("=${").append(name).append("%.}\n");
    }
}

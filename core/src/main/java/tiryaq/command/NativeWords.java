package tiryaq.command;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Hands bytes to a command that Java would replace in arguments, folders and variables: those that are no valid UTF-8,
 * and all beyond ASCII where the locale is another. A shell that makes them with {@code printf} and then becomes the
 * command does not.
 */
public final class NativeWords {
    private NativeWords() {}

    /** Whether a command would get other bytes than these from Java. */
    public static boolean lost(String text) {
        return !Native.ENCODING.newEncoder().canEncode(text);
    }

    /** What Java encodes words in, asked for only where there are some. */
    private static final class Native {
        private static final Charset ENCODING =
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    /**
     * The words of a shell that becomes a command.
     *
     * @param folder where the command starts, if Java cannot start the shell there
     * @param lost the variables that Java cannot pass; those whose names no shell knows are left out
     */
    public static List<String> throughShell(List<String> argv, String folder, Map<String, String> lost) {
        StringBuilder script = new StringBuilder();
        lost.forEach((name, value) -> {
            if (ShellWords.isName(name)) {
                assign(script, name, value);
                script.append("export ").append(name).append('\n');
            }
        });
        if (lost(folder)) {
            assign(script, "tiryaq_word", folder);
            script.append("cd -- \"$tiryaq_word\" || exit 126\n");
        }
        script.append("set --\n");
        for (String word : argv) {
            if (lost(word)) {
                assign(script, "tiryaq_word", word);
                script.append("set -- \"$@\" \"$tiryaq_word\"\n");
            } else {
                script.append("set -- \"$@\" ").append(ShellWords.quote(word)).append('\n');
            }
        }
        return List.of(
                "/bin/sh",
                "-c",
                script.append("unset tiryaq_word\nexec \"$@\"\n").toString());
    }

    private static void assign(StringBuilder script, String name, String value) {
        // The dot keeps trailing newlines, which a substitution would drop.
        script.append(name).append("=$(printf '").append(ShellWords.printfFormat(value));
        script.append(".')\n").append(name).append("=${").append(name).append("%.}\n");
    }
}

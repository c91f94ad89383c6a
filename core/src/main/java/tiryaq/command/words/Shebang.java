package tiryaq.command.words;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tiryaq.machine.OsText;

/**
 * The first line of a script, as Linux reads it (execve(2), fs/binfmt_script.c).
 *
 * @param interpreter as written, perhaps relative
 * @param argument the one word that the rest of the line makes; empty when there is none
 */
public record Shebang(String interpreter, String argument) {
    /** BINPRM_BUF_SIZE since Linux 5.1: what the kernel looks at. */
    public static final int LENGTH = 256;

    /** Reads the beginning of a file; empty when it does not start a script, or its interpreter is cut off. */
    public static Optional<Shebang> of(byte[] head) {
        if (head.length < 2 || head[0] != '#' || head[1] != '!') {
            return Optional.empty();
        }
        int limit = Math.min(head.length, LENGTH);
        int end = 2;
        while (end < limit && head[end] != '\n' && head[end] != 0) {
            end++;
        }
        boolean cut = end == LENGTH;
        String line = OsText.decode(Arrays.copyOfRange(head, 2, end));
        int start = 0;
        while (start < line.length() && blank(line.charAt(start))) {
            start++;
        }
        int stop = start;
        while (stop < line.length() && !blank(line.charAt(stop))) {
            stop++;
        }
        if (start == stop || (cut && stop == line.length())) {
            return Optional.empty();
        }
        int from = stop;
        while (from < line.length() && blank(line.charAt(from))) {
            from++;
        }
        int to = line.length();
        while (to > from && blank(line.charAt(to - 1))) {
            to--;
        }
        return Optional.of(new Shebang(line.substring(start, stop), line.substring(from, to)));
    }

    /** What the kernel runs instead of {@code script}, before the script's own arguments. */
    public List<String> words(String script) {
        return argument.isEmpty() ? List.of(interpreter, script) : List.of(interpreter, argument, script);
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }
}

package tiryaq.command;

import tiryaq.command.words.ShellName;
import tiryaq.machine.OsText;

/** Words as a POSIX shell reads them back: the same bytes, whatever they are. */
public final class ShellWords {
    private static final String PLAIN = "%+,-./:=@_";

    private ShellWords() {}

    /**
     * The word as it may be pasted into a shell; unchanged when a shell gives it no meaning of its own. Bytes that are
     * no valid UTF-8 stay as {@link OsText} has them. A NUL, which no word of a command can hold, is left out.
     */
    public static String quote(String word) {
        if (isPlain(word)) {
            return word;
        }
        StringBuilder out = new StringBuilder(word.length() + 8).append('\'');
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\'') {
                out.append("'\\''");
            } else if (c != 0) {
                out.append(c);
            }
        }
        return out.append('\'').toString();
    }

    /** The format with which {@code printf} prints the bytes of a word: for those that Java cannot hand over itself. */
    public static String printfFormat(String word) {
        byte[] bytes = OsText.encode(word);
        StringBuilder out = new StringBuilder(4 * bytes.length);
        for (byte each : bytes) {
            out.append('\\')
                    .append((char) ('0' + ((each >> 6) & 3)))
                    .append((char) ('0' + ((each >> 3) & 7)))
                    .append((char) ('0' + (each & 7)));
        }
        return out.toString();
    }

    /** Whether a shell can have a variable of this name. */
    public static boolean isName(String name) {
        return ShellName.is(name);
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}

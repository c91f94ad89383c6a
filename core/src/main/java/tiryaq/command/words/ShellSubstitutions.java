package tiryaq.command.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands within words of a shell script whose output becomes a part of the word. */
final class ShellSubstitutions {
    private ShellSubstitutions() {}

    /** Their texts; empty where the word is not understood, or sets a variable while it is read. */
    static Optional<List<String>> in(String word) {
        List<String> found = new ArrayList<>();
        return collect(word, found, 0) ? Optional.of(found) : Optional.empty();
    }

    private static boolean collect(String word, List<String> found, int depth) {
        boolean quoted = false;
        for (int i = 0; i < word.length(); ) {
            char c = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            boolean form = c == '`' || (c == '$' && (next == '(' || next == '{'));
            if (!form && c != '\\' && (c != '\'' || quoted)) {
                quoted ^= c == '"';
                i++;
                continue;
            }
            int end = ShellCommands.end(word, i);
            if (end < 0 || depth > 8) {
                return false;
            }
            if (form) {
                String inner = word.substring(c == '`' ? i + 1 : i + 2, end - 1);
                boolean arithmetic = inner.startsWith("(") && next == '(';
                if (arithmetic || next == '{') {
                    // Both can set variables.
                    if (inner.indexOf('=') >= 0
                            || inner.contains("++")
                            || inner.contains("--")
                            || !collect(inner, found, depth + 1)) {
                        return false;
                    }
                } else if (c == '`' && inner.indexOf('\\') >= 0) {
                    return false;
                } else {
                    found.add(inner);
                }
            }
            i = end;
        }
        return true;
    }
}

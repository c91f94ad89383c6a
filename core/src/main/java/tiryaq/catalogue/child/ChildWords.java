package tiryaq.catalogue.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command of a process that a Python program had started and that failed, as the {@code CalledProcessError} of
 * {@code subprocess} tells it, be it quoted by the program: a list as Python writes lists, or a line for the shell.
 */
final class ChildWords {
    private static final String ERROR = "Command '";
    private static final String[] ENDS = {" returned non-zero exit status ", " died with <"};
    private static final String SHELL = "|&;<>()$`\\\"'*?[]#~{}!\n";

    private ChildWords() {}

    /** The first one that these lines tell; empty where none does, or it is more than plain words. */
    static Optional<List<String>> in(List<String> lines) {
        for (String line : lines) {
            int at = line.indexOf(ERROR);
            String text = at < 0 ? "" : line.substring(at + ERROR.length() - 1);
            if (end(text) >= 0) {
                return words(text.substring(0, end(text)));
            }
        }
        return Optional.empty();
    }

    private static int end(String text) {
        for (String each : ENDS) {
            int end = text.lastIndexOf(each);
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    private static Optional<List<String>> words(String quoted) {
        if (quoted.length() < 2 || quoted.charAt(0) != '\'' || !quoted.endsWith("'")) {
            return Optional.empty();
        }
        String text = quoted.substring(1, quoted.length() - 1).strip();
        List<String> words = text.startsWith("[") || text.startsWith("(") ? list(text) : plain(text);
        return words == null || words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /** A line that a shell only splits. */
    private static @Nullable List<String> plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (SHELL.indexOf(text.charAt(i)) >= 0) {
                return null;
            }
        }
        return List.of(text.split("[ \t]+"));
    }

    /** {@code ['a', "b's", PosixPath('/c')]}; null for anything else. */
    private static @Nullable List<String> list(String text) {
        List<String> words = new ArrayList<>();
        int at = 1;
        while (at < text.length() - 1) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                StringBuilder word = new StringBuilder();
                at = literal(text, at, word);
                if (at < 0) {
                    return null;
                }
                words.add(word.toString());
            } else if (c == ' ' || c == ',' || c == ')') {
                at++;
            } else if (text.startsWith("PosixPath(", at)) {
                at += "PosixPath(".length();
            } else {
                return null;
            }
        }
        return words;
    }

    /** Reads a literal as {@code repr} writes it, and gives the place behind it; -1 where it has no end. */
    private static int literal(String text, int open, StringBuilder word) {
        char quote = text.charAt(open);
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                if (next != '\\' && next != '\'' && next != '"') {
                    return -1;
                }
                word.append(next);
            } else {
                word.append(c);
            }
        }
        return -1;
    }
}

package tiryaq.python;

import java.util.Set;

/**
 * A statement of a Python source file, or the head of a compound one with what follows on its line.
 *
 * @param from its first line, from 1
 * @param until its last line
 * @param indent how many characters its first line is indented by
 * @param code it in one line, trimmed: strings are empty, comments are gone
 */
public record Statement(int from, int until, int indent, String code) {
    private static final Set<String> HEADS =
            Set.of("if", "elif", "else", "for", "while", "try", "except", "finally", "with", "match", "case", "async");

    /** Its first word: {@code if}, {@code raise}, {@code yaml}. */
    public String keyword() {
        int end = 0;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return code.substring(0, end);
    }

    /** Whether it begins a function or a class, whose statements are reached in a way of their own. */
    public boolean defines() {
        return code.startsWith("def ") || code.startsWith("class ") || code.startsWith("async def ");
    }

    /** Whether on it depends if, or how often, other statements of the same function are reached. */
    public boolean branches() {
        return HEADS.contains(keyword()) && !defines() && colon() >= 0;
    }

    /** Of a compound one, what stands between its first word and its colon: {@code x < 0} of {@code if x < 0:}. */
    public String condition() {
        int colon = colon();
        return code.substring(keyword().length(), colon < 0 ? code.length() : colon)
                .strip();
    }

    /** What follows on the line of the head of a compound one; empty for none. */
    public String inline() {
        int colon = colon();
        return colon < 0 ? "" : code.substring(colon + 1).strip();
    }

    /** The first colon that stands in no brackets and is not of {@code :=}; -1 for none. */
    private int colon() {
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += step(c);
            if (c == ':' && depth == 0 && !code.startsWith(":=", i)) {
                return i;
            }
        }
        return -1;
    }

    /** How a character of code changes how many brackets are open: by one up or down, or not at all. */
    public static int step(char c) {
        return switch (c) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }
}

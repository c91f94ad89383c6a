package tiryaq.symptom.lines;

import java.nio.charset.StandardCharsets;

/**
 * Finds, in bytes, the first of the words without which a line cannot begin anything of interest (the algorithm of Wu
 * and Manber with blocks of two bytes: most bytes are never looked at).
 */
final class TellingWords {
    private static final String[] WORDS = {
        "Traceback",
        "  File \"",
        "Error: ",
        "Exception i",
        "never retrieved",
        "processing line",
        "Logging error",
        "Fatal Python",
        "panicked at",
        "No module named",
        "module specification",
        "not found",
        "o such file",
        "bad interpreter",
        "required file",
        "not installed",
        "executable file",
        "Unable to create",
        "Unknown command",
        "error: ",
        "ERROR: ",
        "solution found",
        "Failed to ",
        "can't open file",
        "Inconsistency detected",
        "PYTHONVERBOSE",
        "Captured ",
        "=======",
        "_______",
        "while loading conftest",
        "while importing test",
        " -- Python ",
        "rootdir: ",
    };
    private static final int SHORTEST = 7;
    private static final int FURTHEST = SHORTEST - 1;

    private static final byte[] SHIFT = new byte[1 << 16];
    private static final byte[][] LITERALS = new byte[WORDS.length][];

    static {
        java.util.Arrays.fill(SHIFT, (byte) FURTHEST);
        for (int w = 0; w < WORDS.length; w++) {
            byte[] literal = WORDS[w].getBytes(StandardCharsets.US_ASCII);
            LITERALS[w] = literal;
            for (int i = 0; i + 1 < SHORTEST; i++) {
                int block = block(literal, i);
                SHIFT[block] = (byte) Math.min(SHIFT[block], SHORTEST - 2 - i);
            }
        }
    }

    private TellingWords() {}

    /** Where the first of the words begins in {@code [from, to)}, or -1. */
    static int find(byte[] bytes, int from, int to) {
        byte[] shifts = SHIFT;
        int at = from;
        while (at + SHORTEST <= to) {
            int shift = shifts[block(bytes, at + SHORTEST - 2)];
            if (shift == 0) {
                if (anyAt(bytes, at, to)) {
                    return at;
                }
                shift = 1;
            }
            at += shift;
        }
        return -1;
    }

    private static int block(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private static boolean anyAt(byte[] bytes, int at, int to) {
        for (byte[] literal : LITERALS) {
            if (literal[0] == bytes[at] && at + literal.length <= to && matches(literal, bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] literal, byte[] bytes, int at) {
        for (int i = 1; i < literal.length; i++) {
            if (literal[i] != bytes[at + i]) {
                return false;
            }
        }
        return true;
    }
}

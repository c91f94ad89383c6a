package tiryaq.report;

/** Text of strangers, made harmless for a terminal: what would act instead of show is written as an escape. */
public final class Inert {
    private Inert() {}

    /**
     * The text with control characters, bidirectional controls, invisible format characters and bytes that are no
     * UTF-8 written as {@code \n}, {@code \x1b}, {@code \u202e}; everything else as it is.
     */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> append(out, c);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        if (c < ' ' || c == 0x7f) {
            hex(out.append("\\x"), c, 2);
        } else if (c >= 0xDC80 && c <= 0xDCFF) {
            hex(out.append("\\x"), c & 0xFF, 2);
        } else if (active(c)) {
            if (c > 0xFFFF) {
                hex(out.append("\\U"), c, 8);
            } else {
                hex(out.append("\\u"), c, 4);
            }
        } else {
            out.appendCodePoint(c);
        }
    }

    /** Whether a character steers the display instead of standing in it; ASCII controls included. */
    static boolean active(int c) {
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || c == 0xAD
                || c == 0x61C
                || c == 0x180E
                || c == 0x200B
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || (c >= 0xD800 && c <= 0xDFFF)
                || c == 0xFEFF
                || (c >= 0xFFF9 && c <= 0xFFFB)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    private static void hex(StringBuilder out, int value, int digits) {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((value >> shift) & 0xF, 16));
        }
    }
}

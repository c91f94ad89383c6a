package tiryaq.symptom.lines;

/**
 * Takes out of a line what a terminal would not show: colours, cursor moves, titles, what a carriage return overwrote.
 */
public final class Controls {
    private static final char ESC = '\u001b';

    private Controls() {}

    /**
     * Zeros at the beginning are what a log leaves that was emptied while in use; a line with more of them is no text.
     */
    public static String strip(String line) {
        if (line.indexOf('\0', leadingZeros(line)) >= 0) {
            return "";
        }
        String text = line.indexOf(ESC) < 0 && line.indexOf('\b') < 0 && line.indexOf('\0') < 0 ? line : shown(line);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\r') {
            end--;
        }
        int overwritten = text.lastIndexOf('\r', end - 1);
        return overwritten < 0 && end == text.length() ? text : text.substring(overwritten + 1, end);
    }

    private static int leadingZeros(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) == '\0') {
            i++;
        }
        return i;
    }

    private static String shown(String line) {
        StringBuilder kept = new StringBuilder(line.length());
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == ESC) {
                i = after(line, i + 1);
            } else {
                if (c == '\b') {
                    kept.setLength(Math.max(0, kept.length() - 1));
                } else if (c != '\0') {
                    kept.append(c);
                }
                i++;
            }
        }
        return kept.toString();
    }

    /** Where an escape sequence (ECMA-48) ends whose first character after ESC is at {@code i}. */
    private static int after(String line, int i) {
        if (i >= line.length()) {
            return i;
        }
        char kind = line.charAt(i);
        if (kind == '[') {
            int j = i + 1;
            while (j < line.length() && line.charAt(j) >= 0x20 && line.charAt(j) < 0x40) {
                j++;
            }
            return Math.min(line.length(), j + 1);
        }
        if (kind == ']' || kind == 'P' || kind == '_' || kind == '^') {
            for (int j = i + 1; j < line.length(); j++) {
                if (line.charAt(j) == '\u0007') {
                    return j + 1;
                }
                if (line.charAt(j) == ESC) {
                    return Math.min(line.length(), j + 2);
                }
            }
            return line.length();
        }
        int j = i;
        while (j < line.length() && line.charAt(j) >= 0x20 && line.charAt(j) < 0x30) {
            j++;
        }
        return Math.min(line.length(), j + 1);
    }
}

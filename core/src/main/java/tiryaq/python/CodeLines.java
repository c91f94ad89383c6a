package tiryaq.python;

import java.util.ArrayList;
import java.util.List;

/** Python source as its lines of code alone: strings are empty, comments and the lines within long strings are gone. */
final class CodeLines {
    /** What stands for any string. */
    static final String STRING = "\"\"";

    private CodeLines() {}

    static List<String> of(String given) {
        String text = plain(given);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n') {
                lines.add(line.toString());
                line.setLength(0);
                i++;
            } else if (c == '#') {
                i = lineEnd(text, i);
            } else if (c == '"' || c == '\'') {
                line.append(STRING);
                i = afterString(text, i, c);
            } else {
                line.append(c);
                i++;
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /**
     * A text as Python reads it: its lines also end with {@code \r\n} and {@code \r}, and the mark of the encoding in
     * front of it says nothing.
     */
    static String plain(String given) {
        String text = given.startsWith("\ufeff") ? given.substring(1) : given;
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    /** Where the line ends that a place stands in. */
    static int lineEnd(String text, int at) {
        int end = at;
        while (end < text.length() && !isBreak(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where the string ends that begins with the quote there; a plain one ends with its line. */
    static int afterString(String text, int at, char quote) {
        String triple = String.valueOf(quote).repeat(3);
        boolean isLong = text.startsWith(triple, at);
        int i = at + (isLong ? 3 : 1);
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i += text.startsWith("\r\n", i + 1) ? 3 : 2;
            } else if (isLong ? text.startsWith(triple, i) : c == quote) {
                return i + (isLong ? 3 : 1);
            } else if (isBreak(c) && !isLong) {
                return i;
            } else {
                i++;
            }
        }
        return text.length();
    }
}

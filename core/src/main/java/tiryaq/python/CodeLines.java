package tiryaq.python;

import java.util.ArrayList;
import java.util.List;

/** Python source as its lines of code alone: strings are empty, comments and the lines within long strings are gone. */
final class CodeLines {
    /** What stands for any string. */
    static final String STRING = "\"\"";

    private CodeLines() {}

    static List<String> of(String text) {
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
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
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

    /** Where the string ends that begins with the quote there; a plain one ends with its line. */
    static int afterString(String text, int at, char quote) {
        String triple = String.valueOf(quote).repeat(3);
        boolean isLong = text.startsWith(triple, at);
        int i = at + (isLong ? 3 : 1);
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i += 2;
            } else if (isLong ? text.startsWith(triple, i) : c == quote) {
                return i + (isLong ? 3 : 1);
            } else if (c == '\n' && !isLong) {
                return i;
            } else {
                i++;
            }
        }
        return text.length();
    }
}

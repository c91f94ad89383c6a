package tiryaq.packaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines of a metadata file, whatever their ends; malformed UTF-8 becomes U+FFFD. */
final class MetadataLines {
    private MetadataLines() {}

    /** Where the line that begins at {@code start} ends: the place of its line feed, or the end. */
    static int end(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Where the first line's text begins: behind a byte order mark. */
    static int start(byte[] bytes) {
        boolean mark =
                bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        return mark ? 3 : 0;
    }

    /** The text between two places, without white space around it. */
    static String text(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** All lines that are not blank, without white space around them. */
    static List<String> all(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        for (int start = start(bytes); start < bytes.length; ) {
            int end = end(bytes, start);
            String line = text(bytes, start, end);
            if (!line.isEmpty()) {
                lines.add(line);
            }
            start = end + 1;
        }
        return lines;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}

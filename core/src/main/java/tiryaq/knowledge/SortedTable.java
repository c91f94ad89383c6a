package tiryaq.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of a resource, fields by tab, sorted by their first: searched by halving, for a start asks for one or two. */
final class SortedTable {
    private final String resource;

    private @Nullable String all;

    /** A table beside this class; read when it is first asked. */
    SortedTable(String resource) {
        this.resource = resource;
    }

    /** The fields of the row that begins with a key; empty for none. */
    Optional<String[]> row(String key) {
        String text = text();
        int from = 0;
        int to = text.length();
        while (from < to) {
            int start = text.lastIndexOf('\n', ((from + to) >>> 1) - 1) + 1;
            int end = text.indexOf('\n', start);
            int order = text.charAt(start) == '#' ? -1 : compare(text, start, key);
            if (order == 0) {
                return Optional.of(text.substring(start, end).split("\t"));
            }
            from = order < 0 ? end + 1 : from;
            to = order < 0 ? to : start;
        }
        return Optional.empty();
    }

    /** How the key of the row that starts there compares. */
    private static int compare(String text, int start, String key) {
        for (int i = 0; i < key.length(); i++) {
            int difference = text.charAt(start + i) - key.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return text.charAt(start + key.length()) == '\t' ? 0 : 1;
    }

    private synchronized String text() {
        if (all == null) {
            try (InputStream in = Objects.requireNonNull(SortedTable.class.getResourceAsStream(resource))) {
                // ASCII alone, and this way it is copied as it is.
                all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }
}

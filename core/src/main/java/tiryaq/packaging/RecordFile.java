package tiryaq.packaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tiryaq.machine.OsText;

/** A distribution's RECORD (PEP 376, 427): one line of CSV for each installed file. Broken lines give what they can. */
public final class RecordFile {
    private static final byte[][] NATIVE = endings();

    private RecordFile() {}

    /**
     * One file.
     *
     * @param path with {@code /}, relative to the folder of the metadata folder, or absolute
     * @param algorithm {@code sha256}; "" when there is no digest
     * @param digest base64, URL-safe, without padding; ""
     * @param size bytes; -1 when the line does not say
     */
    public record Entry(String path, String algorithm, String digest, long size) {}

    /** Shows each file in turn until the visitor says {@code true}. */
    public static void visit(byte[] file, Predicate<Entry> enough) {
        for (int start = MetadataLines.start(file); start < file.length; ) {
            int end = endOfLine(file, start);
            Entry entry = entry(file, start, end);
            if (!entry.path().isEmpty() && enough.test(entry)) {
                return;
            }
            start = end + 1;
        }
    }

    /** The native files, by their endings. */
    public static List<Entry> natives(byte[] file) {
        List<Entry> natives = new ArrayList<>();
        // Most distributions have none: their lines need not be taken apart.
        if (holdsNative(file)) {
            for (int start = MetadataLines.start(file); start < file.length; ) {
                int end = endOfLine(file, start);
                if (endsNative(file, start, fieldEnd(file, start, stop(file, start, end)))) {
                    natives.add(entry(file, start, end));
                }
                start = end + 1;
            }
        }
        return natives;
    }

    private static byte[][] endings() {
        byte[][] endings = new byte[NativeName.ENDINGS.size()][];
        for (int i = 0; i < endings.length; i++) {
            endings[i] = OsText.encode(NativeName.ENDINGS.get(i));
        }
        return endings;
    }

    private static boolean holdsNative(byte[] file) {
        for (byte[] ending : NATIVE) {
            if (holds(file, ending)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a path is listed; looks at bytes only. */
    public static boolean names(byte[] file, String path) {
        return placeOf(file, path) >= 0;
    }

    /** The line of one path. */
    public static Optional<Entry> find(byte[] file, String path) {
        int place = placeOf(file, path);
        return place < 0 ? Optional.empty() : Optional.of(entry(file, place, endOfLine(file, place)));
    }

    /** The files whose path begins so; {@code cryptography/} gives a folder's. */
    public static List<Entry> under(byte[] file, String prefix) {
        byte[] wanted = OsText.encode(prefix);
        List<Entry> entries = new ArrayList<>();
        for (int start = MetadataLines.start(file); start < file.length; ) {
            int end = endOfLine(file, start);
            int path = file[start] == '"' ? start + 1 : start;
            if (path + wanted.length <= end && matches(file, path, wanted)) {
                entries.add(entry(file, start, end));
            }
            start = end + 1;
        }
        return entries;
    }

    private static int placeOf(byte[] file, String path) {
        byte[] wanted = OsText.encode(path);
        // Of hundreds of files one names the path: the others need not be taken apart into lines.
        if (path.indexOf('"') < 0 && !holds(file, wanted)) {
            return -1;
        }
        for (int start = MetadataLines.start(file); start < file.length; ) {
            int end = endOfLine(file, start);
            boolean quoted = file[start] == '"';
            int from = quoted ? start + 1 : start;
            int after = from + wanted.length;
            if (after <= end && matches(file, from, wanted) && endsField(file, after, end, quoted)) {
                return start;
            }
            // Doubled quotes inside a path are too rare for the fast way.
            if (quoted
                    && path.indexOf('"') >= 0
                    && entry(file, start, end).path().equals(path)) {
                return start;
            }
            start = end + 1;
        }
        return -1;
    }

    /** Whether the bytes occur anywhere: Horspool's search, which looks at one byte in {@code wanted.length}. */
    private static boolean holds(byte[] file, byte[] wanted) {
        int last = wanted.length - 1;
        if (last < 0) {
            return true;
        }
        int[] shift = new int[256];
        Arrays.fill(shift, wanted.length);
        for (int i = 0; i < last; i++) {
            shift[wanted[i] & 0xFF] = last - i;
        }
        byte end = wanted[last];
        for (int at = last; at < file.length; at += shift[file[at] & 0xFF]) {
            // Looked at first: a call for every step takes most of the time of a program that has only just started.
            if (file[at] == end && matches(file, at - last, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsNative(byte[] file, int start, int fieldEnd) {
        int end = fieldEnd > start && file[fieldEnd - 1] == '"' ? fieldEnd - 1 : fieldEnd;
        for (byte[] with : NATIVE) {
            if (end - with.length >= start && matches(file, end - with.length, with)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsField(byte[] file, int after, int end, boolean quoted) {
        if (quoted) {
            return after < end && file[after] == '"' && (after + 1 == end || file[after + 1] != '"');
        }
        return after == end || file[after] == ',' || file[after] == '\r';
    }

    private static boolean matches(byte[] file, int from, byte[] wanted) {
        // Paths of one distribution share their beginnings, so their ends tell them apart sooner.
        for (int i = wanted.length - 1; i >= 0; i--) {
            if (file[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** The end of a CSV line: a quoted field may hold line feeds. */
    private static int endOfLine(byte[] file, int start) {
        boolean quoted = false;
        int at = start;
        for (; at < file.length && (quoted || file[at] != '\n'); at++) {
            if (file[at] == '"') {
                quoted = !quoted;
            }
        }
        // A quote that never closes would swallow the rest: it ends with its line.
        return quoted ? MetadataLines.end(file, start) : at;
    }

    /** The end of a line without its carriage return. */
    private static int stop(byte[] file, int start, int end) {
        return end > start && file[end - 1] == '\r' ? end - 1 : end;
    }

    private static Entry entry(byte[] file, int start, int end) {
        int stop = stop(file, start, end);
        int pathEnd = fieldEnd(file, start, stop);
        int hashEnd = fieldEnd(file, Math.min(stop, pathEnd + 1), stop);
        String hash = field(file, Math.min(stop, pathEnd + 1), hashEnd);
        String size = field(file, Math.min(stop, hashEnd + 1), fieldEnd(file, Math.min(stop, hashEnd + 1), stop));
        int equals = hash.indexOf('=');
        String path = field(file, start, pathEnd);
        return new Entry(
                path.indexOf('\\') >= 0 ? path.replace('\\', '/') : path,
                equals < 0 ? "" : hash.substring(0, equals),
                hash.substring(equals + 1),
                Version.isNumber(size) && size.length() < 19 ? Long.parseLong(size) : -1);
    }

    private static int fieldEnd(byte[] file, int start, int stop) {
        boolean quoted = false;
        int at = start;
        for (; at < stop && (quoted || file[at] != ','); at++) {
            if (file[at] == '"') {
                quoted = !quoted;
            }
        }
        return at;
    }

    private static String field(byte[] file, int start, int end) {
        if (end - start >= 2 && file[start] == '"' && file[end - 1] == '"') {
            return OsText.decode(file, start + 1, end - 1).replace("\"\"", "\"");
        }
        return OsText.decode(file, start, end);
    }
}

package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a METADATA or PKG-INFO file that decides about imports and installs (core metadata specification).
 *
 * @param name as written; "" when the file does not say
 * @param version as written; "" when the file does not say
 * @param requiresPython as written; "" when the file does not say
 * @param requiresDist as written, also what is no valid requirement
 * @param providesExtra as written
 */
public record CoreMetadata(
        String name, String version, String requiresPython, List<String> requiresDist, List<String> providesExtra) {
    public CoreMetadata {
        requiresDist = List.copyOf(requiresDist);
        providesExtra = List.copyOf(providesExtra);
    }

    /** What the header of a file says; everything behind its first blank line is description and is not read. */
    public static CoreMetadata parse(byte[] file) {
        String[] single = {"", "", ""};
        List<String> requires = new ArrayList<>();
        List<String> extras = new ArrayList<>();
        int start = MetadataLines.start(file);
        while (start < file.length) {
            if (isEmptyLine(file, start)) {
                break;
            }
            int end = endOfField(file, start);
            switch (file[start] | 0x20) {
                case 'n' -> keepFirst(single, 0, file, start, end, "name:");
                case 'v' -> keepFirst(single, 1, file, start, end, "version:");
                case 'r' -> {
                    keepFirst(single, 2, file, start, end, "requires-python:");
                    addTo(requires, file, start, end, "requires-dist:");
                }
                case 'p' -> addTo(extras, file, start, end, "provides-extra:");
                default -> {}
            }
            start = end + 1;
        }
        return new CoreMetadata(single[0], single[1], single[2], requires, extras);
    }

    /** Whether the beginning of a file reaches to the blank line that ends its header. */
    public static boolean holdsHeader(byte[] beginning) {
        for (int start = MetadataLines.start(beginning);
                start < beginning.length;
                start = MetadataLines.end(beginning, start) + 1) {
            if (isEmptyLine(beginning, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmptyLine(byte[] file, int start) {
        return file[start] == '\n' || (file[start] == '\r' && start + 1 < file.length && file[start + 1] == '\n');
    }

    /** A field goes on over the lines that begin with a blank, even if nothing follows it (RFC 5322). */
    private static int endOfField(byte[] file, int start) {
        int end = MetadataLines.end(file, start);
        while (end + 1 < file.length && (file[end + 1] == ' ' || file[end + 1] == '\t')) {
            end = MetadataLines.end(file, end + 1);
        }
        return end;
    }

    private static boolean begins(byte[] file, int start, int end, String field) {
        if (end - start < field.length()) {
            return false;
        }
        for (int i = 0; i < field.length(); i++) {
            byte b = file[start + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != field.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void keepFirst(String[] values, int place, byte[] file, int start, int end, String field) {
        if (values[place].isEmpty() && begins(file, start, end, field)) {
            values[place] = MetadataLines.text(file, start + field.length(), end);
        }
    }

    private static void addTo(List<String> values, byte[] file, int start, int end, String field) {
        if (begins(file, start, end, field)) {
            values.add(MetadataLines.text(file, start + field.length(), end)
                    .replace("\r", "")
                    .replace('\n', ' '));
        }
    }

    /** The requirements that are valid. */
    public List<Requirement> requirements() {
        List<Requirement> valid = new ArrayList<>(requiresDist.size());
        for (String text : requiresDist) {
            Requirement.parse(text).ifPresent(valid::add);
        }
        return valid;
    }
}

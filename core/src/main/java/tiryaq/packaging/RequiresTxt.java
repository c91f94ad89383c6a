package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;

/** The {@code requires.txt} of an egg-info folder, as requirements of today's form. */
public final class RequiresTxt {
    private RequiresTxt() {}

    /** The requirements as PEP 508 texts; a section {@code [extra:marker]} becomes a marker. */
    public static List<String> parse(byte[] file) {
        List<String> requirements = new ArrayList<>();
        String marker = "";
        for (String line : MetadataLines.all(file)) {
            if (line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                marker = marker(line.substring(1, line.length() - 1));
            } else {
                // Behind a URL the semicolon would belong to it without the blank.
                String blank = line.indexOf('@') >= 0 && !marker.isEmpty() ? " " : "";
                requirements.add(marker.isEmpty() ? line : line + blank + "; " + marker);
            }
        }
        return requirements;
    }

    private static String marker(String section) {
        int colon = section.indexOf(':');
        String extra = colon < 0 ? section : section.substring(0, colon);
        String condition = colon < 0 ? "" : section.substring(colon + 1);
        String wanted = extra.isEmpty() ? "" : "extra == \"" + extra + "\"";
        if (condition.isEmpty()) {
            return wanted;
        }
        return wanted.isEmpty() ? condition : "(" + condition + ") and " + wanted;
    }
}

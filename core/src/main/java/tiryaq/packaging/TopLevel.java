package tiryaq.packaging;

import java.util.List;

/** The {@code top_level.txt} of a distribution's metadata folder. */
public final class TopLevel {
    private TopLevel() {}

    /** The names of the modules and packages that it says it provides. */
    public static List<String> parse(byte[] file) {
        return MetadataLines.all(file);
    }
}

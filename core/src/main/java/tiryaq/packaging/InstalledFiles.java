package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;

/** The {@code installed-files.txt} of an egg-info folder. */
public final class InstalledFiles {
    private InstalledFiles() {}

    /**
     * The files, relative to the folder that the egg-info folder stands in; {@code ../} remains where they lie outside.
     *
     * @param eggInfo name of the egg-info folder, to which the lines are relative
     */
    public static List<String> parse(byte[] file, String eggInfo) {
        List<String> paths = new ArrayList<>();
        for (String line : MetadataLines.all(file)) {
            paths.add(resolve(eggInfo, line.replace('\\', '/')));
        }
        return paths;
    }

    private static String resolve(String folder, String path) {
        if (path.startsWith("/")) {
            return path;
        }
        List<String> parts = new ArrayList<>();
        parts.add(folder);
        for (String part : path.split("/", -1)) {
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.equals(".") && !part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}

package tiryaq.python;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code sys.path} as it is when the program's first line runs.
 *
 * @param executableLines lines of {@code .pth} files that Python would execute: named, never run
 */
public record SearchPath(List<PathEntry> entries, List<ExecutableLine> executableLines) {
    public SearchPath {
        entries = List.copyOf(entries);
        executableLines = List.copyOf(executableLines);
    }

    /** A line of a {@code .pth} file that starts with {@code import}. */
    public record ExecutableLine(String file, String line) {}

    /** The same without one entry. */
    public SearchPath without(PathEntry left) {
        return new SearchPath(
                entries.stream().filter(entry -> !entry.equals(left)).toList(), executableLines);
    }

    /** The same with a folder of packages in front, but for the program's own. */
    public SearchPath with(String location) {
        List<PathEntry> all = new ArrayList<>(entries);
        boolean program = !all.isEmpty() && all.getFirst().origin() == PathEntry.Origin.PROGRAM;
        all.add(program ? 1 : 0, new PathEntry(location, PathEntry.Origin.SITE, ""));
        return new SearchPath(all, executableLines);
    }

    /** The locations alone. */
    public List<String> locations() {
        return entries.stream().map(PathEntry::location).toList();
    }
}

package tiryaq.python;

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

    /** The locations alone. */
    public List<String> locations() {
        return entries.stream().map(PathEntry::location).toList();
    }
}

package tiryaq.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.machine.Paths;

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

    /**
     * The same with a folder of packages in front, but for the program's own: what was put there by somebody of whom no
     * more is known.
     */
    public SearchPath with(String location, PathEntry.Origin origin) {
        List<PathEntry> all = new ArrayList<>(entries);
        boolean program = !all.isEmpty() && all.getFirst().origin() == PathEntry.Origin.PROGRAM;
        all.add(program ? 1 : 0, new PathEntry(location, origin, ""));
        return new SearchPath(all, executableLines);
    }

    /** The innermost entry in which a file lies. */
    public Optional<PathEntry> holding(String file) {
        PathEntry innermost = null;
        for (PathEntry entry : entries) {
            boolean inner = innermost == null
                    || entry.location().length() > innermost.location().length();
            if (inner && Paths.within(file, entry.location())) {
                innermost = entry;
            }
        }
        return Optional.ofNullable(innermost);
    }

    /** The locations alone. */
    public List<String> locations() {
        return entries.stream().map(PathEntry::location).toList();
    }
}

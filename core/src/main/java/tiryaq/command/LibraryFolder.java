package tiryaq.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file's path says about the Python that it belongs to.
 *
 * @param prefix what stands before {@code lib}; for a user's own packages, no interpreter's
 * @param feature {@code 3.13}; empty for Debian's folder that all versions share
 * @param kind whose part of the library it is
 */
record LibraryFolder(String prefix, String feature, Kind kind) {
    enum Kind {
        STANDARD_LIBRARY,
        PACKAGES,
        USER_PACKAGES
    }

    /** Reads {@code …/lib/python3.13/…}, the forms of Debian, PyPy and Windows too; empty for any other path. */
    static Optional<LibraryFolder> of(String file) {
        String path = file.indexOf('\\') >= 0 ? file.replace('\\', '/') : file;
        for (String folder : new String[] {"/lib/", "/lib64/", "/Lib/"}) {
            int at = path.lastIndexOf(folder);
            // A package may have a folder of that name inside; the outermost with a version counts.
            for (int from = path.indexOf(folder); from >= 0 && from <= at; from = path.indexOf(folder, from + 1)) {
                Optional<LibraryFolder> found = folder.equals("/Lib/")
                        ? windows(path, from)
                        : posix(path.substring(0, from), path.substring(from + folder.length()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<LibraryFolder> posix(String prefix, String rest) {
        int end = rest.indexOf('/');
        if (end < 0) {
            return Optional.empty();
        }
        String feature = feature(rest.substring(0, end));
        if (feature == null) {
            return Optional.empty();
        }
        String below = rest.substring(end + 1);
        boolean packages = below.startsWith("site-packages/") || below.startsWith("dist-packages/");
        if (feature.isEmpty() && !packages) {
            return Optional.empty();
        }
        boolean user = packages && (prefix.endsWith("/.local") || prefix.contains("/Library/Python/"));
        return Optional.of(new LibraryFolder(
                prefix.isEmpty() ? "/" : prefix,
                feature,
                user ? Kind.USER_PACKAGES : packages ? Kind.PACKAGES : Kind.STANDARD_LIBRARY));
    }

    private static Optional<LibraryFolder> windows(String path, int at) {
        String prefix = path.substring(0, at);
        String name = prefix.substring(prefix.lastIndexOf('/') + 1);
        boolean packages = path.startsWith("/Lib/site-packages/", at);
        String feature = "";
        if (name.length() > 7 && name.regionMatches(true, 0, "python3", 0, 7)) {
            int end = 7;
            while (end < name.length() && Character.isDigit(name.charAt(end))) {
                end++;
            }
            feature = end > 7 ? "3." + name.substring(7, end) : "";
        }
        return feature.isEmpty() && !packages
                ? Optional.empty()
                : Optional.of(new LibraryFolder(prefix, feature, packages ? Kind.PACKAGES : Kind.STANDARD_LIBRARY));
    }

    /** {@code 3.13} of {@code python3.13} and {@code python3.13t}; empty of {@code python3}; null of anything else. */
    private static @Nullable String feature(String name) {
        String start = name.startsWith("python") ? "python" : name.startsWith("pypy") ? "pypy" : "";
        if (start.isEmpty() || name.length() == start.length()) {
            return null;
        }
        int end = start.length();
        while (end < name.length() && (Character.isDigit(name.charAt(end)) || name.charAt(end) == '.')) {
            end++;
        }
        String version = name.substring(start.length(), end);
        boolean free = end == name.length() - 1 && name.charAt(end) == 't';
        if (version.isEmpty() || (end < name.length() && !free)) {
            return null;
        }
        return version.indexOf('.') > 0 ? version : "";
    }
}

package tiryaq.diagnosis;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The module that a quoted source line imports. */
public final class ImportLine {
    private ImportLine() {}

    /** The first absolute module of {@code import a.b, c} or {@code from a.b import c}; empty for any other line. */
    public static Optional<String> module(@Nullable String source) {
        if (source == null) {
            return Optional.empty();
        }
        String line = source.strip();
        String rest;
        if (line.startsWith("import ")) {
            rest = line.substring("import ".length());
        } else if (line.startsWith("from ")) {
            rest = line.substring("from ".length());
        } else {
            return Optional.empty();
        }
        rest = rest.stripLeading();
        int end = 0;
        while (end < rest.length() && (Character.isJavaIdentifierPart(rest.charAt(end)) || rest.charAt(end) == '.')) {
            end++;
        }
        String name = rest.substring(0, end);
        return name.isEmpty() || name.startsWith(".") || name.endsWith(".") ? Optional.empty() : Optional.of(name);
    }

    /** Whether the line imports anything. */
    public static boolean imports(@Nullable String source) {
        return source != null
                && (source.strip().startsWith("import ") || source.strip().startsWith("from "));
    }
}

package tiryaq.diagnosis;

import java.util.ArrayList;
import java.util.List;
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

    /** All absolute modules of {@code import a.b, c} or {@code from a.b import c}; empty for any other line. */
    public static List<String> modules(String source) {
        String line = source.strip();
        List<String> names = new ArrayList<>();
        if (line.startsWith("import ")) {
            for (String part : line.substring("import ".length()).split(",")) {
                module("import " + part.strip()).ifPresent(names::add);
            }
        } else {
            module(line).ifPresent(names::add);
        }
        return names;
    }

    /** Whether the line imports anything. */
    public static boolean imports(@Nullable String source) {
        return source != null
                && (source.strip().startsWith("import ") || source.strip().startsWith("from "));
    }
}

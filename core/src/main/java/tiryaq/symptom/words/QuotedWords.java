package tiryaq.symptom.words;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;

/** The interpreter's or the loader's own words inside of a line that a program worded: {@code "no XML: %s" % e}. */
public final class QuotedWords {
    private static final String[] IMPORT = {"No module named '", "cannot import name '"};
    private static final String[] ATTRIBUTE = {"partially initialized module '", "module '"};

    private QuotedWords() {}

    /** What a line quotes; empty where it has none of these phrases. */
    public static Optional<Failure> in(String line) {
        for (String each : IMPORT) {
            int at = line.indexOf(each);
            if (at >= 0) {
                return Optional.ofNullable(ImportWords.ofImportError(balanced(line.substring(at))));
            }
        }
        if (line.contains("' has no attribute '")) {
            for (String each : ATTRIBUTE) {
                int at = line.indexOf(each);
                if (at >= 0) {
                    return Optional.ofNullable(ImportWords.ofAttributeError(balanced(line.substring(at))));
                }
            }
        }
        return Optional.ofNullable(ofLoader(line));
    }

    private static @Nullable Failure ofLoader(String line) {
        int slash = line.indexOf('/');
        return slash < 0 || (slash > 0 && " ('\"".indexOf(line.charAt(slash - 1)) < 0)
                ? null
                : LoaderWords.of(balanced(line.substring(slash)));
    }

    /** A bracket that closes what had been opened before belongs to the words around. */
    private static String balanced(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }
}

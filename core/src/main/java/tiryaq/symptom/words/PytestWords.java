package tiryaq.symptom.words;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;

/** What pytest says of an option or a fixture that nothing has brought to it. */
public final class PytestWords {
    private static final String UNKNOWN = ": error: unrecognized arguments: ";
    private static final String FIXTURE = "fixture '";
    private static final String NOT_FOUND = "' not found";

    private PytestWords() {}

    /**
     * The meaning of a line that stands alone; null if it is none of these.
     *
     * @param before the line before it, by which pytest's usage is told from other programs'
     */
    public static @Nullable Failure of(String line, String before) {
        int at = line.indexOf(UNKNOWN);
        return at > 0 && before.contains("usage: ") && before.contains(" [file_or_dir] ")
                ? new Failure.OtherException("", line.substring(at + 2).strip())
                : null;
    }

    /** The options that are not known, each without its value; empty where a failure is not about that. */
    public static List<String> options(Failure failure) {
        List<String> options = new ArrayList<>();
        String said = failure instanceof Failure.OtherException other
                        && other.type().isEmpty()
                        && other.message().startsWith(UNKNOWN.substring(2))
                ? other.message().substring(UNKNOWN.length() - 2)
                : "";
        for (String each : said.split(" ")) {
            int equals = each.indexOf('=');
            String bare = equals < 0 ? each : each.substring(0, equals);
            if (bare.startsWith("--") && bare.length() > 2) {
                options.add(bare);
            } else if (bare.startsWith("-") && bare.length() > 1) {
                options.add(bare.substring(0, 2));
            }
        }
        return options;
    }

    /** The fixture that was not found; null where a failure is not about that. */
    public static @Nullable String fixture(Failure failure) {
        String said = failure instanceof Failure.OtherException other ? other.message() : "";
        return said.startsWith(FIXTURE)
                        && said.endsWith(NOT_FOUND)
                        && said.length() > FIXTURE.length() + NOT_FOUND.length()
                ? said.substring(FIXTURE.length(), said.length() - NOT_FOUND.length())
                : null;
    }
}

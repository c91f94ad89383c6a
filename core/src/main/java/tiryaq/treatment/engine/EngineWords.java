package tiryaq.treatment.engine;

import java.util.List;
import java.util.function.Predicate;

/** The few lines in which an engine itself says why it failed. */
public final class EngineWords {
    private static final int LINES = 3;
    private static final int LENGTH = 300;

    private EngineWords() {}

    /**
     * They, of the last lines that it printed; none where the failure says all there is to tell.
     *
     * @param tail without credentials
     */
    public static List<String> of(List<String> tail, EngineFailure failure) {
        return switch (failure.kind()) {
            case OFFLINE, TIMED_OUT, INTERRUPTED -> List.of();
            // What pip ends with is then that nothing was found, and why stands above.
            case UNREACHABLE -> last(tail, EngineFailure::unreachable, 1);
            case NO_ENSUREPIP, NO_WHEEL, CONFLICT, DISK_FULL, NOT_WRITABLE, NOT_STARTED, OTHER -> {
                List<String> errors = last(tail, line -> line.startsWith("ERROR: "), LINES);
                List<String> reasons = errors.isEmpty() ? reasoning(tail) : errors;
                yield reasons.isEmpty() ? last(tail, line -> !line.contains("[notice]"), LINES) : reasons;
            }
        };
    }

    private static List<String> last(List<String> tail, Predicate<String> kind, int most) {
        List<String> found = tail.stream().map(String::strip).filter(kind).toList();
        return found.subList(Math.max(0, found.size() - most), found.size()).stream()
                .map(EngineWords::cut)
                .toList();
    }

    /** uv says that it failed, and below that why. */
    private static List<String> reasoning(List<String> tail) {
        for (int at = 0; at < tail.size(); at++) {
            String line = tail.get(at).strip();
            if (line.startsWith("error: ") || line.startsWith("× ")) {
                return last(tail.subList(at, Math.min(tail.size(), at + LINES + 1)), _ -> true, LINES + 1);
            }
        }
        return List.of();
    }

    private static String cut(String line) {
        int end = line.offsetByCodePoints(0, Math.min(LENGTH, line.codePointCount(0, line.length())));
        return end < line.length() ? line.substring(0, end) + "…" : line;
    }
}

package tiryaq.machine;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** All that a machine answered during one examination. */
public record Recording(
        Platform platform,
        Map<String, String> variables,
        Map<String, FileStatus> stats,
        Map<String, FileStatus> lstats,
        Map<String, Listing> listings,
        Map<String, Optional<String>> links,
        Map<Span, Content> contents) {

    /** A stretch of a file that was asked for. */
    public record Span(String path, long position, int length) implements Comparable<Span> {
        private static final Comparator<Span> ORDER = Comparator.comparing(Span::path)
                .thenComparingLong(Span::position)
                .thenComparingInt(Span::length);

        @Override
        public int compareTo(Span other) {
            return ORDER.compare(this, other);
        }
    }
}

package tiryaq.machine;

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
        /** Whether another lies within this one. */
        boolean holds(Span other) {
            return path.equals(other.path)
                    && position <= other.position
                    && other.position + other.length <= position + length;
        }

        @Override
        public int compareTo(Span other) {
            int byPath = path.compareTo(other.path);
            if (byPath != 0) {
                return byPath;
            }
            int byPosition = Long.compare(position, other.position);
            return byPosition == 0 ? Integer.compare(length, other.length) : byPosition;
        }
    }
}

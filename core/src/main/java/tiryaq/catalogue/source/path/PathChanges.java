package tiryaq.catalogue.source.path;

import java.util.List;

/** What source does to the search path, in the order in which Python reaches it. */
public record PathChanges(List<PathAddition> additions, List<PathTaking> takings) {
    /** Nothing. */
    public static final PathChanges NONE = new PathChanges(List.of(), List.of());

    public PathChanges {
        additions = List.copyOf(additions);
        takings = List.copyOf(takings);
    }
}

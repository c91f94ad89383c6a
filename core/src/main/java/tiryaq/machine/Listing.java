package tiryaq.machine;

import java.util.List;

/**
 * The names in a folder, sorted.
 *
 * @param problem {@code NONE} when {@code names} is all there is
 */
public record Listing(List<String> names, Problem problem) {
    public Listing {
        names = List.copyOf(names);
    }

    /** An empty answer with a reason. */
    public static Listing of(Problem problem) {
        return new Listing(List.of(), problem);
    }
}

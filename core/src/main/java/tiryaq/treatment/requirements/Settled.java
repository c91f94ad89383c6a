package tiryaq.treatment.requirements;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an environment can be filled with.
 *
 * @param requirements for the installer (PEP 508), sorted
 * @param moved what cannot keep its version
 * @param refused what cannot be had at all: with any of these, the environment would not be what the user had
 */
public record Settled(List<String> requirements, List<Moved> moved, List<Refused> refused) {
    public Settled {
        requirements = List.copyOf(requirements);
        moved = List.copyOf(moved);
        refused = List.copyOf(refused);
    }

    /** Both together. */
    public Settled and(Settled other) {
        return new Settled(
                Stream.concat(requirements.stream(), other.requirements.stream())
                        .sorted()
                        .toList(),
                Stream.concat(moved.stream(), other.moved.stream()).toList(),
                Stream.concat(refused.stream(), other.refused.stream()).toList());
    }

    /**
     * A distribution that moves.
     *
     * @param to null where the installer will choose
     */
    public record Moved(String name, String from, @Nullable String to) {}

    /** A distribution that cannot be had. */
    public record Refused(String name, @Nullable String version, Reason reason) {}

    /** Why not. */
    public enum Reason {
        EDITABLE,
        FROM_FOLDER,
        FROM_REPOSITORY,
        /** From a file that is no wheel. */
        FROM_SOURCE_ARCHIVE,
        /** A local version, such as {@code +cu121}, that the index does not have for this interpreter. */
        LOCAL_VERSION,
        FROM_SYSTEM,
        NO_WHEEL
    }
}

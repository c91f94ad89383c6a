package tiryaq.treatment.requirements;

import org.jspecify.annotations.Nullable;

/**
 * A distribution that a new environment has to hold.
 *
 * @param version the one that was visible; null where there was none, or any will do
 * @param bound whether its visible files were made for one Python only, so that the index has to be asked whether there
 *     is a wheel of that version for another
 */
public record Wanted(String name, @Nullable String version, Origin origin, boolean bound) {
    /** From the index, in any version. */
    public static Wanted any(String name) {
        return new Wanted(name, null, Origin.INDEX, false);
    }
}

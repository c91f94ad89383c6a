package tiryaq.treatment.requirements;

import org.jspecify.annotations.Nullable;

/**
 * A distribution that a new environment has to hold.
 *
 * @param version the one that was visible; null where there was none, or any will do
 * @param bound whether its visible files were made for one Python only, so that the index has to be asked whether there
 *     is a wheel of that version for another
 * @param meant whether more than its name shows that it is the one that is meant
 */
public record Wanted(String name, @Nullable String version, Origin origin, boolean bound, boolean meant) {
    /** One that is meant, by all that is known. */
    public Wanted(String name, @Nullable String version, Origin origin, boolean bound) {
        this(name, version, origin, bound, true);
    }

    /** From the index, in any version. */
    public static Wanted any(String name) {
        return new Wanted(name, null, Origin.INDEX, false);
    }

    /** From the index, in any version, for nothing but its name. */
    public static Wanted namesake(String name) {
        return new Wanted(name, null, Origin.INDEX, false, false);
    }
}

package tiryaq.treatment.requirements;

import org.jspecify.annotations.Nullable;

/**
 * A distribution that a new environment has to hold.
 *
 * @param version the one that was visible; null where there was none, or any will do
 * @param bound whether its visible files were made for one Python only, so that the index has to be asked whether there
 *     is a wheel of that version for another
 * @param meant whether more than its name shows that it is the one that is meant
 * @param releases which will do where no version is given (PEP 440 specifiers); empty for any
 */
public record Wanted(
        String name, @Nullable String version, Origin origin, boolean bound, boolean meant, String releases) {
    /** One that is meant, by all that is known. */
    public Wanted(String name, @Nullable String version, Origin origin, boolean bound) {
        this(name, version, origin, bound, true, "");
    }

    /** From the index, in one of these releases; empty for any. */
    public static Wanted of(String name, String releases) {
        return new Wanted(name, null, Origin.INDEX, false, true, releases);
    }

    /** From the index, in any version. */
    public static Wanted any(String name) {
        return new Wanted(name, null, Origin.INDEX, false);
    }

    /** From the index, in one of these releases, for nothing but its name. */
    public static Wanted namesake(String name, String releases) {
        return new Wanted(name, null, Origin.INDEX, false, false, releases);
    }
}

package tiryaq.treatment;

/**
 * What a treatment cannot do without.
 *
 * @param bytes room on disk, -1 where unknown
 */
public record Needs(boolean network, boolean root, long bytes) {
    /** Nothing at all. */
    public static final Needs NOTHING = new Needs(false, false, 0);
}

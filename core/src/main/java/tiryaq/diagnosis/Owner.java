package tiryaq.diagnosis;

/**
 * Who put a file where it is.
 *
 * @param name of the distribution or system package; empty for nobody
 * @param version empty where unknown
 */
public record Owner(Kind kind, String name, String version) {
    /** No distribution's RECORD and no system package names the file. */
    public static final Owner NOBODY = new Owner(Kind.NOBODY, "", "");

    /** The kinds of owner. */
    public enum Kind {
        DISTRIBUTION,
        SYSTEM_PACKAGE,
        NOBODY
    }
}

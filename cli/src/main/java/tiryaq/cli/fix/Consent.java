package tiryaq.cli.fix;

/** What the user has approved. */
public enum Consent {
    /** Whatever it takes, and so every further round. */
    ALL,
    /** The first that was shown; each other one is asked for before it is applied. */
    SHOWN,
    /** One treatment, by its number or id, and no other. */
    ONE
}

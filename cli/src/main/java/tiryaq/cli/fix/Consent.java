package tiryaq.cli.fix;

/** What the user has approved. */
public enum Consent {
    /** Whatever it takes, and so every further round. */
    ALL,
    /** What was shown; a further round is shown and asked for. */
    SHOWN,
    /** One treatment, by its number or id, and no other. */
    ONE
}

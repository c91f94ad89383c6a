package tiryaq.report;

/**
 * How text is to look.
 *
 * @param language one of {@link Language#KNOWN}
 * @param width columns of the terminal
 * @param colour whether ANSI colours (ECMA-48) may be sent
 * @param program how the user called tiryaq, for the commands that are shown
 */
public record TextOptions(String language, int width, boolean colour, Verbosity verbosity, String program) {
    public TextOptions {
        width = Math.max(width, 20);
    }

    /** For a program called {@code tiryaq}. */
    public TextOptions(String language, int width, boolean colour, Verbosity verbosity) {
        this(language, width, colour, verbosity, "tiryaq");
    }

    /** How much is told. */
    public enum Verbosity {
        /** One line. */
        QUIET,
        /** One screen. */
        NORMAL,
        /** All of it. */
        VERBOSE
    }
}

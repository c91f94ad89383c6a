package tiryaq.report;

import java.util.List;
import tiryaq.report.messages.Language;

/**
 * How text is to look.
 *
 * @param language one of {@link Language#KNOWN}
 * @param width columns of the terminal
 * @param colour whether ANSI colours (ECMA-48) may be sent
 * @param program how the user called tiryaq, for the commands that are shown
 * @param again options of this call without which the next one would examine something else: {@code --python} and its
 *     value
 * @param chosen what else the next call is to have
 * @param path the reader's own {@code PATH}; empty where it is not known
 */
public record TextOptions(
        String language,
        int width,
        boolean colour,
        Verbosity verbosity,
        String program,
        List<String> again,
        Chosen chosen,
        String path) {
    public TextOptions {
        width = Math.max(width, 20);
        again = List.copyOf(again);
    }

    /** For a reader whose {@code PATH} is not known. */
    public TextOptions(
            String language, int width, boolean colour, Verbosity verbosity, String program, List<String> again) {
        this(language, width, colour, verbosity, program, again, Chosen.NOTHING, "");
    }

    /** For a call without options that bear on what is examined. */
    public TextOptions(String language, int width, boolean colour, Verbosity verbosity, String program) {
        this(language, width, colour, verbosity, program, List.of());
    }

    /** For a program called {@code tiryaq}. */
    public TextOptions(String language, int width, boolean colour, Verbosity verbosity) {
        this(language, width, colour, verbosity, "tiryaq");
    }

    /** For text that goes on in one line, however long. */
    public TextOptions wide() {
        return new TextOptions(language, 10_000, colour, verbosity, program, again, chosen, path);
    }

    /**
     * What a line of prose begins with: U+200F where the language is read from right to left, for a line that begins
     * with a name would otherwise stand as one that is read from left to right.
     */
    public static String mark(String language) {
        return Language.rightToLeft(language) ? "\u200f" : "";
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

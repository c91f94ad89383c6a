package tiryaq.report;

import java.util.ArrayList;
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

    /**
     * What the user chose for all that follows, with which the next command is shown as well.
     *
     * @param everywhere words that every command of tiryaq understands: {@code --lang ar}
     * @param curing words that {@code fix} alone understands: {@code --yes}
     */
    public record Chosen(List<String> everywhere, List<String> curing) {
        /** Nothing but what holds anyhow. */
        public static final Chosen NOTHING = new Chosen(List.of(), List.of());

        public Chosen {
            everywhere = List.copyOf(everywhere);
            curing = List.copyOf(curing);
        }

        /** A command of tiryaq with it behind the verb, unless it has it already. */
        List<String> in(List<String> argv) {
            int end = argv.indexOf("--");
            List<String> ours = end < 0 ? argv : argv.subList(0, end);
            List<String> more = new ArrayList<>();
            if (!everywhere.isEmpty() && !ours.contains(everywhere.getFirst())) {
                more.addAll(everywhere);
            }
            if (ours.contains("fix") && ours.indexOf("fix") == 1) {
                // A log does not tell how to run the program again.
                curing.stream()
                        .filter(each -> !ours.contains(each) && !(each.equals("--rerun") && ours.contains("--log")))
                        .forEach(more::add);
            }
            List<String> words = new ArrayList<>(argv);
            words.addAll(2, more);
            return words;
        }
    }
}

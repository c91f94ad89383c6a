package tiryaq.report;

import java.util.List;

/**
 * How the user called tiryaq, for the commands that are shown.
 *
 * @param program the word before all others
 * @param again the options that the next call needs as well
 * @param next whether the command to give next is shown
 */
record Call(String program, List<String> again, boolean next) {
    static Call of(TextOptions options) {
        return new Call(options.program(), options.again(), true);
    }

    /** The same for a reader who is asked instead. */
    Call asking() {
        return new Call(program, again, false);
    }
}

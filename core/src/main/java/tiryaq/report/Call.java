package tiryaq.report;

import java.util.List;

/**
 * How the user called tiryaq, for the commands that are shown.
 *
 * @param program the word before all others
 * @param again the options that the next call needs as well
 */
record Call(String program, List<String> again) {
    static Call of(TextOptions options) {
        return new Call(options.program(), options.again());
    }
}

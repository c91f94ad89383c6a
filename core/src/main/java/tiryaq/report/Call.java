package tiryaq.report;

import java.util.List;
import tiryaq.command.Command;

/**
 * How the user called tiryaq, for the commands that are shown.
 *
 * @param program the word before all others
 * @param again the options that the next call needs as well
 * @param chosen what the user chose for all that follows
 * @param next whether the command to give next is shown
 */
record Call(String program, List<String> again, TextOptions.Chosen chosen, boolean next) {
    static Call of(TextOptions options) {
        return new Call(options.program(), options.again(), options.chosen(), true);
    }

    /** The same for a reader who is asked instead. */
    Call asking() {
        return new Call(program, again, chosen, false);
    }

    /** A command of tiryaq with what the user chose; any other as it is. */
    List<String> carrying(List<String> argv) {
        return argv.size() > 1 && argv.getFirst().equals(program) ? chosen.in(argv) : argv;
    }

    /** The same of a complete command. */
    Command carrying(Command command) {
        return command.withArgv(carrying(command.argv()));
    }
}

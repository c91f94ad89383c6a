package tiryaq.symptom.words;

import java.util.List;

/** What programs say of a command of theirs that they do not know: plugins bring such commands, too. */
public final class UsageWords {
    /** Of click, of setuptools, and of Django. */
    private static final List<String> UNKNOWN_COMMAND =
            List.of("Error: No such command ", "error: invalid command '", "Unknown command: '");

    private UsageWords() {}

    /** Whether a line is one of those. */
    public static boolean unknownCommand(String line) {
        return UNKNOWN_COMMAND.stream().anyMatch(line::contains);
    }
}

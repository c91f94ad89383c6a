package tiryaq.index;

import tiryaq.command.Command;

/** Whoever runs the questions: this room starts no process of its own. */
@FunctionalInterface
public interface Runner {
    /** Runs a command to its end, within a time limit of its own. */
    Reply run(Command command);

    /** How it ended; -1 where it did not end by itself. */
    record Reply(int exitCode, String out, String err) {}
}

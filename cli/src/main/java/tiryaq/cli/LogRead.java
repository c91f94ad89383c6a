package tiryaq.cli;

import java.util.List;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.command.LogOrigin;
import tiryaq.diagnosis.Say;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Symptom;

/**
 * What was read from a log.
 *
 * @param command what ended so, as far as it is known: its arguments may be missing
 * @param elsewhere why it is not taken for a log of this machine; empty where it is one
 */
record LogRead(Consulted consulted, Optional<Command> command, Optional<Say> elsewhere) {
    /** The interpreter, and the script that the traceback begins in. */
    static Command command(Symptom symptom, String python, String folder) {
        List<Frame> frames = symptom.incidents().getFirst().frames();
        boolean script = !frames.isEmpty()
                && !frames.getFirst().internal()
                && frames.getFirst().function().equals("<module>");
        return Command.of(script ? List.of(python, frames.getFirst().file()) : List.of(python), folder);
    }

    /** Where relative files of a log lie; empty where they may be those of another machine. */
    static String folder(LogOrigin origin, boolean said, String folder) {
        return elsewhere(origin, said, true).isEmpty() ? folder : "";
    }

    /** Why nothing may be done here on the word of a log: it fits another disk, none at all, or no interpreter. */
    static Optional<Say> elsewhere(LogOrigin origin, boolean said, boolean interpreter) {
        if (!said && !origin.differing().isEmpty()) {
            return Optional.of(Say.of(
                    "cli.log-elsewhere.differs", "place", origin.differing().getFirst()));
        }
        if (!said && !origin.absent().isEmpty()) {
            return Optional.of(
                    Say.of("cli.log-elsewhere.absent", "path", origin.absent().getFirst()));
        }
        if (!said && origin.agreeing() == 0) {
            return Optional.of(Say.of("cli.log-elsewhere.unproved"));
        }
        return interpreter ? Optional.empty() : Optional.of(Say.of("cli.log-which-python"));
    }
}

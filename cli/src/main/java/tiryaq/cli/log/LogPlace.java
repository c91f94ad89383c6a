package tiryaq.cli.log;

import java.util.List;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.command.LogOrigin;
import tiryaq.diagnosis.Say;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Symptom;

/** Whether a log is of this machine, and of which command and folder here. */
public final class LogPlace {
    private LogPlace() {}

    /** The interpreter, and the script that the traceback begins in. */
    public static Command command(Symptom symptom, String python, String folder) {
        List<Frame> frames = symptom.incidents().getFirst().frames();
        boolean script = !frames.isEmpty()
                && !frames.getFirst().internal()
                && frames.getFirst().function().equals("<module>");
        return Command.of(script ? List.of(python, frames.getFirst().file()) : List.of(python), folder);
    }

    /** Where relative files of a log lie; empty where they may be those of another machine. */
    public static String folder(LogOrigin origin, boolean said, String folder) {
        return elsewhere(origin, said, true).isEmpty() ? folder : "";
    }

    /** Why nothing may be done here on the word of a log: it fits another disk, none at all, or no interpreter. */
    public static Optional<Say> elsewhere(LogOrigin origin, boolean said, boolean interpreter) {
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

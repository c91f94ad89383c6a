package tiryaq.cli;

import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;

/**
 * What was read from a log.
 *
 * @param command what ended so, as far as it is known: its arguments may be missing
 * @param elsewhere why it is not taken for a log of this machine; empty where it is one
 */
record LogRead(Consulted consulted, Optional<Command> command, Optional<Say> elsewhere) {}

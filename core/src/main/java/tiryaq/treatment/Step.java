package tiryaq.treatment;

import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;

/** One step of a treatment. */
public sealed interface Step {
    /** A command that tiryaq runs. */
    record Run(Command command) implements Step {}

    /** A file that tiryaq writes. */
    record Write(String path, Say what) implements Step {}

    /** Something that is left to the person. */
    record Manual(Say what, @Nullable Command command) implements Step {}
}

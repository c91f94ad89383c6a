package tiryaq.treatment;

import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;

/** One step of a treatment. */
public sealed interface Step {
    /**
     * A command that tiryaq runs.
     *
     * @param otherwise what is run instead where that fails; null for nothing
     */
    record Run(Command command, @Nullable Command otherwise) implements Step {
        /** One that must not fail. */
        public Run(Command command) {
            this(command, null);
        }
    }

    /** A file that tiryaq writes. */
    record Write(String path, Say what) implements Step {}

    /** Something that is left to the person. */
    record Manual(Say what, @Nullable Command command) implements Step {}
}

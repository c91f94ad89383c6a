package tiryaq.command.probe;

import tiryaq.python.Interpreter;

/** What came of asking an interpreter. */
public sealed interface Probed {
    /** It answered. */
    record Answered(Interpreter interpreter) implements Probed {}

    /**
     * It did not.
     *
     * @param text what it or the system said, bounded, perhaps empty
     */
    record Failed(Kind kind, String text) implements Probed {
        /** Why not. */
        public enum Kind {
            /** Nothing stands there, or the interpreter of its first line is gone. */
            MISSING,
            NOT_EXECUTABLE,
            /** It runs and is something else. */
            NOT_PYTHON,
            TIMED_OUT,
            /** It is Python, or the loader on its behalf, and died. */
            CRASHED,
            /** More output than an answer can be, or an answer that cannot be read. */
            GARBAGE
        }
    }
}

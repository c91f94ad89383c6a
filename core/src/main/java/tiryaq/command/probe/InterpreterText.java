package tiryaq.command.probe;

import java.util.Map;
import java.util.Optional;
import tiryaq.python.Interpreter;

/** An interpreter as text that can be kept: one flat JSON object, its path included. */
public final class InterpreterText {
    private static final String EXECUTABLE = "executable";

    private InterpreterText() {}

    /** The object's text. */
    public static String write(Interpreter interpreter) {
        return InterpreterJson.write(interpreter, Map.of(EXECUTABLE, interpreter.executable()));
    }

    /** The interpreter in such a text; empty when it is none. */
    public static Optional<Interpreter> read(String text) {
        return InterpreterJson.read(text)
                .flatMap(members -> InterpreterJson.interpreter(
                        members, Optional.ofNullable(members.text(EXECUTABLE)).orElse("")));
    }
}

package tiryaq.command;

/**
 * Which interpreter a command means could not be found out.
 *
 * @param subject the program, interpreter, version or wrapper that the reason is about
 * @param script the script whose first line or shim led there; empty when the command itself did
 */
public record Unresolved(Reason reason, String subject, String script) implements Resolution {
    /** Why not. */
    public enum Reason {
        /** There is no such program, by path or on PATH. */
        NOT_FOUND,
        /** It is there but may not be executed, or is a folder. */
        NOT_EXECUTABLE,
        /** The script is there, the interpreter of its first line is not. */
        SHEBANG_MISSING,
        /** A version manager's shim that leads to no installed version having this program. */
        SHIM_VERSION_MISSING,
        /** A program that is neither Python nor a script for it. */
        NOT_PYTHON,
        /** A program that runs others, Python perhaps, by rules that are not followed here. */
        UNKNOWN_WRAPPER,
        /** Scripts that are run by each other, or links that form a loop. */
        LOOP
    }

    /** Of a command that starts a Python of which only its output tells. */
    public static Unresolved wrapper(Command command) {
        return new Unresolved(Reason.UNKNOWN_WRAPPER, command.argv().getFirst(), "");
    }
}

package tiryaq.command;

/** How it is known which interpreter a command means. */
public enum Means {
    /** The command names it. */
    ARGV,
    /** {@code env} finds it, with the variables that it sets. */
    ENV,
    /** The first line of the script that was run. */
    SHEBANG,
    /** The first line of a script that an installer made for an entry point. */
    CONSOLE_SCRIPT,
    /** A version manager's shim, resolved by the version manager's rules. */
    SHIM,
    /** The paths of a traceback. */
    TRACEBACK,
    /** The user said so. */
    OPTION
}

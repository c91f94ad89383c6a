package tiryaq.command;

import java.util.Locale;

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
    /** Paths of a traceback fit it, but another Python could have printed the same. */
    HINT,
    /** The output does not tell; it is the likeliest one here that could have printed it. */
    GUESS,
    /** The one Python that a shell script starts, as far as it says itself. */
    SHELL_SCRIPT,
    /** A process that the program had started, by the words with which the program reports that it failed. */
    CHILD,
    /** The user said so. */
    OPTION;

    /** As reports name it: {@code console-script}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

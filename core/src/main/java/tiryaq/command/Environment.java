package tiryaq.command;

/**
 * An interpreter that could be used, not yet asked.
 *
 * @param executable links not followed
 * @param prefix the folder that its {@code bin} lies in
 */
public record Environment(String executable, String prefix, Kind kind) {
    /** How it came to be there. */
    public enum Kind {
        VENV,
        CONDA,
        /** An installation: the system's, pyenv's, uv's, Homebrew's. */
        BASE
    }
}

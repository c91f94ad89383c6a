package tiryaq.cli.launch;

/**
 * How a command that the launcher ran has ended.
 *
 * @param exitCode as a shell tells it: 0…255, 126 and 127 when it could not be started, 128+n after signal n
 * @param signal the number of the signal it died of, or 0
 * @param output what it printed: its stderr under {@code run}, stdout and stderr together otherwise
 */
public record Finished(int exitCode, int signal, Output output) {
    /** Whether it ended with 0. */
    public boolean passed() {
        return exitCode == 0;
    }
}

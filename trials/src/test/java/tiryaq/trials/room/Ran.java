package tiryaq.trials.room;

import java.time.Duration;

/**
 * How a process ended.
 *
 * @param exit its exit code, 128+n after signal n; -1 when it was stopped for taking too long
 * @param out the first 4 MiB of its standard output
 * @param err the first 4 MiB of its standard error
 */
public record Ran(int exit, String out, String err, Duration time) {}

package tiryaq.cli.demo;

/**
 * How a process ended.
 *
 * @param exitCode its exit code; 127 when it could not be started
 * @param output its standard output, and its standard error too where the two were taken together
 * @param errors its standard error, else empty
 * @param late whether it was ended because its time was up
 */
record ProcessEnd(int exitCode, String output, String errors, boolean late) {
    boolean well() {
        return exitCode == 0 && !late;
    }
}

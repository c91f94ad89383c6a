/** The command line: streams and exit codes live here only. */
module tiryaq.cli {
    requires static org.jspecify;
    requires info.picocli;
    requires tiryaq.core;
}

/** The command line: streams and exit codes live here only. */
module tiryaq.cli {
    requires static org.jspecify;
    requires info.picocli;
    requires jdk.httpserver;
    requires tiryaq.core;
    requires tools.jackson.core;
}

package tiryaq.command;

/** What a command turned out to run, or why that cannot be said. */
public sealed interface Resolution permits Invocation, Unresolved {}

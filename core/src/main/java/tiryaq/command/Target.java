package tiryaq.command;

/** What an interpreter was told to run. */
public sealed interface Target {
    /**
     * A script, or a folder or archive with a {@code __main__.py}.
     *
     * @param path absolute, links not followed
     * @param word as the interpreter was given it, perhaps relative to the working folder
     */
    record Script(String path, String word) implements Target {}

    /** {@code -m name}. */
    record Module(String name) implements Target {}

    /** {@code -c text}. */
    record Code(String text) implements Target {}

    /** The standard input: {@code -}, or nothing at all. */
    record Stdin() implements Target {}

    /** No program: {@code --version}, {@code --help}. */
    record Other() implements Target {}
}

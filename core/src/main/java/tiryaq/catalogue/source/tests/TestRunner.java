package tiryaq.catalogue.source.tests;

/** The names by which pytest knows what to read. */
public final class TestRunner {
    private TestRunner() {}

    /** Whether a file of this name holds tests, as {@code python_files} is where nobody set it. */
    static boolean isTest(String name) {
        return name.endsWith(".py") && (name.startsWith("test_") || name.endsWith("_test.py"));
    }
}

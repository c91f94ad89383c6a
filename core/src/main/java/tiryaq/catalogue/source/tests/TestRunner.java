package tiryaq.catalogue.source.tests;

import tiryaq.command.Invocation;
import tiryaq.command.Target;
import tiryaq.machine.Paths;

/** pytest as a command, and the names by which it knows what to read. */
public final class TestRunner {
    private TestRunner() {}

    /** Whether it is pytest that is run. */
    public static boolean runs(Invocation invocation) {
        String name = switch (invocation.target()) {
            case Target.Module module -> module.name();
            case Target.Script script -> Paths.name(script.path());
            case Target.Code _, Target.Stdin _, Target.Other _ -> "";
        };
        return name.equals("pytest") || name.equals("py.test");
    }

    /** Whether a file of this name holds tests, as {@code python_files} is where nobody set it. */
    static boolean isTest(String name) {
        return name.endsWith(".py") && (name.startsWith("test_") || name.endsWith("_test.py"));
    }
}

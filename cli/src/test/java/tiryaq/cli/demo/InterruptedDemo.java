package tiryaq.cli.demo;

import java.nio.file.Path;

/** A demo in a process of its own, so that a test can end it from outside: launcher and temporary folder. */
final class InterruptedDemo {
    private InterruptedDemo() {}

    static void main(String[] arguments) {
        System.exit(Demo.run(new DemoContext(
                System.out, System.getenv(), arguments[0], "en", false, false, false, null, Path.of(arguments[1]))));
    }
}

package tiryaq.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The interpreters of the machine on which the tests run. */
final class RealPythons {
    private RealPythons() {}

    /** The caller's variables as the demo would use them. */
    static Map<String, String> environment() {
        return CleanVariables.clean(System.getenv());
    }

    /** A Python 3 of this minor version with pip and venv, found as the demo finds one. */
    static Optional<Python> minor(int minor, Path scratch) {
        return all(scratch).stream().filter(python -> python.minor() == minor).findFirst();
    }

    /** All that suit the demo. */
    static List<Python> all(Path scratch) {
        return new PythonSearch(new Processes(), environment(), scratch)
                .all().stream()
                        .filter(python -> python.suits() && python.venv() && python.pip())
                        .toList();
    }
}

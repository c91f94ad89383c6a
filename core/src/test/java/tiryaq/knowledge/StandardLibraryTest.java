package tiryaq.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tiryaq.command.Pythons;

/** The table beside what each real interpreter can import. */
class StandardLibraryTest {
    private static final List<String> MODULES = List.of(
            "tomllib",
            "distutils",
            "asyncore",
            "imp",
            "zoneinfo",
            "graphlib",
            "urllib2",
            "ConfigParser",
            "dataclasses",
            "telnetlib",
            "binhex",
            "contextvars");
    private static final List<String> NAMES = List.of(
            "collections.Mapping",
            "inspect.getargspec",
            "typing.Self",
            "time.clock",
            "fractions.gcd",
            "math.lcm",
            "itertools.izip",
            "functools.cache",
            "datetime.UTC");

    static List<String> pythons() {
        return Pythons.all();
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void agreesWithTheInterpreter(String python) {
        // A system may package its Python without a part of the library.
        boolean whole = python.contains("/.pyenv/");
        for (String module : whole ? MODULES : List.of("tomllib", "urllib2", "asyncore")) {
            check(python, "import " + module, StandardLibrary.of(module));
        }
        for (String name : NAMES) {
            int dot = name.lastIndexOf('.');
            String module = name.substring(0, dot);
            check(python, "import " + module + "; " + name, StandardLibrary.of(module, name.substring(dot + 1)));
        }
    }

    private static void check(String python, String code, Optional<StandardLibrary.Span> span) {
        String text =
                "import sys, warnings; warnings.simplefilter('ignore'); print('%d %d' % sys.version_info[:2])\n" + code;
        Pythons.Ran ran = Pythons.run(List.of(python, "-c", text), java.nio.file.Path.of("/"), Map.of());
        String[] version = ran.out().lines().findFirst().orElseThrow().split(" ");
        int major = Integer.parseInt(version[0]);
        int minor = Integer.parseInt(version[1]);
        assertThat(span).as(code).isPresent();
        boolean has = !span.get().notYet(major, minor) && !span.get().noLonger(major, minor);
        assertThat(has).as("%s: %s %s", python, code, span).isEqualTo(ran.exit() == 0);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"json", "os", "numpy", "requests", "yaml"})
    void whatStaysHasNoRow(String module) {
        assertThat(StandardLibrary.comesOrGoes(module)).isFalse();
    }
}

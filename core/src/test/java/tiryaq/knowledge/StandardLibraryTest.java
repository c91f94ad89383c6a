package tiryaq.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    /** What a build may lack belongs to the library all the same, as newer interpreters list themselves. */
    @Test
    void whatABuildMayLackIsOfTheLibrary() {
        String python = Pythons.of("3.12");
        for (String module : List.of("_gdbm", "_tkinter", "_ctypes", "_lzma", "winreg", "fcntl", "readline")) {
            String asked = "import sys; assert '" + module + "' in sys.stdlib_module_names";
            assertThat(Pythons.run(List.of(python, "-c", asked), java.nio.file.Path.of("/"), Map.of())
                            .exit())
                    .as(module)
                    .isZero();
            assertThat(StandardLibrary.of(module)).as(module).contains(new StandardLibrary.Span(module, "", ""));
            assertThat(StandardLibrary.comesOrGoes(module)).as(module).isTrue();
        }
    }

    /** The search halves the table, so each row is found only where all stand in order. */
    @Test
    void everyRowIsFound() throws IOException {
        try (InputStream in = Objects.requireNonNull(StandardLibrary.class.getResourceAsStream("stdlib.tsv"))) {
            List<String> rows = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(row -> !row.startsWith("#"))
                    .toList();
            assertThat(rows).hasSizeGreaterThan(2000).noneMatch(row -> row.contains("\uFFFD"));
            for (String row : rows) {
                String[] fields = row.split("\t");
                String[] parts = fields[0].split(":");
                Optional<StandardLibrary.Span> span =
                        parts.length == 1 ? StandardLibrary.of(parts[0]) : StandardLibrary.of(parts[0], parts[1]);
                assertThat(span).as(row).isPresent();
            }
        }
        assertThat(StandardLibrary.of("zzz")).isEmpty();
        assertThat(StandardLibrary.of("A")).isEmpty();
        assertThat(StandardLibrary.of("")).isEmpty();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"json", "os", "numpy", "requests", "yaml"})
    void whatStaysHasNoRow(String module) {
        assertThat(StandardLibrary.comesOrGoes(module)).isFalse();
    }
}

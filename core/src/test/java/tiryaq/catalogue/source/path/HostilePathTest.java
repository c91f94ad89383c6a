package tiryaq.catalogue.source.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tiryaq.command.Pythons;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.python.SourceCode;

/** Source that nobody writes by hand is answered soon, and never with more than is known. */
class HostilePathTest {
    private static final int SIZE = 1 << 20;

    private static String full(String head, String each, String end) {
        return head + each.repeat((SIZE - head.length() - end.length()) / each.length()) + end;
    }

    private static String lines(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining());
    }

    /** A kind, its text, and whether something must be said of it. */
    static Stream<Arguments> kinds() {
        String copies = "import sys\nsys.path = " + "list(".repeat(1500) + "sys.path" + ")".repeat(1500);
        String function = "def f(p):\n    g(p)\n";
        String chain = lines(30_000, i -> "def f" + i + "(p):\n    f" + (i + 1) + "(p)\n");
        String aliases = lines(60_000, i -> "a" + i + " = sys.path\n");
        String modules = lines(50_000, i -> "import sys as a" + i + "\n");
        String pushes = "    sys.path.insert(0, f())\n    sys.path.pop(0)\n";
        String tuple = "t = (" + "sys.path, ".repeat(800) + ")\n";
        String parameters = "import sys\ndef f(" + "a, ".repeat(20_000) + "):\n    pass\n";
        String strip = "import sys\ndef f(p):\n    pass\n";
        String moves = "if x:\n    os.chdir('a')\n";
        String added = "sys.path += [" + "'a', ".repeat(1000) + "]\n";
        return Stream.of(
                Arguments.of("copies without end", full("import sys\nsys.path = ", "list(", ""), true),
                Arguments.of("copies of copies", copies, true),
                Arguments.of("brackets", full("import sys\nsys.path = ", "(", ""), true),
                Arguments.of("sums", full("import sys\nsys.path = a", " + sys.path", ""), true),
                Arguments.of("one tuple", full("import sys\nt = (", "sys.path, ", ")"), true),
                Arguments.of("many tuples", full("import sys\n", tuple, ""), false),
                Arguments.of("one call", full(strip + "f(", "sys.path, ", ")"), true),
                Arguments.of("many calls", full(strip, "f(" + "sys.path, ".repeat(800) + ")\n", ""), false),
                Arguments.of("many parameters", full(parameters, "f(sys.path)\n", ""), false),
                Arguments.of("functions of one name", full("import sys\n", function, "f(sys.path)\n"), true),
                Arguments.of("functions in a row", "import sys\n" + chain + "f0(sys.path)\n", true),
                Arguments.of("names", "import sys\n" + aliases, true),
                Arguments.of("modules", modules + "sys.path.clear()\n", true),
                Arguments.of("moves", full("import os, sys\nif x:\n", "    os.chdir('a')\n", ""), true),
                Arguments.of("moves and additions", full("import os, sys\n" + added, moves, ""), true),
                Arguments.of("pushed and popped", full("import sys\ndef f():\n", pushes, ""), true),
                Arguments.of("a sum of strings", full("import sys\nsys.path.insert(0, ", "'a'+", "'b')\n"), true),
                Arguments.of("a sum that a function is given", full(strip + "f(sys.path, ", "'a'+", "'b')\n"), true),
                Arguments.of(
                        "a long default",
                        full("import sys\ndef f(p, a=(", "'a',", ")):\n    pass\nf(sys.path)\n"),
                        false),
                Arguments.of(
                        "a sum behind a name",
                        full("import sys\nx = (", "'a'+", "'b')\nsys.path.insert(0, x)\n"),
                        false),
                Arguments.of("a string", full("import sys\nprint('", "sys.path.clear() ", "')"), false),
                Arguments.of("patches", full("import sys\n", "setattr(sys, 'path', sys.path)\n", ""), false),
                Arguments.of("half a patch", full("import sys\nsetattr(", "setattr(sys, ", ""), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    @Timeout(20)
    void isAnswered(String kind, String text, boolean said) {
        LiveMachine machine = new LiveMachine(Pythons.variables(Map.of()), new Platform("linux", "x86_64"));
        PathChanges changes = PathReader.before(text, "/job/main.py", Integer.MAX_VALUE, "/job", machine);
        assertThat(PathReader.moves(SourceCode.of(text))).isEqualTo(kind.contains("moves"));
        assertThat(!said || !changes.takings().isEmpty()).as(kind).isTrue();
    }
}

package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Pythons;

/** Which source is Python 2's alone, as the interpreters of both languages say. */
class Python2CodeTest {
    /** Compiles each file that it is given, and prints those that it reads. */
    private static final String COMPILE = """
            import sys
            for name in sys.argv[1:]:
                try:
                    with open(name, 'rb') as file:
                        compile(file.read(), name, 'exec')
                    sys.stdout.write(name + chr(10))
                except (SyntaxError, ValueError):
                    pass
            """;

    @TempDir
    Path folder;

    private boolean reads(String python, Path file) {
        return Pythons.run(List.of(python, "-S", "-W", "ignore", "-c", COMPILE, file.toString()), folder, Map.of())
                .out()
                .equals(file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print wrapt",
                "print 'a'",
                "print\"a\"",
                "print 1, 2",
                "print f()",
                "print a.b,",
                "print not a",
                "print `a`",
                "if a: print a",
                "x = 1; print x",
                "exec 'a'",
                "exec code in {}",
                "try:\n    pass\nexcept E, e:\n    pass",
                "try:\n    pass\nexcept (E, F), e:\n    pass",
                "try:\n    pass\nexcept os.error, (a):\n    print a",
                "raise E, 'x'",
                "raise E(a, b), None, c",
                "x = `y`",
                "x = 0777",
                "os.chmod(a, 0644)",
                "x = 10L",
                "x = 0xFFL",
                "x = ur'a'",
                "x = f(UR\"a\")",
                "if a <> b: pass",
                "def f(a, (b, c)): pass",
                "f = lambda (a, b): a",
            })
    void onlyPython2ReadsIt(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.py"), text + "\n");
        assertThat(reads(Pythons.of("2.7"), file)).isTrue();
        for (String feature : List.of("3.6", "3.8", "3.10", "3.13")) {
            Pythons.find(feature)
                    .ifPresent(python ->
                            assertThat(reads(python, file)).as(feature).isFalse());
        }
        assertThat(Python2Code.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print(wrapt)",
                "print (a), 1",
                "print = log",
                "print if a else b",
                "print is None",
                "print not in names",
                "from m import (\n    print as show,\n)",
                "exec(code, {})",
                "executor = 1",
                "# print wrapt",
                "'''\nprint wrapt\n'''",
                "x = 'print a <> b `c` 0777 10L'",
                "x = \"it's\"  # raise E, 'x'",
                "raise E(a, b)",
                "raise E from a",
                "try:\n    pass\nexcept (E, F) as e:\n    pass",
                "x = 0o777",
                "x = 00, 0.7, 01.5, 0e7, 1_000, 0x10",
                "x = rb'a', r'b', Rb'c'",
                "f = lambda a, b=(1, 2): a",
                "def f(a=(1, 2), *b, c=((3))): pass",
                "x = {'a': print, 'b': exec}",
                "a = b[c:print(1)]",
            })
    void python3ReadsIt(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.py"), text + "\n");
        assertThat(reads(Pythons.of("3.13"), file)).isTrue();
        assertThat(Python2Code.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x = 08", "datetime.date(2024, 01, 08)", "x = 5abc", "retrun 3", "x = foo bar", "except A, B:"})
    void noPythonReadsIt(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.py"), text + "\n");
        assertThat(reads(Pythons.of("2.7"), file)).isFalse();
        assertThat(Python2Code.in(text)).isFalse();
    }

    /** Of each library the files that Python 3 reads are none of Python 2's, and those that it does not read are. */
    @Test
    void wholeLibrariesAreToldApart() throws IOException {
        String three = Pythons.of("3.13");
        for (String feature : List.of("2.7", "3.13")) {
            String python = Pythons.of(feature);
            String library = Pythons.run(
                            List.of(python, "-c", "import os; print(os.path.dirname(os.__file__))"), folder, Map.of())
                    .out();
            List<String> words = new ArrayList<>(List.of(three, "-W", "ignore", "-c", COMPILE));
            try (var files = Files.newDirectoryStream(Path.of(library), "*.py")) {
                files.forEach(file -> words.add(file.toString()));
            }
            TreeSet<String> read = new TreeSet<>(
                    Pythons.run(words, folder, Map.of()).out().lines().toList());
            assertThat(read).hasSizeGreaterThan(50);
            TreeSet<String> wrong = new TreeSet<>();
            for (String file : words.subList(5, words.size())) {
                String text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1);
                // Python 3 reads that as a comparison, which fails when it is run.
                boolean stream = text.contains("print >>");
                if (!stream && Python2Code.in(text) == read.contains(file)) {
                    wrong.add(file);
                }
            }
            assertThat(wrong).as(feature).isEmpty();
        }
    }
}

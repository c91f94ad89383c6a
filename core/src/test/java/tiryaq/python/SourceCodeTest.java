package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Pythons;

/** Where the statements of a source begin and end, as Python's own reader of sources has it. */
class SourceCodeTest {
    private static final String ASK = """
            import ast, sys
            for each in ast.parse(open(sys.argv[1], 'rb').read()).body:
                print(each.lineno, each.end_lineno)
            """;

    private static final String LINES = """
            '''Words \\
            import no
            '''
            import json, \\
                arrow
            from a import (b,  # one
                c)
            # a comment \\
            x = 'a\\
            b'; y = 1

            z = \"\"\"
            'x
            \"\"\" + x
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aLineEndsAsItDoesForPython(String end) throws Exception {
        String text = LINES.replace("\n", end);
        Path file = Files.writeString(folder.resolve("a.py"), text);
        String told = Pythons.run(List.of(Pythons.of("3.12"), "-c", ASK, file.toString()), folder, Map.of())
                .out();
        SourceCode code = SourceCode.of(text);
        assertThat(code.statements().stream().map(each -> each.from() + " " + each.until()))
                .containsExactlyElementsOf(told.lines()
                        // What follows behind a semicolon is read with what it follows.
                        .filter(line -> !line.equals("10 10"))
                        .toList());
        assertThat(code.statements()).isEqualTo(SourceCode.of(LINES).statements());
        assertThat(code.statements().get(1).code()).startsWith("import json, ").endsWith(" arrow");
        for (Statement each : code.statements()) {
            assertThat(code.lines(each.from(), each.until()))
                    .isEqualTo(SourceCode.of(LINES).lines(each.from(), each.until()));
            assertThat(code.strings(each)).isEqualTo(SourceCode.of(LINES).strings(each));
        }
    }

    /** As some editors write it before the first line. */
    @Test
    void theMarkOfTheEncodingIsNoPartOfIt() throws Exception {
        Path file = Files.writeString(folder.resolve("a.py"), "\ufeffimport json\nprint(json.__name__)\n");
        assertThat(Pythons.run(List.of(Pythons.of("3.12"), file.toString()), folder, Map.of())
                        .out())
                .isEqualTo("json");
        assertThat(SourceCode.of(Files.readString(file)).statements().getFirst())
                .isEqualTo(new Statement(1, 1, 0, "import json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aConditionGoesOnBehindABackslash(String end) {
        String text = String.join(end, "if a and \\", "        b:", "    x = 1", "try:", "    import foo", "");
        List<Statement> found = SourceCode.of(text).statements();
        assertThat(found).hasSize(4);
        assertThat(found.getFirst().branches()).isTrue();
        assertThat(found.getLast()).isEqualTo(new Statement(5, 5, 4, "import foo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void whatIsOfPythonTwoOrNewIsToldWhateverEndsItsLines(String end) {
        assertThat(Python2Code.in(String.join(end, "x = 'a\\", "b'", "print x", "")))
                .isTrue();
        assertThat(Python2Code.in(String.join(end, "x = 'a\\", "print x", "'", "")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aPlainStringEndsWithItsLine(String end) {
        assertThat(SourceCode.muted("a = 'x" + end + "b = 1")).endsWith("b = 1");
        assertThat(SourceCode.muted("a = 'x\\" + end + "b'; c")).endsWith("_'; c");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void veryManyStringsInOneLineAreReadOnce() {
        String text = "'a'+".repeat(2_000_000);
        assertThat(SourceCode.muted(text).equals(text.replace('a', '_'))).isTrue();
    }
}

package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tiryaq.command.Pythons;

class TopLevelNamesTest {
    private static final String TEXT = """
            from .a import one, two as deux
            from .b import (
                three,  # not_this
                four as vier,
            )
            import five.six
            def seven(eight): nine = 1
            class Ten:
                eleven = 1
                def twelve(self): pass
            if seven:
                thirteen: int = 3
            else:
                def fourteen(): pass
            fifteen = 15
            sixteen == 16
            class Base(
                seven,
            ):
                '''
            def quoted(): pass
                '''
                def seventeen(self): pass
            eighteen = "\'\'\'"  # \'\'\' and \"""
            nineteen = \'it\\\'s \"""\'
            twenty = \'\'\'one\'\'\' + \'\'\'
            def quoted(): pass
            \'\'\'
            def twentyone(): pass
            from .c import twentytwo, \\
                twentythree as other, \\
                twentyfour
            def later(): twentyfive = 1
            """;

    @Test
    void whatIsMadeOutsideOfFunctionsAndClasses() {
        for (String name : List.of(
                "one",
                "deux",
                "three",
                "vier",
                "seven",
                "Ten",
                "thirteen",
                "fourteen",
                "fifteen",
                "eighteen",
                "nineteen",
                "twenty",
                "twentyone",
                "twentytwo",
                "other",
                "twentyfour",
                "later")) {
            assertThat(TopLevelNames.has(TEXT, name)).as(name).isTrue();
            assertThat(TopLevelNames.has(TEXT.replace('\n', '\r'), name))
                    .as(name)
                    .isTrue();
        }
        for (String name : List.of(
                "two",
                "four",
                "not_this",
                "eight",
                "nine",
                "eleven",
                "twelve",
                "sixteen",
                "seventeen",
                "twentythree",
                "twentyfive",
                "quoted",
                "six",
                "a",
                "b",
                "on",
                "")) {
            assertThat(TopLevelNames.has(TEXT, name)).as(name).isFalse();
        }
    }

    /** What an interpreter's own modules make, as its {@code ast} sees it. */
    @Test
    void agreesWithTheInterpreter() throws IOException {
        String python = Pythons.three();
        String ask = """
                import ast, os, sys
                for file in ('enum.py', 'typing.py', 'functools.py', 'contextlib.py', 'dataclasses.py'):
                    path = os.path.join(os.path.dirname(os.__file__), file)
                    tree = ast.parse(open(path, encoding='utf-8').read())
                    for node in tree.body:
                        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                            print(path, node.name, 1)
                            for inner in node.body:
                                if isinstance(inner, ast.FunctionDef) and isinstance(node, ast.ClassDef):
                                    print(path, inner.name, 0)
                """;
        Map<String, Set<String>> made = new java.util.TreeMap<>();
        int asked = 0;
        List<String> lines = Pythons.run(List.of(python, "-c", ask), Path.of("/"), Map.of())
                .out()
                .lines()
                .toList();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words[2].equals("1")) {
                made.computeIfAbsent(words[0], path -> new TreeSet<>()).add(words[1]);
            }
        }
        for (String line : lines) {
            String[] words = line.split(" ");
            String text = Files.readString(Path.of(words[0]));
            boolean imported = text.contains("import " + words[1]) || text.contains("\n" + words[1] + " = ");
            if (words[2].equals("1") || !(made.getOrDefault(words[0], Set.of()).contains(words[1]) || imported)) {
                assertThat(TopLevelNames.has(text, words[1])).as(line).isEqualTo(words[2].equals("1"));
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(150);
    }
}

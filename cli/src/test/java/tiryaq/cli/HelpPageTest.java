package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tiryaq.cli.options.Option;
import tiryaq.cli.options.OptionReader;
import tiryaq.report.messages.Messages;

class HelpPageTest {
    private static String page(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Main.execute(List.of(words), Map.of(), new ByteArrayInputStream(new byte[0]), stream, stream);
        assertThat(code).as(String.join(" ", words)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyOptionHasAMessageAndTheReverse() {
        List<String> expected = new ArrayList<>();
        for (Option option : Option.ALL) {
            if (!option.hidden()) {
                expected.add("cli.option." + option.name().substring(2));
            }
        }
        assertThat(Messages.in("en").texts().keySet().stream().filter(key -> key.startsWith("cli.option.")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void thePageOfACommandListsItsOptionsAndNoOthers() {
        for (String verb : OptionReader.VERBS) {
            String page = page(verb, "--help");
            assertThat(page).isEqualTo(page("help", verb)).contains("  tiryaq " + verb);
            for (Option option : Option.ALL) {
                boolean listed = page.lines().anyMatch(line -> line.matches("  (-.,|   ) " + option.name() + "( .*)?"));
                assertThat(listed).as(verb + " " + option.name()).isEqualTo(option.of(verb) && !option.hidden());
            }
        }
    }

    @Test
    void theFirstUsageIsTheShortestOne() {
        assertThat(page("--help")).contains("Usage:\n  tiryaq COMMAND…\n  tiryaq run ");
        assertThat(page("fix", "--help")).doesNotContain("tiryaq COMMAND…\n  ");
    }

    @Test
    void pagesStayWithinEightyColumns() {
        for (String language : List.of("en", "ar", "hi", "en-XA")) {
            assertThat(page("--help", "--lang", language).lines())
                    .hasSizeGreaterThan(30)
                    .allMatch(line -> line.codePointCount(0, line.length()) <= 80 + isolates(line));
        }
    }

    /** In Arabic a row is a line that is read from right to left, and an option in it keeps its hyphens in front. */
    @Test
    void rowsOfAnArabicPageAreReadFromRightToLeft() {
        List<String> rows = page("fix", "--help", "--lang", "ar")
                .lines()
                .filter(line -> line.contains("--dry-run") || line.contains("--output"))
                .toList();
        assertThat(rows).hasSize(2).allMatch(line -> line.strip().startsWith("\u200f\u2066"));
        assertThat(rows.getLast()).contains("\u2066-o, --output FILE\u2069");
    }

    private static int isolates(String line) {
        return (int) line.chars()
                        .filter(c -> Character.getType(c) == Character.FORMAT)
                        .count()
                // Vowel signs stand above and below letters and take no column.
                + (int) line.codePoints()
                        .filter(c -> Character.getType(c) == Character.NON_SPACING_MARK)
                        .count();
    }

    @Test
    void everyProseOfAPageComesFromTheBundles() {
        for (String verb : OptionReader.VERBS) {
            String page = page(verb, "--help", "--lang", "en-XA");
            String outside = page.replaceAll("(?s)⟦[^⟧]*⟧", "")
                    .replaceAll(
                            "(?m)^  tiryaq [a-z]+( (\\[[A-Z]+]|\\[--( COMMAND…)?]|--log|FILE\\|-|CODE|COMMAND…))*$", "")
                    .replaceAll("-{1,2}[a-z-]+( [A-Z]+(\\|-)?)?", "");
            assertThat(outside).as(page).doesNotContainPattern("[A-Za-z]");
        }
    }
}

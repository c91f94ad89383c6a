package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tiryaq.report.TextOptions.Verbosity;

class PagesTest {
    private static final TextOptions OPTIONS = new TextOptions("en", 80, false, Verbosity.NORMAL);

    @Test
    void everyPageIsShippedHasItsSectionsAndFitsTheWidth() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.list(Path.of("../docs/causes"))) {
            pages = files.filter(path -> path.toString().endsWith(".md")).toList();
        }
        assertThat(pages).hasSizeGreaterThanOrEqualTo(10);
        for (Path page : pages) {
            String code = page.getFileName().toString().replace(".md", "");
            String markdown = Pages.page(code, "en").orElseThrow();
            assertThat(markdown).isEqualTo(Files.readString(page)).startsWith("# " + code + ": ");
            assertThat(markdown)
                    .contains(
                            "\n## What it means\n",
                            "\n## How to recognise it\n",
                            "\n## How it comes about\n",
                            "\n## What tiryaq does\n",
                            "\n## What not to do\n",
                            "\n## Example\n");
            String text = Report.page(code, OPTIONS).orElseThrow();
            assertThat(text.lines()).hasSizeLessThan(80).allMatch(line -> line.length() <= 100);
            assertThat(text).doesNotContain("```", "##");
        }
    }

    @Test
    void aLanguageWithoutAPageGetsTheEnglishOne() {
        assertThat(Pages.page("unknown", "hi")).isEqualTo(Pages.page("unknown", "en"));
    }

    @Test
    void codesThatAreNoneHaveNoPage() {
        for (String code : List.of("", "nothing", "../messages_en", "a/b", "Unknown", "unknown\n")) {
            assertThat(Pages.page(code, "en")).as(code).isEmpty();
        }
    }

    @Test
    void fencedLinesAndListsKeepTheirForm() {
        String page = "# t: x\n\nOne\ntwo `a b`.\n- p\n  q\n- r\n\n```\n$ keep   this\n```\n";
        assertThat(TextForm.write(Markdown.read(page), OPTIONS))
                .isEqualTo("t: x\n\nOne two `a b`.\n\n- p q\n- r\n\n  $ keep   this\n");
    }
}

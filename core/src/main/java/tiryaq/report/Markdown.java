package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import tiryaq.report.Document.Block;

/** The little Markdown of the cause pages as a document: headings, paragraphs, lists, fenced blocks, code. */
final class Markdown {
    private final List<Block> blocks = new ArrayList<>();
    private final List<Prose> points = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();

    private Markdown() {}

    /** The blocks of a page. */
    static Document read(String markdown) {
        Markdown reader = new Markdown();
        StringBuilder fenced = null;
        for (String line : markdown.split("\n", -1)) {
            if (line.startsWith("```")) {
                if (fenced == null) {
                    reader.endAll();
                    fenced = new StringBuilder();
                } else {
                    reader.blocks.add(new Document.Verbatim(fenced.toString().stripTrailing()));
                    fenced = null;
                }
            } else if (fenced != null) {
                fenced.append("  ").append(line).append('\n');
            } else {
                reader.line(line);
            }
        }
        reader.endAll();
        return new Document(reader.blocks);
    }

    private void line(String line) {
        if (line.isBlank()) {
            endAll();
        } else if (line.startsWith("#")) {
            endAll();
            String title = line.substring(line.lastIndexOf('#') + 1).strip();
            blocks.add(new Document.Headline(spans(title), Document.Tone.NEUTRAL));
        } else if (line.startsWith("- ")) {
            endParagraph();
            paragraph.append("- ").append(line.substring(2).strip());
        } else {
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
        }
    }

    private void endParagraph() {
        if (paragraph.isEmpty()) {
            return;
        }
        String text = paragraph.toString();
        paragraph.setLength(0);
        if (text.startsWith("- ")) {
            points.add(spans(text.substring(2)));
        } else {
            blocks.add(new Document.Paragraph(spans(text)));
        }
    }

    private void endAll() {
        endParagraph();
        if (!points.isEmpty()) {
            blocks.add(new Document.Points(points));
            points.clear();
        }
    }

    /** Code between backquotes is kept whole; the backquotes stay, as a terminal has no other mark for it. */
    private static Prose spans(String text) {
        List<Prose.Span> spans = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf('`'); open >= 0; open = text.indexOf('`', from)) {
            int close = text.indexOf('`', open + 1);
            if (close < 0) {
                break;
            }
            spans.add(new Prose.Span(text.substring(from, open), false));
            // Long code may break at its spaces: on a page it is an illustration, not something to copy.
            boolean whole = close - open <= 40;
            spans.add(new Prose.Span(text.substring(open, close + 1), whole));
            from = close + 1;
        }
        spans.add(new Prose.Span(text.substring(from), false));
        return new Prose(spans);
    }
}

package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import tiryaq.report.Document.Block;
import tiryaq.report.messages.Language;
import tiryaq.report.messages.Prose;

/** A document as lines for a terminal. Prose is wrapped; commands, paths and codes never are. */
final class TextForm {
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String RED = "\u001b[1;31m";
    private static final String GREEN = "\u001b[1;32m";
    private static final String CYAN = "\u001b[1;36m";

    private final TextOptions options;
    private final StringBuilder out = new StringBuilder();

    /** Begins a line of prose, which keeps its direction whatever stands in it. */
    private final String mark;

    private TextForm(TextOptions options) {
        this.options = options;
        this.mark = TextOptions.mark(options.language());
    }

    /** The text, each line ended. */
    static String write(Document document, TextOptions options) {
        TextForm form = new TextForm(options);
        Block before = null;
        for (Block block : document.blocks()) {
            if (before != null && !(before instanceof Document.Choice && block instanceof Document.Choice)) {
                form.out.append('\n');
            }
            form.write(block, 0);
            before = block;
        }
        return form.out.toString();
    }

    /** Rows of a screen that a text takes, lines that are too long counted as often as they fold. */
    static int rows(String text, int width) {
        int rows = 0;
        for (String line : text.split("\n", -1)) {
            rows += Math.max(1, (Columns.of(line) + width - 1) / width);
        }
        return text.endsWith("\n") ? rows - 1 : rows;
    }

    private void write(Block block, int indent) {
        switch (block) {
            case Document.Headline headline -> wrapped(headline.words(), indent, indent, tone(headline.tone()));
            case Document.Paragraph paragraph -> wrapped(paragraph.words(), indent, indent, "");
            case Document.Points points -> {
                for (Prose point : points.points()) {
                    out.append(" ".repeat(indent)).append(mark).append("- ");
                    hanging(point, indent + 2, "");
                }
            }
            case Document.Chain chain -> chain(chain);
            case Document.Rows rows -> rows(rows, indent);
            case Document.Choice choice -> choice(choice);
            case Document.CommandLine command -> {
                if (command.label() != null) {
                    wrapped(command.label(), indent, indent, "");
                }
                line(ShellLine.before(command.line(), options.path()), CYAN);
            }
            case Document.Verbatim verbatim -> {
                for (String each : verbatim.text().split("\n", -1)) {
                    line(each, "");
                }
            }
        }
    }

    private void chain(Document.Chain chain) {
        String arrow = Language.rightToLeft(options.language()) ? "← " : "→ ";
        for (int i = 0; i < chain.links().size(); i++) {
            line("  " + mark + (i == 0 ? "" : arrow) + chain.links().get(i).flat(), "");
        }
    }

    private void rows(Document.Rows rows, int indent) {
        int widest = 0;
        for (Document.Row row : rows.rows()) {
            widest = Math.max(widest, Columns.of(row.label().flat()));
        }
        for (Document.Row row : rows.rows()) {
            String label = row.label().flat();
            out.append(" ".repeat(indent + 2));
            out.append(mark);
            painted(label, FAINT);
            out.append(" ".repeat(widest - Columns.of(label) + 2));
            hanging(row.value(), indent + widest + 4, "");
        }
    }

    private void choice(Document.Choice choice) {
        out.append(mark).append(choice.number() > 0 ? " " + choice.number() + ". " : "    ");
        boolean bare = choice.effect().spans().isEmpty();
        hanging(bare ? choice.title() : choice.title().then(" –", choice.effect()), 4, "");
        for (Block detail : choice.details()) {
            write(detail, 4);
        }
    }

    private void wrapped(Prose words, int first, int rest, String paint) {
        out.append(" ".repeat(first)).append(mark);
        hanging(words, rest, paint);
    }

    /** Writes prose from where the line stands, at {@code indent}, and breaks it at spaces between words. */
    private void hanging(Prose words, int indent, String paint) {
        StringBuilder text = new StringBuilder();
        int column = indent;
        for (String word : words(words)) {
            int width = Columns.of(word);
            if (!text.isEmpty() && column + 1 + width > options.width()) {
                line(text.toString(), paint);
                out.append(" ".repeat(indent)).append(mark);
                text.setLength(0);
                column = indent;
            }
            if (!text.isEmpty()) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += width;
        }
        line(text.toString(), paint);
    }

    /** What may stand on lines of its own: words of prose, each name, path or code as a whole. */
    private static List<String> words(Prose prose) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (Prose.Span span : prose.spans()) {
            if (span.code()) {
                word.append(span.text());
                continue;
            }
            for (int i = 0; i < span.text().length(); i++) {
                char c = span.text().charAt(i);
                if (c != ' ') {
                    word.append(c);
                } else if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private void line(String text, String paint) {
        painted(text, paint);
        out.append('\n');
    }

    private void painted(String text, String paint) {
        if (options.colour() && !paint.isEmpty() && !text.isEmpty()) {
            out.append(paint).append(text).append(RESET);
        } else {
            out.append(text);
        }
    }

    private static String tone(Document.Tone tone) {
        return switch (tone) {
            case BAD -> RED;
            case GOOD -> GREEN;
            case NEUTRAL -> BOLD;
        };
    }
}

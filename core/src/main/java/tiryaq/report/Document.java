package tiryaq.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as blocks, most important first, before it has any form. */
record Document(List<Block> blocks) {
    Document {
        blocks = List.copyOf(blocks);
    }

    /** How a headline is meant. */
    enum Tone {
        BAD,
        GOOD,
        NEUTRAL
    }

    /** A piece of an answer. */
    sealed interface Block {}

    /** What matters most, in one sentence. */
    record Headline(Prose words, Tone tone) implements Block {}

    /** A paragraph of prose. */
    record Paragraph(Prose words) implements Block {}

    /** Points that stand beside each other. */
    record Points(List<Prose> points) implements Block {
        Points {
            points = List.copyOf(points);
        }
    }

    /** What leads to what: one link to a line. */
    record Chain(List<Prose> links) implements Block {
        Chain {
            links = List.copyOf(links);
        }
    }

    /** Labels and values in two columns. */
    record Rows(List<Row> rows) implements Block {
        Rows {
            rows = List.copyOf(rows);
        }
    }

    /** One of them. */
    record Row(Prose label, Prose value) {}

    /** A choice, what it changes, and the commands that belong to it. Without a number where {@code number} is 0. */
    record Choice(int number, Prose title, Prose effect, List<Block> details) implements Block {
        Choice {
            details = List.copyOf(details);
        }
    }

    /** A command to copy, on a line of its own, byte for byte. */
    record CommandLine(@Nullable Prose label, String line) implements Block {}

    /** Text that keeps its lines. */
    record Verbatim(String text) implements Block {}
}

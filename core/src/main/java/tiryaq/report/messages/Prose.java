package tiryaq.report.messages;

import java.util.ArrayList;
import java.util.List;

/** Words of a language with names, paths and codes among them, which are never broken or changed. */
public record Prose(List<Span> spans) {
    /** No words. */
    public static final Prose EMPTY = new Prose(List.of());

    public Prose {
        spans = List.copyOf(spans);
    }

    /** A piece; {@code code} is what no line break may go through. */
    public record Span(String text, boolean code) {}

    /** This followed by another, a space between. */
    public Prose then(Prose next) {
        if (spans.isEmpty()) {
            return next;
        }
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(" ", false));
        all.addAll(next.spans);
        return new Prose(all);
    }

    /** This with {@code mark} and a space before another. */
    public Prose then(String mark, Prose next) {
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(mark, false));
        return new Prose(all).then(next);
    }

    /** All on one line. */
    public String flat() {
        StringBuilder out = new StringBuilder();
        for (Span span : spans) {
            out.append(span.text);
        }
        return out.toString();
    }
}

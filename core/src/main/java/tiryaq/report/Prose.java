package tiryaq.report;

import java.util.ArrayList;
import java.util.List;

/** Words of a language with names, paths and codes among them, which are never broken or changed. */
record Prose(List<Span> spans) {
    static final Prose EMPTY = new Prose(List.of());

    Prose {
        spans = List.copyOf(spans);
    }

    /** A piece; {@code code} is what no line break may go through. */
    record Span(String text, boolean code) {}

    /** A name, path or code on its own, made safe to show. */
    static Prose code(String raw) {
        return new Prose(List.of(new Span(Inert.of(Secrets.mask(raw)), true)));
    }

    /** This followed by another, a space between. */
    Prose then(Prose next) {
        if (spans.isEmpty()) {
            return next;
        }
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(" ", false));
        all.addAll(next.spans);
        return new Prose(all);
    }

    /** This with {@code mark} and a space before another. */
    Prose then(String mark, Prose next) {
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(mark, false));
        return new Prose(all).then(next);
    }

    /** All on one line. */
    String flat() {
        StringBuilder out = new StringBuilder();
        for (Span span : spans) {
            out.append(span.text);
        }
        return out.toString();
    }
}

package tiryaq.cli.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.StringJoiner;

/** Where the demo appears; keeps a copy without colours for a recording. */
final class Screen {
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final DemoTexts texts;
    private final boolean colour;
    private final boolean quiet;
    private final StringBuilder copy = new StringBuilder();
    private final StringJoiner told = new StringJoiner(" ");
    private int headings;

    /**
     * An empty one.
     *
     * @param quiet whether only what is told of how it ended appears, in one line
     */
    Screen(PrintStream out, DemoTexts texts, boolean colour, boolean quiet) {
        this.out = out;
        this.texts = texts;
        this.colour = colour;
        this.quiet = quiet;
    }

    /** A numbered heading, after an empty line. */
    void heading(String key) {
        headings++;
        line("", "");
        line(BOLD, headings + ". " + texts.say(key));
    }

    /** A sentence. */
    void say(String key, String... namesAndValues) {
        line("", texts.say(key, namesAndValues));
    }

    /** A sentence that says how it ended. */
    void tell(String key, String... namesAndValues) {
        String text = texts.say(key, namesAndValues);
        told.add(text);
        line("", text);
    }

    /** Nothing comes any more. */
    void end() {
        if (quiet) {
            out.println(told.toString());
            out.flush();
        }
    }

    /** A sentence about work that goes on, which may take a while. */
    void progress(String key, String... namesAndValues) {
        line(FAINT, "… " + texts.say(key, namesAndValues));
    }

    /** A command as it would be typed. */
    void command(String words) {
        line(BOLD, "$ " + words);
    }

    /** The last lines of what a program printed, indented, without control characters. */
    void tail(String output, int lines) {
        List<String> all = output.stripTrailing().lines().toList();
        if (all.size() > lines) {
            line(FAINT, "    …");
        }
        for (String each : all.subList(Math.max(0, all.size() - lines), all.size())) {
            line("", "    " + harmless(each));
        }
    }

    /** What tiryaq itself printed, colours included. */
    void answer(String output) {
        for (String each : output.stripTrailing().lines().toList()) {
            line("", each);
        }
    }

    /** A line of a recording. */
    void recorded(String text) {
        line("", text.isEmpty() ? "│" : "│ " + text);
    }

    /** All that appeared, without colours. */
    String copy() {
        return copy.toString();
    }

    private void line(String style, String text) {
        copy.append(withoutColours(text)).append('\n');
        if (quiet) {
            return;
        }
        out.println(colour && !style.isEmpty() ? style + text + PLAIN : text);
        out.flush();
    }

    private static String harmless(String text) {
        String plain = withoutColours(text);
        StringBuilder kept = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            kept.append(c != '\t' && Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return kept.toString();
    }

    /** The text without control sequences (ECMA-48, ESC [ … final byte). */
    static String withoutColours(String text) {
        if (text.indexOf('\u001b') < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            if (text.startsWith("\u001b[", i)) {
                i += 2;
                while (i < text.length() && (text.charAt(i) < '@' || text.charAt(i) > '~')) {
                    i++;
                }
                i++;
            } else {
                kept.append(text.charAt(i++));
            }
        }
        return kept.toString();
    }
}

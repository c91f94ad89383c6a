package tiryaq.cli.stream;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A stream for a terminal that knows no Unicode: our own marks, an arrow and an ellipsis among them, go out in ASCII.
 * Names and paths stay as they are.
 */
public final class PlainMarks extends PrintStream {
    /** Prints on this stream, which it closes. */
    public PlainMarks(PrintStream stream) {
        super(stream, false, StandardCharsets.UTF_8);
    }

    /**
     * Whether the locale says so: {@code C}, {@code POSIX}, or a character set that is not UTF-8. Where no locale is
     * set at all, as in containers, UTF-8 is usual.
     *
     * @param variables read as POSIX orders it: LC_ALL, LC_CTYPE, LANG
     */
    public static boolean needed(Map<String, String> variables) {
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String locale = variables.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                int dot = locale.indexOf('.');
                String set = dot < 0 ? "" : locale.substring(dot + 1).toLowerCase(Locale.ROOT);
                return dot < 0
                        ? locale.equals("C") || locale.equals("POSIX")
                        : !set.startsWith("utf-8") && !set.startsWith("utf8");
            }
        }
        return false;
    }

    @Override
    public void print(String text) {
        super.print(plain(text));
    }

    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '→' -> out.append("->");
                case '←' -> out.append("<-");
                case '…' -> out.append("...");
                case '–' -> out.append('-');
                case '│' -> out.append('|');
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}

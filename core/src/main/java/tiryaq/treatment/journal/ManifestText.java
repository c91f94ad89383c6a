package tiryaq.treatment.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A manifest as text: a line for each entry, its path and target last and escaped; an end line shows it is whole. */
final class ManifestText {
    private static final String END = "end";

    /** More than any environment has, and what our small heap can hold twice. */
    private static final int MOST = 500_000;

    private ManifestText() {}

    static String write(Manifest manifest) {
        StringBuilder text = new StringBuilder();
        manifest.entries().forEach((path, entry) -> {
            text.append(entry.kind()).append('\t').append(entry.size()).append('\t');
            text.append(Integer.toOctalString(entry.mode())).append('\t').append(entry.modified());
            text.append('\t').append(entry.content()).append('\t');
            escape(text, path);
            text.append('\t');
            escape(text, entry.target());
            text.append('\n');
        });
        return text.append(END).append('\n').toString();
    }

    /** The manifest that a file holds; empty if it is none, not whole, or has more entries than can be held. */
    static Optional<Manifest> read(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), StandardCharsets.UTF_8.newDecoder()))) {
            return read(lines);
        }
    }

    private static Optional<Manifest> read(BufferedReader lines) throws IOException {
        Map<String, Manifest.Entry> entries = new TreeMap<>();
        boolean whole = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(END)) {
                whole = true;
                break;
            }
            if (entries.size() == MOST) {
                return Optional.empty();
            }
            String[] parts = line.split("\t", -1);
            if (parts.length != 7 || parts[0].length() != 1) {
                return Optional.empty();
            }
            try {
                entries.put(
                        unescape(parts[5]),
                        new Manifest.Entry(
                                parts[0].charAt(0),
                                Long.parseLong(parts[1]),
                                Integer.parseInt(parts[2], 8),
                                Long.parseLong(parts[3]),
                                Long.parseLong(parts[4]),
                                unescape(parts[6])));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return whole ? Optional.of(new Manifest(entries)) : Optional.empty();
    }

    private static void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\\' -> text.append("\\\\");
                default -> text.append(c);
            }
        }
    }

    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                text.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}

package tiryaq.report.messages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tiryaq.command.masking.Secrets;
import tiryaq.diagnosis.Say;

/**
 * The messages of one language: lines {@code key = text} with named {@code {places}}. A key may have plural forms
 * {@code key#one} …, chosen by the place {@code count}. Text between backquotes is code and the same in every language.
 */
public final class Messages {
    private static final Map<String, Messages> LOADED = new ConcurrentHashMap<>();
    private static final String ISOLATE = "\u2066";
    private static final String POP = "\u2069";

    private final String language;
    /** Each character stands for a byte of UTF-8: an answer needs thirty of these texts, and decodes no others. */
    private final Map<String, String> encoded;

    private Messages(String language, Map<String, String> encoded) {
        this.language = language;
        this.encoded = encoded;
    }

    /** The messages of a language of {@link Language#KNOWN}; read on first use. */
    public static Messages in(String language) {
        Messages loaded = LOADED.get(language);
        if (loaded == null) {
            loaded = new Messages(language, load(language.equals("en-XA") ? "en" : language));
            LOADED.put(language, loaded);
        }
        return loaded;
    }

    /** The message with its places filled, on one line, safe for a terminal. */
    public String text(Say say) {
        return prose(say).flat();
    }

    /** The message with its places filled. A key that does not exist shows itself. */
    public Prose prose(Say say) {
        String text = raw(say);
        String entries = say.places().get("leftOut");
        String variable = say.places().get("leftOutOf");
        if (entries != null && variable != null) {
            text += " " + raw(Say.of("treatment.without", "leftOut", entries, "leftOutOf", variable));
        }
        String built = say.places().get("built");
        if (built != null) {
            text += " " + raw(Say.of("treatment.building", "built", built));
        }
        String demanded = say.places().get("demanded");
        if (demanded != null) {
            text += " " + raw(Say.of("treatment.excluded", "demanded", demanded));
        }
        return filled(text, say.places());
    }

    /** A message without places. */
    public Prose prose(String key) {
        return prose(new Say(key, Map.of()));
    }

    /** A name, path or code as it stands within this language. */
    public Prose code(String raw) {
        String shown = Inert.of(Secrets.mask(raw));
        return new Prose(List.of(new Prose.Span(isolated(shown), true)));
    }

    /** All texts by key, as the bundle has them. */
    public Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        encoded.forEach((key, text) -> texts.put(key, decoded(text)));
        return texts;
    }

    private String raw(Say say) {
        String count = say.places().get("count");
        String text = null;
        if (count != null) {
            text = encoded.get(say.key() + "#" + Plural.category(language, count));
        }
        if (text == null) {
            text = encoded.get(say.key());
        }
        text = text == null ? say.key() : decoded(text);
        return language.equals("en-XA") ? Pseudo.of(text) : text;
    }

    private Prose filled(String text, Map<String, String> places) {
        List<Prose.Span> spans = new ArrayList<>();
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = c == '{' ? text.indexOf('}', i) : c == '`' ? text.indexOf('`', i + 1) : -1;
            if (end < 0) {
                continue;
            }
            if (i > plain) {
                spans.add(new Prose.Span(text.substring(plain, i), false));
            }
            String whole = text.substring(i, end + 1);
            spans.add(new Prose.Span(c == '{' ? place(whole, places) : code(whole, places), true));
            i = end;
            plain = end + 1;
        }
        if (plain < text.length()) {
            spans.add(new Prose.Span(text.substring(plain), false));
        }
        return Language.rightToLeft(language) ? isolated(spans) : new Prose(spans);
    }

    private static String place(String whole, Map<String, String> places) {
        String value = places.get(whole.substring(1, whole.length() - 1));
        return value == null ? whole : Inert.of(Secrets.mask(value));
    }

    /** What stands between two backticks, with the places in it. */
    private static String code(String whole, Map<String, String> places) {
        StringBuilder filled = new StringBuilder();
        int plain = 0;
        for (int open = whole.indexOf('{'); open >= 0; open = whole.indexOf('{', plain)) {
            int end = whole.indexOf('}', open);
            if (end < 0) {
                break;
            }
            filled.append(whole, plain, open).append(place(whole.substring(open, end + 1), places));
            plain = end + 1;
        }
        return filled.append(whole.substring(plain)).toString();
    }

    /**
     * Codes with only a space between them are one run: apart, a terminal would show the second one left of the first.
     */
    private static Prose isolated(List<Prose.Span> spans) {
        List<Prose.Span> all = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            StringBuilder code = new StringBuilder(spans.get(i).text());
            if (!spans.get(i).code()) {
                all.add(spans.get(i));
                continue;
            }
            while (i + 2 < spans.size() && spans.get(i + 1).text().equals(" ")) {
                code.append(' ').append(spans.get(i + 2).text());
                i += 2;
            }
            all.add(new Prose.Span(ISOLATE + code + POP, true));
        }
        return new Prose(all);
    }

    private String isolated(String code) {
        return Language.rightToLeft(language) ? ISOLATE + code + POP : code;
    }

    private static Map<String, String> load(String language) {
        try (InputStream in =
                Messages.class.getResourceAsStream("/tiryaq/report/messages_" + language + ".properties")) {
            return in == null ? Map.of() : parse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static String decoded(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The messages of a bundle's text; lines without {@code =} and those that start with {@code #} are comments. */
    static Map<String, String> parse(String bundle) {
        Map<String, String> texts = new HashMap<>(512);
        int start = 0;
        while (start < bundle.length()) {
            int end = bundle.indexOf('\n', start);
            end = end < 0 ? bundle.length() : end;
            int equals = bundle.indexOf('=', start);
            if (equals > start && equals < end && bundle.charAt(start) != '#') {
                texts.put(
                        bundle.substring(start, equals).trim(),
                        bundle.substring(equals + 1, end).trim());
            }
            start = end + 1;
        }
        return texts;
    }
}

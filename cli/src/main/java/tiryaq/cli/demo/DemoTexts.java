package tiryaq.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What the demo says, by key and language. */
final class DemoTexts {
    private static final char ISOLATE = '\u2066';
    private static final char POP = '\u2069';

    private final Properties texts;
    private final boolean rightToLeft;

    private DemoTexts(Properties texts, boolean rightToLeft) {
        this.texts = texts;
        this.rightToLeft = rightToLeft;
    }

    /** The texts of a language, English where there are none. */
    static DemoTexts in(String language) {
        boolean known = language.equals("ar") || language.equals("hi");
        return new DemoTexts(load(known ? language : "en"), language.equals("ar"));
    }

    /** The text with its {@code {places}} filled: a name and its value by turns. */
    String say(String key, String... namesAndValues) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1];
            text = text.replace("{" + namesAndValues[i] + "}", rightToLeft ? ISOLATE + value + POP : value);
        }
        return text;
    }

    static Properties load(String language) {
        String name = "messages_" + language + ".properties";
        try (InputStream in = DemoTexts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in this program");
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

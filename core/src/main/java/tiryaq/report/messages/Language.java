package tiryaq.report.messages;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which language the reader has. */
public final class Language {
    /** The languages with messages, the source first; {@code en-XA} is computed from it and serves tests. */
    public static final List<String> KNOWN = List.of("en", "ar", "hi", "en-XA");

    private Language() {}

    /**
     * The language to answer in.
     *
     * @param option what {@code --lang} said; null without it
     * @param variables the environment, read as POSIX orders it: LC_ALL, LC_MESSAGES, LANG
     */
    public static String choose(@Nullable String option, Map<String, String> variables) {
        if (option != null) {
            return known(option).orElse("en");
        }
        for (String name : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
            String value = variables.get(name);
            if (value != null && !value.isEmpty()) {
                return known(value).orElse("en");
            }
        }
        return "en";
    }

    /**
     * The known language that a locale name ({@code ar_EG.UTF-8}, {@code hi}, {@code en-XA}) means, if there is one.
     */
    public static Optional<String> known(String locale) {
        int end = locale.length();
        for (int i = 0; i < locale.length(); i++) {
            if (locale.charAt(i) == '.' || locale.charAt(i) == '@') {
                end = i;
                break;
            }
        }
        String tag = locale.substring(0, end).replace('_', '-');
        if (tag.equalsIgnoreCase("en-XA")) {
            return Optional.of("en-XA");
        }
        int dash = tag.indexOf('-');
        String first = (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
        return KNOWN.contains(first) ? Optional.of(first) : Optional.empty();
    }

    /** Whether it is written from right to left. */
    public static boolean rightToLeft(String language) {
        return language.equals("ar");
    }
}

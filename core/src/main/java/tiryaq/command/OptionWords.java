package tiryaq.command;

import java.util.ArrayList;
import java.util.List;

/** The interpreter's own options, as {@code Python/getopt.c} reads them: several letters may share a word. */
public final class OptionWords {
    /** These take the rest of their word, else the next one. */
    static final String WITH_VALUE = "WXQ";

    private OptionWords() {}

    /** The same without one that has no value; a word of which nothing is left goes. */
    public static List<String> without(List<String> options, char letter) {
        List<String> kept = new ArrayList<>();
        for (int at = 0; at < options.size(); at++) {
            String word = options.get(at);
            boolean letters = word.length() > 1 && word.charAt(0) == '-' && word.charAt(1) != '-';
            if (!letters) {
                kept.add(word);
                continue;
            }
            int value = 1;
            while (value < word.length() && WITH_VALUE.indexOf(word.charAt(value)) < 0) {
                value++;
            }
            String rest = word.substring(0, value).replace(String.valueOf(letter), "") + word.substring(value);
            if (!rest.equals("-")) {
                kept.add(rest);
            }
            if (value + 1 == word.length() && at + 1 < options.size()) {
                kept.add(options.get(++at));
            }
        }
        return kept;
    }
}

package tiryaq.command.words;

import java.util.ArrayList;
import java.util.List;

/** The words of a line while it is taken apart character by character, with the two quotes that all readers share. */
final class Splitting {
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private char quote;

    /** The words that are whole by now. */
    List<String> words() {
        return words;
    }

    /** Whether a word has begun that no space has ended. */
    boolean inWord() {
        return inWord;
    }

    boolean quoted() {
        return quote != 0;
    }

    /** Whether nothing has a meaning of its own here. */
    boolean literal() {
        return quote == '\'';
    }

    /** Takes a character that opens or closes quotes, or stands in them; false for any other. */
    boolean quotes(char c) {
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
            return true;
        }
        if (c == '"' || c == '\'') {
            quote = c;
            inWord = true;
            return true;
        }
        return false;
    }

    void add(char c) {
        inWord = true;
        word.append(c);
    }

    void add(String text) {
        inWord = true;
        word.append(text);
    }

    /** Ends the word, if one has begun. */
    void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}

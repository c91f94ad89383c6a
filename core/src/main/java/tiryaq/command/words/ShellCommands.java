package tiryaq.command.words;

import java.util.ArrayList;
import java.util.List;

/**
 * A shell script taken apart into its simple commands, each word as it is written, with its quotes. Redirections and
 * the text of here-documents are left out.
 */
final class ShellCommands {
    /**
     * One simple command.
     *
     * @param perhaps whether another one decides that it runs ({@code &&}, {@code ||}), or it runs aside ({@code |})
     */
    record Simple(List<String> words, boolean perhaps) {
        Simple {
            words = List.copyOf(words);
        }
    }

    private final String text;
    private final List<Simple> all = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> documents = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean target;
    private boolean document;
    private boolean perhaps;
    private int at;

    private ShellCommands(String text) {
        this.text = text;
    }

    /** The commands in their order. */
    static List<Simple> of(String text) {
        ShellCommands reader = new ShellCommands(text);
        while (reader.at < text.length()) {
            reader.step();
        }
        reader.endCommand(false);
        return reader.all;
    }

    private void step() {
        char c = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : '\n';
        if (c == '\\' && next == '\n') {
            at += 2;
        } else if (c == '\\' || c == '\'' || c == '"' || c == '`' || (c == '$' && (next == '(' || next == '{'))) {
            take(end(text, at));
        } else if (c == '#' && !inWord) {
            at = endOfLine();
        } else if (c == '<' || c == '>' || (c == '&' && next == '>')) {
            redirection();
        } else if (c == '\n') {
            at++;
            endCommand(false);
            skipDocuments();
        } else if (c == ';' || c == '|' || c == '&') {
            at += next == c ? 2 : 1;
            boolean pipe = c == '|' && next != c;
            perhaps |= pipe || (c == '&' && next != c);
            endCommand(c != ';' && (next == c || pipe));
        } else if (c == ' ' || c == '\t' || c == '\r') {
            endWord();
            at++;
        } else {
            take(at + 1);
        }
    }

    private void take(int end) {
        inWord = true;
        word.append(text, at, end);
        at = end;
    }

    private void redirection() {
        if (!word.chars().allMatch(Character::isDigit)) {
            endWord();
        }
        word.setLength(0);
        inWord = false;
        target = true;
        document = text.startsWith("<<", at) && !text.startsWith("<<<", at);
        while (at < text.length() && "<>&|-".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        if (!target) {
            words.add(word.toString());
        } else if (document) {
            documents.add(word.toString().replace("'", "").replace("\"", "").replace("\\", ""));
        }
        target = false;
        document = false;
        word.setLength(0);
        inWord = false;
    }

    private void endCommand(boolean nextPerhaps) {
        endWord();
        target = false;
        if (!words.isEmpty()) {
            all.add(new Simple(words, perhaps));
            words.clear();
        }
        perhaps = nextPerhaps;
    }

    private void skipDocuments() {
        for (String delimiter : documents) {
            boolean ended = false;
            while (!ended && at < text.length()) {
                int end = endOfLine();
                ended = text.substring(at, end).strip().equals(delimiter);
                at = Math.min(text.length(), end + 1);
            }
        }
        documents.clear();
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /** Where what begins here with a quote, a backslash, {@code $(} or <code>${</code> comes to its end. */
    static int end(String text, int start) {
        char c = text.charAt(start);
        int length = text.length();
        if (c == '\\') {
            return Math.min(length, start + 2);
        }
        if (c == '\'' || c == '`') {
            int close = text.indexOf(c, start + 1);
            return close < 0 ? length : close + 1;
        }
        char close = c == '"' ? '"' : text.charAt(start + 1) == '(' ? ')' : '}';
        int i = c == '"' ? start + 1 : start + 2;
        while (i < length && text.charAt(i) != close) {
            char inner = text.charAt(i);
            boolean nested = inner == '$' && i + 1 < length && "({".indexOf(text.charAt(i + 1)) >= 0;
            boolean quote = inner == '\\' || inner == '`' || (c != '"' && (inner == '"' || inner == '\''));
            i = nested || quote ? end(text, i) : i + 1;
        }
        return Math.min(length, i + 1);
    }
}

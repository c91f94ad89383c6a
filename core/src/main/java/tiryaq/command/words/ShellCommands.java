package tiryaq.command.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A shell script taken apart into its simple commands, each word as it is written, with its quotes. Redirections and
 * the text of here-documents are left out. The marks {@code (}, {@code )} and {@code ;;} are commands of their own, and
 * the head of a function is one too, with {@link #FUNCTION} before its name.
 */
final class ShellCommands {
    static final String FUNCTION = "()";

    /** Deeper than people nest quotes. */
    private static final int DEEPEST = 20;

    /**
     * One simple command.
     *
     * @param perhaps whether another one decides that it runs ({@code &&}, {@code ||}), or it runs aside ({@code |})
     * @param otherwise whether it runs where the one before it failed
     */
    record Simple(List<String> words, boolean perhaps, boolean otherwise) {
        Simple {
            words = List.copyOf(words);
        }
    }

    private final String text;
    private final boolean bash;
    private final List<Simple> all = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean target;
    private boolean document;
    private boolean indented;
    private boolean perhaps;
    private boolean otherwise;
    private boolean broken;
    private int at;

    private record Document(String delimiter, boolean quoted, boolean indented) {}

    private ShellCommands(String text, boolean bash) {
        this.text = text;
        this.bash = bash;
    }

    /**
     * The commands in their order; empty for what is not understood.
     *
     * @param bash whether bash reads it, which has marks of its own
     */
    static Optional<List<Simple>> of(String text, boolean bash) {
        ShellCommands reader = new ShellCommands(text, bash);
        while (reader.at < text.length() && !reader.broken) {
            reader.step();
        }
        reader.endCommand(false, false);
        return reader.broken || !reader.documents.isEmpty() ? Optional.empty() : Optional.of(reader.all);
    }

    private void step() {
        char c = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : '\n';
        if (c == '\\' && next == '\n' && at + 1 < text.length()) {
            at += 2;
        } else if (c == '\r' || (c == '\\' && at + 1 == text.length()) || (c == '$' && (next == '\'' || next == '"'))) {
            broken = true;
        } else if (c == '\\' || c == '\'' || c == '"' || c == '`' || (c == '$' && (next == '(' || next == '{'))) {
            take(end(text, at));
        } else if (c == '#' && !inWord) {
            at = endOfLine();
        } else if (c == '\n') {
            at++;
            broken |= inTest();
            endCommand(false, false);
            skipDocuments();
        } else if (c == ' ' || c == '\t') {
            endWord();
            at++;
        } else if (inTest()) {
            take(at + 1);
        } else if (c == '<' || c == '>' || (c == '&' && next == '>')) {
            redirection(c, next);
        } else if (c == '(' || c == ')') {
            parenthesis(c);
        } else if (c == ';' || c == '|' || c == '&') {
            operator(c, next);
        } else {
            take(at + 1);
        }
    }

    private void operator(char c, char next) {
        broken |= c == ';' && next == '&';
        at += next == c ? 2 : 1;
        boolean pipe = c == '|' && next != c;
        perhaps |= pipe || (c == '&' && next != c);
        endCommand(c != ';' && (next == c || pipe), c == '|' && next == c);
        if (c == ';' && next == c) {
            broken |= at < text.length() && text.charAt(at) == '&';
            all.add(new Simple(List.of(";;"), false, false));
        }
    }

    /** Within {@code [[ ]]} nothing is an operator. */
    private boolean inTest() {
        return words.contains("[[")
                && !words.getLast().equals("]]")
                && !(inWord && word.toString().equals("]]"));
    }

    private void parenthesis(char c) {
        if (c == ')') {
            endCommand(false, false);
            all.add(new Simple(List.of(")"), perhaps, false));
            at++;
            return;
        }
        int close = at + 1;
        while (close < text.length() && " \t".indexOf(text.charAt(close)) >= 0) {
            close++;
        }
        boolean empty = close < text.length() && text.charAt(close) == ')';
        if (empty && head()) {
            String name = inWord ? word.toString() : words.getLast();
            word.setLength(0);
            inWord = false;
            words.clear();
            all.add(new Simple(List.of(FUNCTION, name), perhaps, false));
            at = close + 1;
        } else if (inWord && word.charAt(word.length() - 1) == '=') {
            take(end(text, at));
        } else if (inWord || target || !opens() || text.startsWith("((", at)) {
            broken = true;
        } else {
            boolean before = perhaps;
            if (!words.isEmpty()) {
                all.add(new Simple(words, perhaps, otherwise));
                words.clear();
            }
            all.add(new Simple(List.of("("), before, otherwise));
            perhaps = false;
            otherwise = false;
            at++;
        }
    }

    /** Whether a command may begin after the words before. */
    private boolean opens() {
        return words.isEmpty()
                || ShellReader.opens(words.getLast())
                || words.getFirst().equals("case");
    }

    private boolean head() {
        int count = words.size() + (inWord ? 1 : 0);
        return !target && (count == 1 || (count == 2 && words.getFirst().equals("function")));
    }

    private void take(int end) {
        if (end < 0) {
            broken = true;
            return;
        }
        inWord = true;
        word.append(text, at, end);
        at = end;
    }

    private void redirection(char c, char next) {
        // Other shells take the mark apart: the command then runs aside.
        broken |= (c == '&' && !bash) || next == '(';
        if (!word.chars().allMatch(Character::isDigit)) {
            endWord();
        }
        word.setLength(0);
        inWord = false;
        target = true;
        document = text.startsWith("<<", at) && !text.startsWith("<<<", at);
        indented = text.startsWith("<<-", at);
        while (at < text.length() && "<>&|-".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        String written = word.toString();
        if (!target) {
            words.add(written);
        } else if (document) {
            String delimiter = written.replace("'", "").replace("\"", "").replace("\\", "");
            documents.add(new Document(delimiter, !delimiter.equals(written), indented));
        } else {
            broken |= runs(written);
        }
        target = false;
        document = false;
        word.setLength(0);
        inWord = false;
    }

    /** Whether text that is expanded could start something or set a variable. */
    private static boolean runs(String text) {
        return text.contains("$(") || text.indexOf('`') >= 0 || (text.contains("${") && text.indexOf('=') >= 0);
    }

    private void endCommand(boolean nextPerhaps, boolean nextOtherwise) {
        endWord();
        target = false;
        if (!words.isEmpty()) {
            all.add(new Simple(words, perhaps, otherwise));
            words.clear();
        }
        perhaps = nextPerhaps;
        otherwise = nextOtherwise;
    }

    private void skipDocuments() {
        for (Document each : documents) {
            boolean ended = false;
            while (!ended && at < text.length()) {
                int end = endOfLine();
                String line = text.substring(at, end);
                while (each.indented() && line.startsWith("\t")) {
                    line = line.substring(1);
                }
                ended = line.equals(each.delimiter());
                broken |= !ended && !each.quoted() && runs(line);
                at = Math.min(text.length(), end + 1);
            }
            broken |= !ended;
        }
        documents.clear();
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /**
     * Where what begins here with a quote, a backslash, {@code (}, {@code $(} or <code>${</code> comes to its end;
     * negative where it has none, or is not understood.
     */
    static int end(String text, int start) {
        return end(text, start, 0);
    }

    private static int end(String text, int start, int depth) {
        char c = text.charAt(start);
        int length = text.length();
        if (depth > DEEPEST) {
            return -1;
        }
        if (c == '\\') {
            return start + 2 > length ? -1 : start + 2;
        }
        if (c == '\'') {
            return text.indexOf(c, start + 1) + 1 == 0 ? -1 : text.indexOf(c, start + 1) + 1;
        }
        char close = switch (c) {
            case '"', '`' -> c;
            case '(' -> ')';
            default -> start + 1 < length && text.charAt(start + 1) == '(' ? ')' : '}';
        };
        int i = c == '$' ? start + 2 : start + 1;
        while (i < length && text.charAt(i) != close) {
            char inner = text.charAt(i);
            boolean nested = inner == '$' && i + 1 < length && "({".indexOf(text.charAt(i + 1)) >= 0;
            boolean quote = inner == '\\' || inner == '`' || (c != '"' && (inner == '"' || inner == '\''));
            boolean group = close == ')' && inner == '(';
            if (close == ')' && strange(text, i)) {
                return -1;
            }
            i = nested || quote || group ? end(text, i, depth + 1) : i + 1;
            if (i < 0) {
                return -1;
            }
        }
        return i < length ? i + 1 : -1;
    }

    /** What a closing mark may stand in that closes nothing: a comment, a here-document, an arm of {@code case}. */
    private static boolean strange(String text, int at) {
        char before = text.charAt(at - 1);
        boolean begins = before <= ' ' || before == ';' || before == '(';
        return (text.charAt(at) == '#' && begins)
                || text.startsWith("<<", at)
                || (begins && text.startsWith("case", at) && at + 4 < text.length() && text.charAt(at + 4) <= ' ');
    }
}

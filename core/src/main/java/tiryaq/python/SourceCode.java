package tiryaq.python;

import java.util.ArrayList;
import java.util.List;

/** A Python source file as its statements; what stands in long strings, as examples in documentation, is none. */
public final class SourceCode {
    /** Who reads each of them against all others is still done in a moment. */
    private static final int MOST = 20_000;

    private final String text;
    private final List<Statement> statements;
    private final boolean cut;

    /** Where each line begins, and one after the last. */
    private final int[] starts;

    private SourceCode(String text, List<Statement> statements, boolean cut) {
        this.text = text;
        this.statements = List.copyOf(statements);
        this.cut = cut;
        int lines = 1 + (int) text.chars().filter(each -> each == '\n').count();
        this.starts = new int[lines + 1];
        for (int i = 1; i < lines; i++) {
            starts[i] = text.indexOf('\n', starts[i - 1]) + 1;
        }
        starts[lines] = text.length() + 1;
    }

    /**
     * Reads a text of any kind; one that is no Python gives statements of no use. What follows on very many statements
     * is left out.
     */
    public static SourceCode of(String given) {
        return of(CodeLines.plain(given), MOST);
    }

    /** The same with all its statements, for who reads each of them once. */
    public static SourceCode whole(String given) {
        return of(CodeLines.plain(given), Integer.MAX_VALUE);
    }

    private static SourceCode of(String text, int most) {
        List<Statement> found = new ArrayList<>();
        StringBuilder code = new StringBuilder();
        int line = 1;
        int from = 1;
        int lineStart = 0;
        int indent = 0;
        int depth = 0;
        int i = 0;
        while (i <= text.length() && found.size() < most) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c == '\n' && depth > 0 && i < text.length()) {
                code.append(' ');
                line++;
                i++;
            } else if (c == '\n') {
                add(found, code, from, line, indent);
                depth = 0;
                line++;
                i++;
                from = line;
                lineStart = i;
            } else if (c == '\\' && text.startsWith("\n", i + 1)) {
                code.append(' ');
                line++;
                i += 2;
            } else if (c == '#') {
                i = CodeLines.lineEnd(text, i);
            } else if (c == '"' || c == '\'') {
                indent = code.isEmpty() ? i - lineStart : indent;
                int end = CodeLines.afterString(text, i, c);
                line += (int) text.substring(i, Math.min(end, text.length()))
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
                code.append(CodeLines.STRING);
                i = end;
            } else if (code.isEmpty() && Character.isWhitespace(c)) {
                i++;
            } else {
                indent = code.isEmpty() ? i - lineStart : indent;
                depth += Statement.step(c);
                depth = Math.max(depth, 0);
                code.append(Character.isWhitespace(c) ? ' ' : c);
                i++;
            }
        }
        return new SourceCode(
                text, found, i < text.length() && !text.substring(i).isBlank());
    }

    private static void add(List<Statement> found, StringBuilder code, int from, int line, int indent) {
        String whole = code.toString().strip();
        if (!whole.isEmpty()) {
            found.add(new Statement(from, line, indent, whole));
        }
        code.setLength(0);
    }

    /** Whether statements were left out: nobody can tell then what is not there. */
    public boolean cut() {
        return cut;
    }

    /** As it was read. */
    public String text() {
        return text;
    }

    /** All of them, in order. */
    public List<Statement> statements() {
        return statements;
    }

    /** The index of the statement that a line, counted from 1, belongs to; -1 for none. */
    public int at(int line) {
        for (int i = 0; i < statements.size() && statements.get(i).from() <= line; i++) {
            if (line <= statements.get(i).until()) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the first statement after the block of a head. */
    public int end(int head) {
        int i = head + 1;
        while (i < statements.size()
                && statements.get(i).indent() > statements.get(head).indent()) {
            i++;
        }
        return i;
    }

    /** The indexes of the heads in whose blocks a statement stands, the innermost first. */
    public List<Integer> around(int at) {
        List<Integer> heads = new ArrayList<>();
        int indent = statements.get(at).indent();
        for (int i = at - 1; i >= 0 && indent > 0; i--) {
            if (statements.get(i).indent() < indent) {
                indent = statements.get(i).indent();
                heads.add(i);
            }
        }
        return heads;
    }

    /** Whether a statement of the block of a head is reached whenever the block is: no branch comes before it there. */
    public boolean direct(int head, int at) {
        int indent = statements.get(at).indent();
        for (int i = head + 1; i < at; i++) {
            Statement each = statements.get(i);
            if (each.indent() == indent && each.branches()) {
                return false;
            }
        }
        return true;
    }

    /** The index of the head that an {@code else}, {@code elif} or {@code except} goes on from; -1 for none. */
    public int before(int clause) {
        int indent = statements.get(clause).indent();
        for (int i = clause - 1; i >= 0 && statements.get(i).indent() >= indent; i--) {
            if (statements.get(i).indent() == indent) {
                return i;
            }
        }
        return -1;
    }

    /** The lines of the text from one to another, each trimmed, comments and strings in their places. */
    public String lines(int from, int until) {
        StringBuilder found = new StringBuilder();
        for (int i = Math.max(from, 1); i <= Math.min(until, starts.length - 1); i++) {
            String line = text.substring(starts[i - 1], starts[i] - 1).strip();
            found.append(found.isEmpty() ? "" : "\n").append(line);
        }
        return found.toString();
    }

    /** A text of code, as long as it was, in which strings say nothing and comments are blank. */
    public static String muted(String text) {
        StringBuilder muted = new StringBuilder(text);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean comment = c == '#';
            if (!comment && c != '"' && c != '\'') {
                muted.setCharAt(i, c == '\\' ? ' ' : c);
                i++;
                continue;
            }
            int end = Math.min(comment ? CodeLines.lineEnd(text, i) : CodeLines.afterString(text, i, c), text.length());
            for (int each = i; each < end; each++) {
                boolean quote = !comment && (each == i || each == end - 1);
                muted.setCharAt(each, comment ? ' ' : quote ? c : '_');
            }
            i = end;
        }
        return muted.toString();
    }

    /** The string literals of a statement as they are written, without what stands before their quotes, in order. */
    public List<String> strings(Statement statement) {
        List<String> found = new ArrayList<>();
        int until = Math.min(starts[Math.min(statement.until(), starts.length - 1)], text.length());
        for (int i = starts[statement.from() - 1]; i < until; ) {
            char c = text.charAt(i);
            int end = i + 1;
            if (c == '#') {
                end = CodeLines.lineEnd(text, i);
            } else if (c == '"' || c == '\'') {
                end = CodeLines.afterString(text, i, c);
                found.add(text.substring(i, Math.min(end, text.length())));
            }
            i = end;
        }
        return found;
    }
}

package tiryaq.catalogue.child;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a Python text; comments and blanks are none.
 *
 * @param text of a string, what it stands for
 */
record Token(Kind kind, String text) {
    /** More are not read. */
    private static final int MOST = 60_000;

    /** No command is longer: what is written in more pieces is kept as far as this. */
    private static final int LONGEST = 1 << 14;

    /** What it is. */
    enum Kind {
        STRING,
        /** A string of which the text does not tell all: it is formatted, or has rare escapes. */
        FORMATTED,
        NAME,
        SIGN
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    static List<Token> of(String text) {
        List<Token> found = new ArrayList<>();
        int i = 0;
        while (i < text.length() && found.size() < MOST) {
            char c = text.charAt(i);
            int end = i + 1;
            if (c == '#') {
                end = text.indexOf('\n', i);
                end = end < 0 ? text.length() : end;
            } else if (c == '"' || c == '\'') {
                end = string(text, i, "", found);
            } else if (Character.isJavaIdentifierStart(c)) {
                while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                    end++;
                }
                boolean prefix =
                        end - i <= 2 && end < text.length() && (text.charAt(end) == '"' || text.charAt(end) == '\'');
                if (prefix) {
                    end = string(text, end, text.substring(i, end), found);
                } else {
                    found.add(new Token(Kind.NAME, text.substring(i, end)));
                }
            } else if (!Character.isWhitespace(c)) {
                found.add(new Token(Kind.SIGN, String.valueOf(c)));
            }
            i = end;
        }
        return found;
    }

    /** Reads a string from its quote on, and gives the place behind it. */
    private static int string(String text, int at, String prefix, List<Token> found) {
        char quote = text.charAt(at);
        String triple = String.valueOf(quote).repeat(3);
        String mark = text.startsWith(triple, at) ? triple : String.valueOf(quote);
        boolean raw = prefix.indexOf('r') >= 0 || prefix.indexOf('R') >= 0;
        boolean formatted = prefix.indexOf('f') >= 0 || prefix.indexOf('F') >= 0;
        StringBuilder value = new StringBuilder();
        boolean whole = true;
        int i = at + mark.length();
        while (i < text.length() && !text.startsWith(mark, i)) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(i + 1);
                boolean plain = next == '\\' || next == '\'' || next == '"';
                value.append(raw || !plain ? "\\" + next : String.valueOf(next));
                whole &= raw || plain;
                i += 2;
                continue;
            }
            if (c == '\n' && mark.length() == 1) {
                break;
            }
            whole &= !(formatted && c == '{');
            value.append(c);
            i++;
        }
        Token last = found.isEmpty() ? new Token(Kind.SIGN, "") : found.getLast();
        boolean goesOn = last.kind == Kind.STRING || last.kind == Kind.FORMATTED;
        boolean fits = !goesOn || last.text.length() + value.length() <= LONGEST;
        Kind kind = whole && fits && last.kind != Kind.FORMATTED ? Kind.STRING : Kind.FORMATTED;
        if (goesOn) {
            found.removeLast();
        }
        found.add(new Token(kind, !goesOn ? value.toString() : fits ? last.text + value : last.text));
        return Math.min(i + mark.length(), text.length());
    }
}

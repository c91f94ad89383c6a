package tiryaq.symptom.lines;

import org.jspecify.annotations.Nullable;

/** Small steps over characters, each linear and without regular expressions. */
public final class Scan {
    private Scan() {}

    /** Whether it is one of the ten digits of ASCII. */
    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Of a container, a job or a program. */
    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    /** Where the digits end that begin at {@code at}. */
    public static int digits(String text, int at) {
        int i = at;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The number that stands there, 0 for none or one that is too great. */
    public static int number(String text, int at) {
        int end = digits(text, at);
        return end == at || end - at > 9 ? 0 : Integer.parseInt(text, at, end, 10);
    }

    /** How many spaces it begins with. */
    public static int indent(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /** What stands between the first {@code open} at or after {@code from} and the next {@code close}. */
    public static @Nullable String between(String text, String open, String close, int from) {
        int start = text.indexOf(open, from);
        if (start < 0) {
            return null;
        }
        int end = text.indexOf(close, start + open.length());
        return end < 0 ? null : text.substring(start + open.length(), end);
    }

    /** Whether it reads as {@code a.b.c} in Python's letters. */
    public static boolean isDotted(String text) {
        boolean fresh = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (fresh) {
                    return false;
                }
                fresh = true;
            } else if (fresh ? !Character.isJavaIdentifierStart(c) || c == '$' : !Character.isJavaIdentifierPart(c)) {
                return false;
            } else {
                fresh = false;
            }
        }
        return !fresh;
    }
}

package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one version by the grammar in PEP 440's appendix B, from left to right, without going back. */
final class VersionReader {
    private static final String[] PRE = {"alpha", "a", "beta", "b", "preview", "pre", "c", "rc"};
    private static final int[] PRE_LABEL = {1, 1, 2, 2, 3, 3, 3, 3};
    private static final String[] POST = {"post", "rev", "r"};
    private static final String[] DEV = {"dev"};

    String epoch = "0";
    final List<String> release = new ArrayList<>(4);
    int preLabel;
    String preNumber = "0";

    @Nullable
    String post;

    @Nullable
    String dev;

    @Nullable
    List<String> local;

    private final String text;
    private final int end;
    private int at;
    private int label;

    private VersionReader(String text, int at, int end) {
        this.text = text;
        this.at = at;
        this.end = end;
    }

    static @Nullable Version read(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        VersionReader reader = new VersionReader(text, start, end);
        return reader.all() ? new Version(text, reader) : null;
    }

    /** White space as Python's {@code str.strip} and {@code \s} know it. */
    static boolean isSpace(char c) {
        return c <= ' '
                ? c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f)
                : c >= 0x85 && (c == 0x85 || c == 0xa0 || Character.isSpaceChar(c));
    }

    private boolean all() {
        if (peek() == 'v') {
            at++;
        }
        if (!release()) {
            return false;
        }
        String number = suffix(PRE);
        if (number != null) {
            preLabel = PRE_LABEL[label];
            preNumber = number;
        }
        post = at + 1 < end && text.charAt(at) == '-' && isDigit(text.charAt(at + 1)) ? implicitPost() : suffix(POST);
        dev = suffix(DEV);
        return (at == end || local()) && at == end;
    }

    private boolean release() {
        String first = number();
        if (first == null) {
            return false;
        }
        if (peek() == '!') {
            at++;
            epoch = first;
            first = number();
            if (first == null) {
                return false;
            }
        }
        release.add(first);
        while (at + 1 < end && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            String next = number();
            if (next != null) {
                release.add(next);
            }
        }
        return true;
    }

    private @Nullable String implicitPost() {
        at++;
        return number();
    }

    /** The number behind one of the words ("0" when there is none), or null, nothing read, when no word stands here. */
    private @Nullable String suffix(String[] words) {
        int word = at < end && isSeparator(text.charAt(at)) ? at + 1 : at;
        for (int i = 0; i < words.length; i++) {
            int length = words[i].length();
            if (word + length <= end && text.regionMatches(true, word, words[i], 0, length)) {
                label = i;
                at = word + length;
                if (at < end && isSeparator(text.charAt(at))) {
                    at++;
                }
                String number = number();
                return number == null ? "0" : number;
            }
        }
        return null;
    }

    private boolean local() {
        if (text.charAt(at) != '+') {
            return false;
        }
        List<String> parts = new ArrayList<>(2);
        do {
            at++;
            int start = at;
            while (at < end && isAlphanumeric(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                return false;
            }
            String part = text.substring(start, at);
            parts.add(Version.isNumber(part) ? withoutZeros(part) : part.toLowerCase(Locale.ROOT));
        } while (at < end && isSeparator(text.charAt(at)));
        local = parts;
        return true;
    }

    private @Nullable String number() {
        int start = at;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        return at == start ? null : withoutZeros(text.substring(start, at));
    }

    private static String withoutZeros(String digits) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }

    private char peek() {
        return at < end ? Character.toLowerCase(text.charAt(at)) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_' || c == '.';
    }

    private static boolean isAlphanumeric(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}

package tiryaq.symptom.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tiryaq.symptom.lines.Scan;

/**
 * Names with versions in a text: {@code altair>=5.4.0 is required}, {@code version '2.0.1' or newer of 'xlrd'},
 * {@code the Kaleido package, v1.0.0 or greater}.
 */
final class AskedVersions {
    private static final String[] SIGNS = {">=", "~=", "==", ">"};
    private static final String[] OR_NEWER = {" or newer", " or greater", " or higher", " or later", " or above"};
    private static final String QUOTES = "'\"`";

    private AskedVersions() {}

    /** Each as a requirement (PEP 508): {@code altair>=5.4.0}. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        for (String sign : SIGNS) {
            for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length())) {
                int end = at;
                while (end > 0 && text.charAt(end - 1) == ' ') {
                    end--;
                }
                int from = at + sign.length();
                while (from < text.length() && text.charAt(from) == ' ') {
                    from++;
                }
                String version = version(text, from);
                String more = more(text, from + version.length());
                add(nameBefore(text, end), sign + version + more, version, found);
            }
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (String newer : OR_NEWER) {
            int at = lower.length() == text.length() ? lower.indexOf(newer) : -1;
            if (at >= 0) {
                orNewer(text, at, at + newer.length(), found);
            }
        }
        return found;
    }

    private static void orNewer(String text, int at, int after, List<String> found) {
        int end = unquoted(text, at);
        int from = end;
        while (from > 0 && (Scan.isDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
            from--;
        }
        String version = text.substring(from, end);
        int before = unquoted(text, from);
        if (before > 0 && text.charAt(before - 1) == 'v') {
            before--;
        }
        String rest = text.substring(after);
        if (rest.startsWith(" of ")) {
            int start = 4;
            while (start < rest.length() && QUOTES.indexOf(rest.charAt(start)) >= 0) {
                start++;
            }
            int stop = start;
            while (stop < rest.length() && AskingWords.part(rest.charAt(stop))) {
                stop++;
            }
            add(rest.substring(start, stop), ">=" + version, version, found);
            return;
        }
        String head = text.substring(0, before).stripTrailing();
        for (String word : new String[] {"version", ",", "package", "library", "module", ","}) {
            head = head.endsWith(word)
                    ? head.substring(0, head.length() - word.length()).stripTrailing()
                    : head;
        }
        add(nameBefore(head, head.length()), ">=" + version, version, found);
    }

    private static void add(String name, String versions, String version, List<String> found) {
        boolean asked = AskingWords.isName(name) && !version.isEmpty() && Scan.isDigit(version.charAt(0));
        if (asked && !found.contains(name + versions)) {
            found.add(name + versions);
        }
    }

    private static String nameBefore(String text, int at) {
        int end = unquoted(text, at);
        int from = end;
        while (from > 0 && AskingWords.part(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, end);
    }

    private static int unquoted(String text, int at) {
        int end = at;
        while (end > 0 && QUOTES.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static String version(String text, int from) {
        int end = from;
        while (end < text.length() && AskingWords.part(text.charAt(end))) {
            end++;
        }
        while (end > from && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(from, end);
    }

    /** A further limit, as the one in {@code >=1.0,<2}. */
    private static String more(String text, int at) {
        boolean limit = text.startsWith(",<", at) || text.startsWith(", <", at);
        int sign = limit ? text.indexOf('<', at) : -1;
        int from = sign < 0 ? -1 : text.startsWith("<=", sign) ? sign + 2 : sign + 1;
        String version = from < 0 ? "" : version(text, from);
        return version.isEmpty() || !Scan.isDigit(version.charAt(0)) ? "" : "," + text.substring(sign, from) + version;
    }
}

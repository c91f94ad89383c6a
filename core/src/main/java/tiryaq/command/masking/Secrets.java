package tiryaq.command.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Credentials, kept out of all that people and files see. */
public final class Secrets {
    /** What stands in the place of a secret. */
    public static final String MASK = "****";

    private static final List<String> NAMES = List.of(
            "token",
            "password",
            "passwd",
            "secret",
            "credential",
            "apikey",
            "api-key",
            "access-key",
            "_key",
            "authorization",
            "auth",
            "signature");
    private static final List<String> PREFIXES =
            List.of("pypi-", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "AKIA", "sk-", "eyJ");

    /** Characters of a URL that are searched for a user, so that hostile text costs no more than its length. */
    private static final int LONGEST_USER = 4096;

    private Secrets() {}

    /** Patterns, compiled only once a literal match shows that one is needed. */
    private static final class Patterns {
        static final Pattern NAMED = Pattern.compile(
                "(?i)((?:token|password|passwd|secret|credential|api[_-]?key|access[_-]key|private_key|service_key"
                        + "|anon_key|auth|signature|(?-i:[A-Z0-9]_KEY))[\"']?(?:=|: ?| = )[\"']?)([^\\s&'\"();,]{1,4096}+)(?!\\()");
        static final Pattern HEADER = Pattern.compile(
                "(?i)(authorization[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?(?:(?:bearer|basic|token|digest)\\s{1,4})?)"
                        + "([^\\s'\",;]{1,4096}+)");
        static final Pattern TOKEN = Pattern.compile(
                "(?<![A-Za-z0-9_-])(?:pypi-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}"
                        + "|glpat-[A-Za-z0-9_-]{16,}|xox[abp]-[A-Za-z0-9-]{10,}|AKIA[A-Z0-9]{16}|sk-[A-Za-z0-9_-]{20,}"
                        + "|eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)?)");
    }

    /**
     * The text with the credentials in it replaced: user names and passwords in URLs, {@code token=…} and its like,
     * Authorization headers, tokens of well-known forms.
     */
    public static String mask(String text) {
        String masked = text.contains("://") ? urls(text) : text;
        String lower = masked.toLowerCase(Locale.ROOT);
        if (lower.contains("authorization")) {
            masked = Patterns.HEADER.matcher(masked).replaceAll("$1****");
        }
        if (containsAny(lower, NAMES)) {
            masked = Patterns.NAMED.matcher(masked).replaceAll("$1****");
        }
        if (containsAny(masked, PREFIXES)) {
            masked = Patterns.TOKEN.matcher(masked).replaceAll(MASK);
        }
        return masked;
    }

    /** The words of a command masked, those included that follow {@code --token} and its like. */
    public static List<String> maskWords(List<String> argv) {
        List<String> out = new ArrayList<>(argv.size());
        boolean next = false;
        for (String word : argv) {
            out.add(next ? MASK : mask(word));
            next = word.startsWith("--") && word.indexOf('=') < 0 && secretName(word);
        }
        return out;
    }

    /** The value of a variable, masked as a whole where its name says that it is a secret. */
    public static String maskVariable(String name, String value) {
        return secretName(name) && !value.isEmpty() && value.indexOf('/') != 0 ? MASK : mask(value);
    }

    private static boolean secretName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean pointer = lower.endsWith("file") || lower.endsWith("path") || lower.endsWith("stdin");
        boolean author = lower.contains("author") && !lower.contains("authorization");
        return containsAny(lower, NAMES) && !pointer && !author && !lower.endsWith("sock");
    }

    private static boolean containsAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String urls(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", from)) {
            int start = at + 3;
            // A second URL in the same word has credentials of its own.
            int another = text.indexOf("://", start);
            int longest = Math.min(another < 0 ? text.length() : another, start + LONGEST_USER);
            int end = start;
            while (end < longest && " \t\r\n'\"<>`,|".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            int host = endOfUser(text, start, end);
            out.append(text, from, start);
            if (host > start) {
                out.append(user(text, at, start, host)).append('@');
                from = host + 1;
            } else {
                from = start;
            }
        }
        return out.append(text, from, text.length()).toString();
    }

    /** Where the {@code @} before the host stands; a password may hold {@code @} and, against the rules, {@code /}. */
    private static int endOfUser(String text, int start, int limit) {
        int slash = start;
        while (slash < limit && "/?#".indexOf(text.charAt(slash)) < 0) {
            slash++;
        }
        int last = lastAt(text, start, slash);
        if (last >= 0) {
            return last;
        }
        int colon = text.indexOf(':', start);
        boolean port = colon >= 0 && colon + 1 < slash && Character.isDigit(text.charAt(colon + 1));
        return colon > start && colon < slash && !port ? lastAt(text, slash, limit) : -1;
    }

    private static int lastAt(String text, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (text.charAt(i) == '@') {
                return i;
            }
        }
        return -1;
    }

    private static String user(String text, int schemeEnd, int start, int host) {
        int colon = text.indexOf(':', start);
        if (colon >= 0 && colon < host) {
            return text.substring(start, colon + 1) + MASK;
        }
        boolean ssh = schemeEnd >= 3 && text.startsWith("ssh", schemeEnd - 3);
        return ssh ? text.substring(start, host) : MASK;
    }
}

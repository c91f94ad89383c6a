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
    private static final List<String> SHORT_NAMES = List.of("pass", "pwd", "sig=");
    private static final List<String> GROUPS = List.of("docker", "podman", "nerdctl", "registry", "az", "oc");
    private static final List<String> WITH_SHORT_OPTIONS =
            List.of("sshpass", " login", "twine upload", "mongo", "redis-cli", "mysql", "mariadb");
    private static final List<String> PREFIXES = List.of(
            "pypi-",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "xoxa-",
            "xoxb-",
            "xoxp-",
            "AKIA",
            "ASIA",
            "AIza",
            "hf_",
            "npm_",
            "k_live_",
            "k_test_",
            "SG.",
            "sk-",
            "eyJ");

    /** Characters of a URL that are searched for a user, so that hostile text costs no more than its length. */
    private static final int LONGEST_USER = 4096;

    private Secrets() {}

    /** Patterns, compiled only once a literal match shows that one is needed. */
    private static final class Patterns {
        private static final String NAME = "(?:token|password|passwd|passphrase|secret(?:[_-](?:access[_-])?key)?"
                + "|credential|api[_-]?key|access[_-]key|private_key|service_key|anon_key|auth|signature|[_-]pass"
                + "|(?<![a-z])pass(?==)|(?<=[?&])sig|(?<![a-z])pwd(?=[\"']?(?:=| = |: [\"'])[\"']?[^/\"'\\s=])"
                + "|(?-i:[A-Z0-9]_KEY))";
        static final Pattern NAMED =
                Pattern.compile("(?i)(" + NAME + "[\"']?(?:=|: ?| = )[\"']?)([^\\s&'\"();,]{1,4096}+)(?!\\()");
        /** A value in quotes ends where these do, whatever it holds. */
        static final Pattern QUOTED =
                Pattern.compile("(?i)(" + NAME + "[\"']?(?:=|: ?| = ))(?:\"[^\"\\n]{1,4096}+\"|'[^'\\n]{1,4096}+')");

        static final Pattern SAID = Pattern.compile("(?i)(\\b(?:password|passwd|passphrase|pwd) is:? [\"']?)"
                + "(?!(?:an?|the|not|no|now|too|required|wrong|invalid|incorrect|empty|missing|needed|set|unset|none"
                + "|never|only|expired|weak|valid|correct|ok|in|on|of|for|from|read|stored|sent|taken|asked|given)\\b)"
                + "[^\\s'\",;]{1,4096}+");
        static final Pattern PHRASE =
                Pattern.compile("((?i:\\bpassphrase) [\"']?)(?=[a-z]{0,200}+[A-Z0-9_])[^\\s'\",;]{1,4096}+");
        /**
         * An option and its value in a line of text; prose about the option, and what stands for any value, are
         * neither.
         */
        static final Pattern OPTION =
                Pattern.compile("((?<![\\w-])--(?:[a-z]{1,20}+-){0,3}(?:token|password|passwd|passphrase"
                        + "|pass|pwd|secret|secret-key|api-?key|access-key) [\"']?)(?![-<\\[{$(%]|[A-Z_]{1,60}+(?![A-Za-z0-9])"
                        + "|(?:options?|flags?|arguments?|parameters?|switch|values?|is|are|was|were|has|have|and|or|to|for|if|must"
                        + "|can|cannot|may|should|will|does|did|takes|expects|requires?|required|needs?|needed|as|in|on|at|by|of"
                        + "|with|without|via|when|from|given|not|no|instead|but|the|an?|that|which|using|use|then|it)\\b)"
                        + "[^\\s'\",;)\\]]{1,4096}+");

        static final Pattern BEARER =
                Pattern.compile("((?i:\\bbearer)\\s{1,4}+)(?=[A-Za-z._~+/=-]{0,200}+\\d)[A-Za-z0-9._~+/=-]{6,4096}+");
        static final Pattern NETRC = Pattern.compile("(\\blogin \\S{1,256}+ password )\\S{1,4096}+");
        static final Pattern COOKIE =
                Pattern.compile("(?i)(\\b(?:set-)?cookie[\"']?\\s{0,4}:\\s{0,4}[\"']?)[^\\n'\"]{1,4096}+");
        static final Pattern CURL = Pattern.compile(
                "(\\s(?:-u|--user|--proxy-user)[= ]\\s{0,4}[\"']?[^\\s:'\"]{1,256}+:)[^\\s'\"]{1,4096}+");
        static final Pattern USER = Pattern.compile("(?<![\\w/:@.+-])([A-Za-z0-9_.-]{1,64}+:)[^\\s@/:'\"]{1,256}+"
                + "(@(?!sha\\d)[A-Za-z0-9.-]{1,253}+(?::\\d|/))");
        static final Pattern HEADER = Pattern.compile(
                "(?i)(authorization[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?(?:(?:bearer|basic|token|digest)\\s{1,4})?)"
                        + "([^\\s'\",;]{1,4096}+)");
        /** Programs that take a password after a short option, apart or (the MySQL family) only joined to it. */
        static final Pattern SHORT = Pattern.compile(
                "(\\b(?:(?:sshpass|(?:docker|podman|nerdctl|registry|az|oc) login|twine upload|mongo(?:sh|dump|restore)?)\\b"
                        + "[^\\n|;&]{0,200}?(?<=\\s)-p[ =]?|redis-cli\\b[^\\n|;&]{0,200}?(?<=\\s)-a[ =]?"
                        + "|(?:mysql|mariadb)[a-z-]{0,12}\\s[^\\n|;&]{0,200}?(?<=\\s)-p(?!ort|lugin|rotocol))[\"']?)"
                        + "(?![-<\\[{$])[^\\s'\"]{1,4096}+");

        static final Pattern TOKEN = Pattern.compile(
                "(?<![A-Za-z0-9_-])(?:pypi-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}"
                        + "|glpat-[A-Za-z0-9_-]{16,}|xox[abp]-[A-Za-z0-9-]{10,}|A[KS]IA[A-Z0-9]{16}|sk-[A-Za-z0-9_-]{20,}"
                        + "|AIza[A-Za-z0-9_-]{30,}|hf_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{30,}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"
                        + "|SG\\.[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+"
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
        if (lower.contains("cookie")) {
            masked = Patterns.COOKIE.matcher(masked).replaceAll("$1****");
        }
        if (containsAny(lower, NAMES) || containsAny(lower, SHORT_NAMES)) {
            masked = Patterns.QUOTED.matcher(masked).replaceAll("$1\"****\"");
            masked = Patterns.SAID.matcher(masked).replaceAll("$1****");
            masked = Patterns.PHRASE.matcher(masked).replaceAll("$1****");
            masked = Patterns.NAMED.matcher(masked).replaceAll("$1****");
            if (masked.contains("--")) {
                masked = Patterns.OPTION.matcher(masked).replaceAll("$1****");
            }
            if (masked.contains(" password ")) {
                masked = Patterns.NETRC.matcher(masked).replaceAll("$1****");
            }
        }
        if (lower.contains("bearer")) {
            masked = Patterns.BEARER.matcher(masked).replaceAll("$1****");
        }
        if ((masked.contains(" -p") || masked.contains(" -a")) && containsAny(masked, WITH_SHORT_OPTIONS)) {
            masked = Patterns.SHORT.matcher(masked).replaceAll("$1****");
        }
        if (lower.contains("curl")) {
            masked = Patterns.CURL.matcher(masked).replaceAll("$1****");
        }
        if (masked.indexOf('@') > 0) {
            masked = Patterns.USER.matcher(masked).replaceAll("$1****$2");
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
        boolean user = false;
        String option = "";
        String program = "";
        boolean curl = !argv.isEmpty()
                && (argv.getFirst().equals("curl") || argv.getFirst().endsWith("/curl"));
        for (String word : argv) {
            int colon = user ? word.indexOf(':') : -1;
            boolean joined = !option.isEmpty() && word.startsWith(option) && word.length() > option.length();
            out.add(
                    next
                            ? MASK
                            : joined ? option + MASK : colon >= 0 ? word.substring(0, colon + 1) + MASK : mask(word));
            boolean apart = !option.isEmpty() && word.equals(option) && !joinsOnly(program);
            String named = word.substring(word.lastIndexOf('/') + 1);
            String its = option(program, named);
            program = its.isEmpty() && !program.isEmpty() && !takes(named) ? program : named;
            option = its.isEmpty() ? option : its;
            user = curl && (word.equals("-u") || word.equals("--user") || word.equals("--proxy-user"));
            next = apart || (word.startsWith("--") && word.indexOf('=') < 0 && secretName(word));
        }
        return out;
    }

    /** The short option before a password that this word brings, after the program or group of commands before it. */
    private static String option(String before, String word) {
        return switch (word) {
            case "sshpass", "mongo", "mongosh", "mongodump", "mongorestore" -> "-p";
            case "redis-cli" -> "-a";
            case "login" -> GROUPS.contains(before) ? "-p" : "";
            case "upload" -> before.equals("twine") ? "-p" : "";
            default -> joinsOnly(word) ? "-p" : "";
        };
    }

    private static boolean takes(String word) {
        return GROUPS.contains(word) || word.equals("twine");
    }

    private static boolean joinsOnly(String program) {
        return program.equals("mysql")
                || program.equals("mariadb")
                || program.startsWith("mysqldump")
                || program.startsWith("mysqladmin");
    }

    /**
     * The value of a variable, masked as a whole where its name says that it is a secret. A value that begins with a
     * slash may be base64 as well as a path: only a name can say which.
     */
    public static String maskVariable(String name, String value) {
        return secretName(name) && !value.isEmpty() ? MASK : mask(value);
    }

    private static boolean secretName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean pointer = lower.endsWith("file") || lower.endsWith("path") || lower.endsWith("stdin");
        boolean author = lower.contains("author") && !lower.contains("authorization");
        String plain = lower.replace('-', '_');
        boolean brief = plain.equals("pass") || plain.endsWith("_pass") || plain.endsWith("_pwd");
        return (brief || lower.contains("passphrase") || containsAny(lower, NAMES))
                && !pointer
                && !author
                && !lower.endsWith("sock");
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

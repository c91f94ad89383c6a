package tiryaq.symptom.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Names of what a text asks to have installed: {@code pip install httpx[http2]}, {@code the 'h2' package is not
 * installed}, {@code Did you install mysqlclient?}. Whether they are names of anything, others must know.
 *
 * @param requirements what an installer is told to install, as a requirement (PEP 508) without versions
 * @param quoted names between quotes, of a text that speaks of something missing
 * @param plain words that stand where a name would
 * @param versioned names with the versions that are asked for, {@code altair>=5.4.0}, as requirements (PEP 508)
 * @param installed whether the text says outright that something is not installed
 * @param listed names that are asked for in one breath: {@code foo, bar and baz}, {@code pip install foo bar}
 */
public record AskingWords(
        List<String> requirements,
        List<String> quoted,
        List<String> plain,
        List<String> versioned,
        boolean installed,
        List<List<String>> listed) {
    private static final AskingWords NONE =
            new AskingWords(List.of(), List.of(), List.of(), List.of(), false, List.of());

    private static final String[] INSTALLS = {
        "pip install ", "pip3 install ", "conda install ", "poetry add ", "uv add ", "easy_install "
    };

    private static final String[] MISSING = {
        "install", "module", "package", "librar", "dependenc", "import", "plugin", " is required", "requires ", "needed"
    };

    private static final String[] INSTALLED = {
        "not installed",
        "n't installed",
        "be installed",
        "available installed",
        "please install",
        "try installing",
        "forget to install",
        "you install"
    };

    private static final String[] BEFORE = {
        "install ",
        "requires ",
        "require ",
        "error loading ",
        "missing dependency ",
        "optional dependency ",
        "packages: ",
        "modules: ",
        "libraries: ",
        "dependencies: ",
        "missing: "
    };

    private static final String[] JOINTS = {", and ", ", ", " and ", " & "};

    private static final String[] AFTER = {
        " is not installed",
        " not installed",
        " is required",
        " is needed",
        " must be installed",
        " needs to be installed",
        " module",
        " package",
        " library"
    };

    private static final String VERSION = "[]=<>!~";

    private static final String QUOTES = "'\"`";

    private static final String END = "'\"`\n\r;,()<>";

    public AskingWords {
        requirements = List.copyOf(requirements);
        quoted = List.copyOf(quoted);
        plain = List.copyOf(plain);
        versioned = List.copyOf(versioned);
        listed = List.copyOf(listed);
    }

    /** The names in a text, which may have several lines. */
    public static AskingWords in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return !any(lower, MISSING) || lower.length() != text.length()
                ? NONE
                : new AskingWords(
                        requirements(text, lower),
                        quoted(text),
                        plain(text, lower),
                        AskedVersions.in(text),
                        any(lower, INSTALLED),
                        listed(text, lower));
    }

    private static boolean any(String text, String[] phrases) {
        for (String each : phrases) {
            if (text.contains(each)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> requirements(String text, String lower) {
        List<String> found = new ArrayList<>();
        for (String install : INSTALLS) {
            for (int at = lower.indexOf(install); at >= 0; at = lower.indexOf(install, at + 1)) {
                int from = at + install.length();
                // Quotes may stand around what is to be installed, or around the whole command.
                while (from < text.length() && (text.charAt(from) == '\'' || text.charAt(from) == '"')) {
                    from++;
                }
                int end = from;
                while (end < text.length() && END.indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                for (String word : text.substring(from, end).split(" ")) {
                    String name = bare(word);
                    if (!name.isEmpty() && !found.contains(name)) {
                        found.add(name);
                    } else if (name.isEmpty() && !word.startsWith("-")) {
                        break;
                    }
                }
            }
        }
        return found;
    }

    /** What is asked for together with a name that stands in the text. */
    public List<String> beside(String name) {
        for (List<String> each : listed) {
            if (each.contains(name)) {
                return each;
            }
        }
        return List.of(name);
    }

    private static List<List<String>> listed(String text, String lower) {
        List<List<String>> found = new ArrayList<>();
        for (String install : INSTALLS) {
            after(install, text, lower, true, found);
        }
        for (String before : BEFORE) {
            after(before, text, lower, false, found);
        }
        for (int i = 0; i < text.length(); i++) {
            if (QUOTES.indexOf(text.charAt(i)) >= 0) {
                together(text, i, false, found);
            }
        }
        return found;
    }

    private static void after(String phrase, String text, String lower, boolean spaced, List<List<String>> found) {
        for (int at = lower.indexOf(phrase); at >= 0; at = lower.indexOf(phrase, at + 1)) {
            together(text, at + phrase.length(), spaced, found);
        }
    }

    /**
     * Adds the names from a place on that commas and "and" join, if there are several: of those between "or" one would
     * do.
     *
     * @param spaced whether a mere space joins them as well
     */
    private static void together(String text, int from, boolean spaced, List<List<String>> found) {
        List<String> names = new ArrayList<>();
        int at = from;
        while (at >= 0) {
            int start = past(text, at);
            int end = start;
            while (end < text.length() && (part(text.charAt(end)) || VERSION.indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            String whole = bare(text.substring(start, end));
            String name = whole.indexOf('[') < 0 ? whole : whole.substring(0, whole.indexOf('['));
            if (!isName(name) || name.equals("or")) {
                break;
            }
            names.add(name);
            at = joint(text, past(text, end), spaced);
        }
        if (names.size() > 1) {
            found.add(List.copyOf(names));
        }
    }

    private static int past(String text, int from) {
        return from < text.length() && QUOTES.indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
    }

    /** Where the next name begins; -1 where nothing joins one. */
    private static int joint(String text, int at, boolean spaced) {
        for (String each : JOINTS) {
            if (text.startsWith(each, at)) {
                return at + each.length();
            }
        }
        return spaced && text.startsWith(" ", at) ? at + 1 : -1;
    }

    /** {@code a[b]} of {@code a[b]>=1.0.}; empty for what is no name. */
    private static String bare(String word) {
        int end = 0;
        while (end < word.length() && (part(word.charAt(end)) || word.charAt(end) == '[' || word.charAt(end) == ']')) {
            end++;
        }
        while (end > 0 && (word.charAt(end - 1) == '.' || word.charAt(end - 1) == '-')) {
            end--;
        }
        return end == 0 || !Character.isLetterOrDigit(word.charAt(0)) ? "" : word.substring(0, end);
    }

    private static List<String> quoted(String text) {
        List<String> found = new ArrayList<>();
        for (char quote : new char[] {'\'', '"', '`'}) {
            for (int open = text.indexOf(quote); open >= 0; ) {
                int close = text.indexOf(quote, open + 1);
                if (close < 0) {
                    break;
                }
                String inside = text.substring(open + 1, close);
                boolean name = isName(inside);
                if (name && !found.contains(inside)) {
                    found.add(inside);
                }
                open = name ? text.indexOf(quote, close + 1) : close;
            }
        }
        return found;
    }

    private static List<String> plain(String text, String lower) {
        List<String> found = new ArrayList<>();
        for (String before : BEFORE) {
            for (int at = lower.indexOf(before); at >= 0; at = lower.indexOf(before, at + 1)) {
                int from = at + before.length();
                int end = from;
                while (end < text.length() && part(text.charAt(end))) {
                    end++;
                }
                add(text.substring(from, end), found);
            }
        }
        for (String after : AFTER) {
            for (int at = lower.indexOf(after); at >= 0; at = lower.indexOf(after, at + 1)) {
                int end = quotesBefore(text, at);
                int from = end;
                while (from > 0 && part(text.charAt(from - 1))) {
                    from--;
                }
                add(text.substring(from, end), found);
            }
        }
        return found;
    }

    private static int quotesBefore(String text, int at) {
        int end = at;
        while (end > 0 && "'\"`".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static void add(String word, List<String> found) {
        String name = bare(word);
        if (isName(name) && !found.contains(name)) {
            found.add(name);
        }
    }

    static boolean isName(String text) {
        boolean all = text.length() > 1 && text.length() < 80 && Character.isLetter(text.charAt(0));
        for (int i = 0; all && i < text.length(); i++) {
            all = part(text.charAt(i));
        }
        return all && Character.isLetterOrDigit(text.charAt(text.length() - 1));
    }

    static boolean part(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '-' || c == '.';
    }
}

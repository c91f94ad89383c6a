package tiryaq.symptom.words;

import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Failure.MissingAttribute;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.Failure.MissingName;
import tiryaq.symptom.lines.Scan;

/** What the import system says, in the wordings of Python 2.7 to 3.14. */
public final class ImportWords {
    private static final String NO_MODULE = "No module named ";
    private static final String NO_NAME = "cannot import name ";
    private static final String PARTIAL = "partially initialized module ";
    private static final String NO_ATTRIBUTE = " has no attribute '";
    private static final String RENAME = "(consider renaming '";

    /** 3.13 says so of a module that is still being loaded, whether or not there is another one of its name. */
    private static final String RENAME_IF = "' if it has the same name as a ";

    private ImportWords() {}

    /** The meaning of an ImportError's message; null if it is none of the interpreter's own. */
    public static @Nullable Failure ofImportError(String message) {
        if (message.startsWith(NO_MODULE)) {
            return missingModule(message);
        }
        if (message.startsWith(NO_NAME)) {
            return missingName(message);
        }
        if (message.startsWith("import of ") && message.contains(" halted; None in sys.modules")) {
            String module = word(message, "import of ".length());
            return module.isEmpty() ? null : new MissingModule(module, false);
        }
        return null;
    }

    /** The meaning of an AttributeError's message, if it is about a module. */
    public static @Nullable Failure ofAttributeError(String message) {
        if (message.startsWith("cannot access submodule '")) {
            String attribute = word(message, "cannot access submodule ".length());
            int of = message.indexOf("' of module '");
            return of < 0 ? null : new MissingAttribute(word(message, of + 12), attribute, null, true);
        }
        boolean partial = message.startsWith(PARTIAL);
        boolean loading = partial || message.contains(RENAME_IF);
        int mark = message.indexOf(NO_ATTRIBUTE);
        if (mark < 0) {
            return null;
        }
        String attribute = attribute(message, mark + NO_ATTRIBUTE.length());
        if (message.startsWith("'module' object has")) {
            return new MissingAttribute("", attribute, null, false);
        }
        if (!partial && !message.startsWith("module '")) {
            return null;
        }
        // Here the name is put between quotes as it is, whatever it holds.
        int start = (partial ? PARTIAL.length() : "module ".length()) + 1;
        int from = message.indexOf("' from '", start);
        int end = from >= 0 && from < mark ? from : mark - 1;
        return end <= start
                ? null
                : new MissingAttribute(message.substring(start, end), attribute, file(message, mark), loading);
    }

    /** It ends with a quote after which nothing, or something else than a name, follows. */
    private static String attribute(String message, int start) {
        int end = message.indexOf('\'', start);
        while (end >= 0 && end + 1 < message.length() && Character.isJavaIdentifierPart(message.charAt(end + 1))) {
            end = message.indexOf('\'', end + 1);
        }
        return end < 0 ? "" : message.substring(start, end);
    }

    private static @Nullable Failure missingModule(String message) {
        String module = word(message, NO_MODULE.length());
        return module.isEmpty()
                ? null
                : new MissingModule(
                        module, message.contains("' is not a package") || message.contains("\" is not a package"));
    }

    private static @Nullable Failure missingName(String message) {
        String name = word(message, NO_NAME.length());
        if (name.isEmpty()) {
            return null;
        }
        int from = message.indexOf(" from ", closing(message, NO_NAME.length()));
        if (from < 0) {
            return new MissingName(name, "", null, false);
        }
        int at = from + " from ".length();
        boolean partial = message.startsWith(PARTIAL, at);
        String module = word(message, partial ? at + PARTIAL.length() : at);
        return new MissingName(name, module, file(message, message.length()), partial || message.contains(RENAME_IF));
    }

    /**
     * The file that the message names: the one to rename, else the one in the last parentheses, else {@code from '…'}.
     */
    private static @Nullable String file(String message, int attributeMark) {
        for (String why : new String[] {"' since it has the same name", RENAME_IF}) {
            String rename = Scan.between(message, RENAME, why, 0);
            if (rename != null) {
                return rename;
            }
        }
        String from = Scan.between(message.substring(0, attributeMark), "' from '", "'", 0);
        if (from != null && attributeMark < message.length()) {
            return from;
        }
        int open = message.lastIndexOf(" (");
        int close = message.lastIndexOf(')');
        if (open < 0 || close < open) {
            return null;
        }
        String inside = pathInParentheses(message, close);
        return inside.startsWith("most likely") || inside.startsWith("unknown location") ? null : inside;
    }

    /** Paths may hold parentheses of their own, so these are counted from the end. */
    private static String pathInParentheses(String message, int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            char c = message.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth == 0) {
                return message.substring(i + 1, close);
            }
        }
        return message.substring(message.lastIndexOf(" (") + 2, close);
    }

    /** The name that begins there: quoted as {@code repr} does it, or (Python 2) bare. */
    private static String word(String message, int at) {
        if (at >= message.length()) {
            return "";
        }
        if (quoted(message, at)) {
            int end = closing(message, at);
            return end == message.length() ? "" : plain(message.substring(at + 1, end));
        }
        int end = at;
        while (end < message.length()
                && !Character.isWhitespace(message.charAt(end))
                && ";,:".indexOf(message.charAt(end)) < 0) {
            end++;
        }
        String name = message.substring(at, end);
        boolean odd =
                end == message.length() && Scan.isDotted(name.replace("'", "").replace("\"", ""));
        return odd || Scan.isDotted(name) ? name : "";
    }

    private static boolean quoted(String message, int at) {
        return at < message.length() && (message.charAt(at) == '\'' || message.charAt(at) == '"');
    }

    /** Where the quote that begins there is closed, one that is escaped passed over; the length where it is not. */
    private static int closing(String message, int at) {
        if (!quoted(message, at)) {
            return at;
        }
        int end = at + 1;
        while (end < message.length() && message.charAt(end) != message.charAt(at)) {
            end += message.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, message.length());
    }

    /** What {@code repr} escapes to keep it between quotes; other escapes stand for what no terminal should get. */
    private static String plain(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        StringBuilder out = new StringBuilder(literal.length());
        for (int i = 0; i < literal.length(); i++) {
            char next = i + 1 < literal.length() ? literal.charAt(i + 1) : ' ';
            if (literal.charAt(i) == '\\' && (next == '\\' || next == '\'' || next == '"')) {
                i++;
            }
            out.append(literal.charAt(i));
        }
        return out.toString();
    }
}

package tiryaq.python;

import java.util.LinkedHashSet;
import java.util.Set;

/** Names as they stand in Python's source. */
public final class Identifier {
    private Identifier() {}

    /** Whether a text is one such name. */
    public static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '$' || !(i == 0 ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether a name stands in a text as a whole, and not only as a part of a longer name; no name stands nowhere. */
    public static boolean standsIn(String text, String name) {
        if (name.isEmpty()) {
            return false;
        }
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
            if (begins && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    /** The words of a text that could be names, each once, in their order. */
    public static Set<String> all(String text) {
        Set<String> words = new LinkedHashSet<>();
        int start = -1;
        for (int at = 0; at <= text.length(); at++) {
            boolean part = at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
            if (part && start < 0) {
                start = at;
            } else if (!part && start >= 0) {
                words.add(text.substring(start, at));
                start = -1;
            }
        }
        return words;
    }
}

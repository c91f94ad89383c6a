package tiryaq.catalogue.source;

/** How a line uses a name that may stand for {@code None}. */
public final class NoneUse {
    private static final String ATTRIBUTE = "attribute '";

    private NoneUse() {}

    /** Whether what is said of {@code None} fits the one use of a name in a line, and no other use there. */
    public static boolean failed(String line, String name, String message) {
        String use = of(message);
        int at = use.isEmpty() || use.equals("[") ? -1 : in(line, name);
        return at >= 0
                && (use.equals("(")
                        ? line.indexOf('(') == at + name.length()
                        : line.indexOf(use) == at + name.length() && line.lastIndexOf(use) == at + name.length());
    }

    /** What follows on the value in the line, by what is said of it: {@code .load}, a bracket; empty for unknown. */
    static String of(String message) {
        int open = message.indexOf(ATTRIBUTE);
        int from = open + ATTRIBUTE.length();
        // An output may be cut off within the words.
        int close = open < 0 ? -1 : message.indexOf('\'', from);
        String attribute = close < 0 ? "" : message.substring(from, close);
        return !attribute.isEmpty()
                ? "." + attribute
                : message.contains("callable") ? "(" : message.contains("not subscriptable") ? "[" : "";
    }

    /** Where a line first asks a name, and no attribute of that name, for an attribute or calls it; -1 for nowhere. */
    public static int in(String line, String name) {
        for (int at = name.isEmpty() ? -1 : line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
            char before = at == 0 ? ' ' : line.charAt(at - 1);
            if (before != '.'
                    && !Character.isJavaIdentifierPart(before)
                    && (line.startsWith(".", at + name.length()) || line.startsWith("(", at + name.length()))) {
                return at;
            }
        }
        return -1;
    }
}

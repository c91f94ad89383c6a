package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;

/**
 * What a statement calls.
 *
 * @param owner the dotted name before it, without its last dot; {@code ?} for any other expression, empty for none
 * @param name of the function
 * @param open where its brackets open
 */
record Called(String owner, String name, int open) {
    private static final String ANY = "?";

    /** All calls of a text in which strings say nothing, in order. */
    static List<Called> in(String text) {
        List<Called> found = new ArrayList<>();
        for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
            int end = before(text, open);
            int start = begin(text, end);
            if (start == end) {
                continue;
            }
            int dot = before(text, start) - 1;
            String owner = "";
            if (dot >= 0 && text.charAt(dot) == '.') {
                int first = dot;
                while (first > 0 && (text.charAt(first - 1) == '.' || part(text.charAt(first - 1)))) {
                    first--;
                }
                boolean plain = first < dot && Character.isJavaIdentifierStart(text.charAt(first));
                owner = plain ? text.substring(first, dot) : ANY;
            }
            found.add(new Called(owner, text.substring(start, end), open));
        }
        return found;
    }

    /** The first name of what it is an attribute of. */
    String first() {
        int dot = owner.indexOf('.');
        return dot < 0 ? owner : owner.substring(0, dot);
    }

    private static int before(String text, int at) {
        int i = at;
        while (i > 0 && text.charAt(i - 1) == ' ') {
            i--;
        }
        return i;
    }

    private static int begin(String text, int end) {
        int i = end;
        while (i > 0 && part(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean part(char c) {
        return Character.isJavaIdentifierPart(c);
    }
}

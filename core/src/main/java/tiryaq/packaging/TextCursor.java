package tiryaq.packaging;

/** A place in a text of PEP 508, where blanks between words mean nothing. */
abstract class TextCursor {
    final String text;
    int at;

    TextCursor(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The letter at this place; NUL at the end. */
    final char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    final void skipBlanks() {
        while (isBlank(peek())) {
            at++;
        }
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}

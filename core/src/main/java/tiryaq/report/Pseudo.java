package tiryaq.report;

/** The pseudo-language en-XA: English with accents, brackets and a third more length, so that stray text shows. */
final class Pseudo {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String ACCENTED = "áƀçðéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŢÚṼŴẊÝŽ";

    private Pseudo() {}

    /** The message in the pseudo-language; {@code {places}} and {@code `code`} are left as they are. */
    static String of(String english) {
        StringBuilder out = new StringBuilder(english.length() * 2).append('⟦');
        char until = 0;
        int letters = 0;
        for (int i = 0; i < english.length(); i++) {
            char c = english.charAt(i);
            if (until != 0) {
                until = c == until ? 0 : until;
            } else if (c == '{' || c == '`') {
                until = c == '{' ? '}' : '`';
            } else {
                int at = PLAIN.indexOf(c);
                if (at >= 0) {
                    letters++;
                    c = ACCENTED.charAt(at);
                }
            }
            out.append(c);
        }
        return out.append("·".repeat(letters * 3 / 10)).append('⟧').toString();
    }
}

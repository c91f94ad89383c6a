package tiryaq.treatment.process;

/** Takes credentials out of what installers print. */
public final class Masking {
    private Masking() {}

    /** The text with {@code ://user:secret@} of every URL made {@code ://***@}. */
    public static String urls(String text) {
        int at = text.indexOf("://");
        if (at < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        while (at >= 0) {
            int start = at + 3;
            int end = authorityEnd(text, start);
            int sign = text.lastIndexOf('@', end - 1);
            if (sign >= start) {
                masked.append(text, copied, start).append("***");
                copied = sign;
            }
            at = text.indexOf("://", end);
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static int authorityEnd(String text, int start) {
        int end = start;
        while (end < text.length() && " \t\r\n/\"'<>?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}

package tiryaq.digest;

import java.util.HexFormat;

/**
 * FNV-1a of 64 bits (Fowler, Noll, Vo) over the UTF-16 units of a text; for ASCII that is the FNV-1a of its bytes.
 * Tells names apart; withstands no attack.
 */
public final class Fnv1a {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fnv1a() {}

    /** The hash of a text. */
    public static long of(String text) {
        long hash = BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    /** The same as sixteen hexadecimal digits. */
    public static String hex(String text) {
        return HexFormat.of().toHexDigits(of(text));
    }
}

package tiryaq.knowledge;

import java.util.Map;
import java.util.Optional;

/** Which Python writes bytecode that begins so, as its own {@code importlib.util.MAGIC_NUMBER} tells. */
public final class BytecodeMagic {
    private static final Map<Integer, String> FEATURES = Map.of(
            62211, "2.7", 3379, "3.6", 3394, "3.7", 3413, "3.8", 3425, "3.9", 3439, "3.10", 3495, "3.11", 3531, "3.12",
            3571, "3.13");

    private BytecodeMagic() {}

    /**
     * The version, {@code 3.9}; empty for what no release that is known writes.
     *
     * @param start of the file
     */
    public static Optional<String> version(byte[] start) {
        boolean marked = start.length >= 4 && start[2] == '\r' && start[3] == '\n';
        return marked
                ? Optional.ofNullable(FEATURES.get((start[0] & 0xff) | (start[1] & 0xff) << 8))
                : Optional.empty();
    }
}

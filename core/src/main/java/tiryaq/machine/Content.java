package tiryaq.machine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of a file.
 *
 * @param problem {@code NONE} when the bytes are what the file holds there; a short answer then means its end
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, and nobody keeps the array
public record Content(byte[] bytes, Problem problem) {
    /** No bytes, with a reason. */
    public static Content of(Problem problem) {
        return new Content(new byte[0], problem);
    }

    /** The bytes as UTF-8; malformed ones become U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content that && problem == that.problem && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) * 31 + problem.hashCode();
    }

    @Override
    public String toString() {
        return "Content[" + bytes.length + " bytes, " + problem + "]";
    }
}

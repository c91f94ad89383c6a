package tiryaq.machine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text that the operating system hands over as bytes. Bytes that are no valid UTF-8 become lone low surrogates
 * U+DC80…U+DCFF and come back as the same bytes, as in PEP 383.
 */
public final class OsText {
    private OsText() {}

    /** The text of these bytes; never loses any. */
    public static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                break;
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (0xDC00 | (in.get() & 0xFF)));
            }
            decoder.reset();
        }
        return out.flip().toString();
    }

    /** The bytes of this text, the inverse of {@link #decode}. Other lone surrogates become {@code ?}. */
    public static byte[] encode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = c >= 0xDC80 && c <= 0xDCFF && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (escaped) {
                append(out, text, start, i);
                out.write(c & 0xFF);
                start = i + 1;
            }
        }
        append(out, text, start, text.length());
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, String text, int start, int end) {
        out.writeBytes(text.substring(start, end).getBytes(StandardCharsets.UTF_8));
    }
}

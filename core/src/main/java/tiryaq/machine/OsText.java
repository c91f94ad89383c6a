package tiryaq.machine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Text that the operating system hands over as bytes. Bytes that are no valid UTF-8 become lone low surrogates
 * U+DC80…U+DCFF and come back as the same bytes, as in PEP 383.
 */
public final class OsText {
    private static final char REPLACEMENT = '\uFFFD';

    private OsText() {}

    /** The text of these bytes; never loses any. */
    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** The text of the bytes from {@code start} to before {@code end}. */
    public static String decode(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : escaped(ByteBuffer.wrap(bytes, start, end - start));
    }

    private static String escaped(ByteBuffer in) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (0xDC00 | (in.get() & 0xFF)));
            }
            decoder.reset();
        }
    }

    /** The bytes of this text, the inverse of {@link #decode}. Other lone surrogates become {@code ?}. */
    public static byte[] encode(String text) {
        int escape = nextEscape(text, 0);
        if (escape == text.length()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        int start = 0;
        for (; escape < text.length(); escape = nextEscape(text, start)) {
            out.writeBytes(text.substring(start, escape).getBytes(StandardCharsets.UTF_8));
            out.write(text.charAt(escape) & 0xFF);
            start = escape + 1;
        }
        out.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static int nextEscape(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xDC80 && c <= 0xDCFF && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                return i;
            }
        }
        return text.length();
    }
}

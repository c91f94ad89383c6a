package tiryaq.report;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/** Escapes, beyond what RFC 8259 demands, what would steer a terminal that shows the JSON. */
final class JsonEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private final int[] ascii;

    JsonEscapes() {
        ascii = CharacterEscapes.standardAsciiEscapesForJSON();
        ascii[0x7f] = CharacterEscapes.ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        // Surrogates are escaped by the generator, one by one, so that lone ones stay valid JSON.
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        if (surrogate || !Inert.active(c)) {
            return null;
        }
        String digits = Integer.toHexString(c);
        return new SerializedString("\\u" + "0".repeat(4 - digits.length()) + digits);
    }
}

package tiryaq.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {
    /** The examples that NIST gives for FIPS 180-4, and the empty message. */
    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu,"
                + "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    })
    void sha256OfTheStandardsExamples(String message, String expected) {
        assertThat(hex(Sha256.of(message.getBytes(StandardCharsets.US_ASCII)))).isEqualTo(expected);
    }

    @Test
    void sha256OfAMillionLetters() {
        byte[] message = "a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(hex(Sha256.of(message)))
                .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    /** Every length around the ends of several blocks. */
    @Test
    void sha256AsThePlatformHasIt() throws NoSuchAlgorithmException {
        Random random = new Random(7);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Sha256.of(bytes))
                    .as("%d bytes", length)
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
    }

    /** From the test vectors of the authors' own page and draft. */
    @ParameterizedTest
    @CsvSource({
        "'', cbf29ce484222325",
        "a, af63dc4c8601ec8c",
        "b, af63df4c8601f1a5",
        "fo, 08985907b541d342",
        "foo, dcb27518fed9d577",
        "foobar, 85944171f73967e8"
    })
    void fnv1aOfItsAuthorsExamples(String text, String expected) {
        assertThat(Fnv1a.hex(text)).isEqualTo(expected);
        assertThat(Long.toHexString(Fnv1a.of(text))).isEqualTo(expected.replaceFirst("^0", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

package tiryaq.cli.demo.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signed key such as a Supabase project gives out: a JSON Web Token (RFC 7519) with HS256. */
final class Token {
    private Token() {}

    /** A key of the role {@code anon}, signed with a secret that nobody keeps. */
    static String issue() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String signed =
                part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part("{\"iss\":\"demo\",\"role\":\"anon\"}");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have HmacSHA256", e);
        }
    }

    private static String part(String json) {
        return encode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

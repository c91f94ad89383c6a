package tiryaq.report;

import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.python.Interpreter;

/** The same illness on two machines has the same fingerprint. */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * Sixteen hexadecimal digits from cause, module, distribution and the interpreter's feature version: 64-bit FNV-1a,
     * for it needs to tell cases apart, not to withstand attack.
     */
    public static String of(Diagnosis diagnosis, @Nullable Interpreter interpreter) {
        long hash = 0xcbf29ce484222325L;
        hash = mix(hash, diagnosis.cause());
        hash = mix(hash, diagnosis.module());
        hash = mix(hash, diagnosis.distribution());
        hash = mix(hash, interpreter == null ? null : interpreter.version().feature());
        String digits = Long.toHexString(hash);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private static long mix(long hash, @Nullable String part) {
        long mixed = hash;
        if (part != null) {
            for (int i = 0; i < part.length(); i++) {
                mixed = (mixed ^ part.charAt(i)) * 0x100000001b3L;
            }
        }
        // A separator that no name holds keeps "ab"+"c" apart from "a"+"bc".
        return (mixed ^ 0xFFFF) * 0x100000001b3L;
    }
}

package tiryaq.report;

import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.digest.Fnv1a;
import tiryaq.python.Interpreter;

/** The same illness on two machines has the same fingerprint. */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * Sixteen hexadecimal digits from cause, module, distribution and the interpreter's feature version: 64-bit FNV-1a,
     * for it needs to tell cases apart, not to withstand attack.
     */
    public static String of(Diagnosis diagnosis, @Nullable Interpreter interpreter) {
        return Fnv1a.hex(part(diagnosis.cause())
                + part(diagnosis.module())
                + part(diagnosis.distribution())
                + part(interpreter == null ? null : interpreter.version().feature()));
    }

    private static String part(@Nullable String text) {
        // A separator that no name holds keeps "ab"+"c" apart from "a"+"bc".
        return text == null ? "\uFFFF" : text + '\uFFFF';
    }
}

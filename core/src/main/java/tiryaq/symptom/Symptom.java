package tiryaq.symptom;

import java.util.List;

/**
 * All that an output tells about why a program died.
 *
 * @param incidents the failures in it, the one that stopped the program first; empty when it shows none
 * @param truncated whether the output was cut off in the middle or at an end, so that something may be missing
 */
public record Symptom(List<Incident> incidents, boolean truncated) {
    /** An output without any failure in it. */
    public static final Symptom NONE = new Symptom(List.of(), false);

    public Symptom {
        incidents = List.copyOf(incidents);
    }
}

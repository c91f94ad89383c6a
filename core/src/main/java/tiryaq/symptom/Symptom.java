package tiryaq.symptom;

import java.util.List;

/**
 * All that an output tells about why a program died.
 *
 * @param incidents the failures in it, the one that stopped the program first; empty when it shows none
 * @param truncated whether the output was cut off in the middle or at an end, so that something may be missing
 * @param text whether it was text, and not the bytes of something else
 * @param closing its last lines, the very last first: what a program says that gives up by itself; kept only where there
 *     are no incidents
 */
public record Symptom(List<Incident> incidents, boolean truncated, boolean text, List<String> closing) {
    /** An output without any failure in it. */
    public static final Symptom NONE = new Symptom(List.of(), false);

    public Symptom {
        incidents = List.copyOf(incidents);
        closing = List.copyOf(closing);
    }

    /** A symptom in text. */
    public Symptom(List<Incident> incidents, boolean truncated) {
        this(incidents, truncated, true, List.of());
    }
}

package tiryaq.treatment;

import java.time.Duration;
import java.util.Map;
import tiryaq.treatment.journal.Journals;

/**
 * Under what a treatment is applied.
 *
 * @param variables the environment of the command that failed
 * @param cause the code of what is treated
 * @param patience how long to wait for another tiryaq in the same project
 * @param stepLimit time for one step; an install over a slow line takes long
 */
public record Conditions(
        Journals journals, Map<String, String> variables, String cause, Duration patience, Duration stepLimit) {
    public Conditions {
        variables = Map.copyOf(variables);
    }

    /** With generous limits. */
    public static Conditions of(Journals journals, Map<String, String> variables, String cause) {
        return new Conditions(journals, variables, cause, Duration.ofMinutes(10), Duration.ofMinutes(60));
    }
}

package tiryaq.treatment;

import java.time.Duration;
import java.util.Map;
import tiryaq.treatment.journal.Journals;

/**
 * In what a treatment is applied.
 *
 * @param variables the environment of the command that failed
 * @param cause the code of what is treated
 * @param patience how long to wait for another tiryaq in the same project
 * @param stepLimit time for one step; an install over a slow line takes long
 */
public record Surroundings(
        Journals journals, Map<String, String> variables, String cause, Duration patience, Duration stepLimit) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** With generous limits. */
    public static Surroundings of(Journals journals, Map<String, String> variables, String cause) {
        return new Surroundings(journals, variables, cause, Duration.ofMinutes(10), Duration.ofMinutes(60));
    }
}

package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;

/**
 * What one place of an output shows.
 *
 * @param incidents the likeliest first, never empty
 * @param from the line where that place begins
 */
record Occurrence(List<Incident> incidents, Weight weight, int from) {
    /** How likely it is that this stopped the program, in falling order. */
    enum Weight {
        WHOLE,
        /** The program may have gone on: a thread, something reported and ignored. */
        SURVIVED,
        /** A shell often goes on after it. */
        SHELL,
        /** Code that had caught it printed it, and the output goes on. */
        LOGGED,
        /** Its beginning or its end is not in the output. */
        PARTIAL,
        /** A line alone, which may be no more than talk. */
        ALONE
    }

    Incident main() {
        return incidents.getFirst();
    }

    /** The last line of its root. */
    int line() {
        return main().line();
    }

    boolean incomplete() {
        return weight == Weight.PARTIAL || weight == Weight.ALONE;
    }

    /** Whether this only reports that a process that it had started failed. */
    boolean reportsChild() {
        return main().failure() instanceof Failure.OtherException other
                && (other.type().endsWith("CalledProcessError")
                        || other.message().contains("returned non-zero exit status"));
    }

    /** The same, seen from the process that had started this one. */
    Occurrence within(Occurrence parent) {
        List<Incident> wrapped = new ArrayList<>(incidents);
        List<String> wrappers = new ArrayList<>(main().wrappers());
        wrappers.add(parent.main().words());
        wrappers.addAll(parent.main().wrappers());
        wrapped.set(0, main().within(wrappers));
        return new Occurrence(wrapped, parent.weight, from);
    }
}

package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/**
 * What one place of an output shows.
 *
 * @param incidents the likeliest first, never empty
 * @param from the line where that place begins
 * @param peers how many of the incidents, counted from the first, are failures each by itself: the parts of a group
 */
record Occurrence(List<Incident> incidents, Weight weight, int from, int peers) {
    private static final List<String> WORKERS = List.of("worker", "process", "child", "rank");
    private static final List<String> ENDS =
            List.of("failed", "exited", "exit code", "exitcode", "terminated", "died", "crashed");

    /** One failure, and what else belongs to it. */
    Occurrence(List<Incident> incidents, Weight weight, int from) {
        this(incidents, weight, from, 1);
    }

    /** How likely it is that this stopped the program, in falling order. */
    enum Weight {
        WHOLE,
        /** A thread, whose death the program may survive. */
        SURVIVED,
        /** Something that Python or a test runner reports and then ignores. */
        IGNORED,
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

    /** The likelier one first; of equal ones that which came later. */
    static int compare(Occurrence one, Occurrence other) {
        int byWeight = one.weight.compareTo(other.weight);
        return byWeight == 0 ? Integer.compare(other.line(), one.line()) : byWeight;
    }

    /** Whether it shows that something before or after it is not in the output; a line alone may be all there was. */
    boolean incomplete() {
        return weight == Weight.PARTIAL;
    }

    /** Whether this only reports that a process that it had started failed. */
    boolean reportsChild() {
        return main().failure() instanceof Failure.OtherException other
                && (other.type().endsWith("CalledProcessError")
                        || other.message().contains("returned non-zero exit status"));
    }

    /** Whether a library says of a worker that it had started no more than that this failed. */
    boolean reportsWorker() {
        if (!(main().failure() instanceof Failure.OtherException other)
                || main().frames().isEmpty()) {
            return false;
        }
        String file = main().frames().getLast().file();
        boolean library = file.contains("/site-packages/") || file.contains("/dist-packages/");
        return library && any(other.message(), WORKERS) && any(other.message(), ENDS);
    }

    private static boolean any(String message, List<String> words) {
        String text = message.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(text::contains);
    }

    /** The same, seen from the process that had started this one. */
    Occurrence within(Occurrence parent) {
        List<Incident> wrapped = new ArrayList<>(incidents);
        List<String> wrappers = new ArrayList<>(main().wrappers());
        wrappers.add(parent.main().words());
        wrappers.addAll(parent.main().wrappers());
        wrapped.set(0, main().within(wrappers));
        return new Occurrence(wrapped, parent.weight, from, peers);
    }

    /** The failures of their own in it, told as beside another one; none where it says nothing of that kind. */
    List<Symptom.Beside> beside() {
        List<Symptom.Beside> all = new ArrayList<>();
        for (Incident each : incidents.subList(0, peers)) {
            boolean caught = weight == Weight.LOGGED || weight == Weight.ALONE;
            boolean together = peers > 1 || weight == Weight.SURVIVED;
            boolean counts = switch (weight) {
                case WHOLE, SURVIVED, LOGGED -> !each.frames().isEmpty();
                case PARTIAL, ALONE -> true;
                case IGNORED, SHELL -> false;
            };
            if (counts && (peers > 1 || ofImports(each.failure()))) {
                all.add(new Symptom.Beside(caught ? each.outlived() : each, together && !caught));
            }
        }
        return all;
    }

    static boolean ofImports(Failure failure) {
        return failure instanceof Failure.MissingModule
                || failure instanceof Failure.MissingName
                || failure instanceof Failure.MissingAttribute
                || failure instanceof Failure.NativeRefused;
    }
}

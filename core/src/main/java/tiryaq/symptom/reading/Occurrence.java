package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
    private static final Pattern WORKERS = Pattern.compile(
            "\\b(workers?|(worker|child) process(es)?|subprocess(es)?|(process|rank)[ :]+\\d+)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDS =
            Pattern.compile("\\b(failed|exited|exit ?code|terminated|died|crashed)\\b", Pattern.CASE_INSENSITIVE);

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
        return !library(file).isEmpty()
                && WORKERS.matcher(other.message()).find()
                && ENDS.matcher(other.message()).find();
    }

    /**
     * Whether a worker may have ended of it that another one reports: what was only printed had been caught, except by
     * what starts processes, or by the library that reports the end.
     */
    boolean endedWorkerOf(Occurrence parent) {
        return ofImports(main().failure()) && (weight != Weight.LOGGED || main().ofOwnThread() || inLibraryOf(parent));
    }

    private boolean inLibraryOf(Occurrence parent) {
        String library = library(parent.main().frames().getLast().file());
        return !main().frames().isEmpty()
                && !library.isEmpty()
                && library.equals(library(main().frames().getFirst().file()));
    }

    /** {@code /v/lib/python3.11/site-packages/gunicorn/} of a file in there; empty for any other. */
    private static String library(String file) {
        int packages = Math.max(file.indexOf("/site-packages/"), file.indexOf("/dist-packages/"));
        int end = packages < 0 ? -1 : file.indexOf('/', packages + "/site-packages/".length());
        return packages < 0 ? "" : end < 0 ? file : file.substring(0, end + 1);
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

    /** The same by the lines of the whole log. */
    Occurrence placed(Lane lane) {
        List<Incident> placed = new ArrayList<>();
        for (Incident each : incidents) {
            placed.add(each.onLine(lane.place(each.line())));
        }
        return new Occurrence(placed, weight, lane.place(from), peers);
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

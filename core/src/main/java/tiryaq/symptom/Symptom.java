package tiryaq.symptom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that an output tells about why a program died.
 *
 * @param incidents the failures in it, the one that stopped the program first; empty when it shows none
 * @param truncated whether the output was cut off in the middle or at an end, so that something may be missing
 * @param text whether it was text, and not the bytes of something else
 * @param closing its last lines, the very last first: what a program says that gives up by itself; where there are
 *     incidents, only what came after the last of them
 * @param beside those of the incidents that are failures of their own beside the first, in the order of the output
 * @param more how many further ones there are, as far as is known
 * @param startFiles what raised while Python was starting, before the program and whatever became of that
 * @param testing what a test runner tells of itself
 * @param atLeast the oldest Python that prints tracebacks so, {@code 3.13}; empty where their form says nothing
 */
public record Symptom(
        List<Incident> incidents,
        boolean truncated,
        boolean text,
        List<String> closing,
        List<Beside> beside,
        int more,
        List<StartFile> startFiles,
        Testing testing,
        String atLeast) {
    /**
     * A file that Python runs as it starts, and that raised; Python said so and went on.
     *
     * @param name {@code sitecustomize} or {@code usercustomize}, or the path of a {@code .pth} file
     * @param words what it raised
     */
    public record StartFile(String name, String words) {}

    /**
     * What pytest tells of itself. It leaves out all frames that are not of the tests.
     *
     * @param ran whether there is such a run in the output
     * @param python the interpreter that it names; empty where it names none
     * @param paths its folder, and files that it was to load, from which other files may be told
     */
    public record Testing(boolean ran, String python, List<String> paths) {
        /** An output of something else. */
        public static final Testing NONE = new Testing(false, "", List.of());

        public Testing {
            paths = List.copyOf(paths);
        }
    }

    /** An output without any failure in it. */
    public static final Symptom NONE = new Symptom(List.of(), false);

    public Symptom {
        incidents = List.copyOf(incidents);
        closing = List.copyOf(closing);
        beside = List.copyOf(beside);
        startFiles = List.copyOf(startFiles);
    }

    /** A symptom with one failure at most. */
    public Symptom(List<Incident> incidents, boolean truncated, boolean text, List<String> closing) {
        this(incidents, truncated, text, closing, List.of(), 0, List.of(), Testing.NONE, "");
    }

    /** A symptom in text. */
    public Symptom(List<Incident> incidents, boolean truncated) {
        this(incidents, truncated, true, List.of());
    }

    /** The words of the first failure that it tells of; empty where it tells of none. */
    public Optional<String> told() {
        return incidents.stream()
                .findFirst()
                .or(() -> beside.stream().findFirst().map(Beside::incident))
                .map(Incident::words);
    }

    /** The same in an output of such a form. */
    public Symptom printedBy(String oldest) {
        return new Symptom(incidents, truncated, text, closing, beside, more, startFiles, testing, oldest);
    }

    /** The same of a run of tests. */
    public Symptom of(Testing tests) {
        return new Symptom(incidents, truncated, text, closing, beside, more, startFiles, tests, atLeast);
    }

    /** The same with what the program said after its failures. */
    public Symptom closing(List<String> lines) {
        return new Symptom(incidents, truncated, text, lines, beside, more, startFiles, testing, atLeast);
    }

    /** The same with failures beside the first that are told in a line of the program's own. */
    public Symptom mentioning(List<Incident> told) {
        List<Beside> all = new ArrayList<>(beside);
        for (Incident each : told) {
            boolean known = incidents.stream().anyMatch(one -> one.failure().equals(each.failure()))
                    || all.stream().anyMatch(one -> one.incident().failure().equals(each.failure()));
            if (!known) {
                all.add(new Beside(each, false));
            }
        }
        return new Symptom(incidents, truncated, text, closing, all, more, startFiles, testing, atLeast);
    }

    /**
     * A failure beside the one that comes first, with a root of its own.
     *
     * @param together whether the program died of both: the parts of an exception group, a thread that died; else a
     *     program may have caught and printed it and gone on, or another program of the same output may have died of it
     */
    public record Beside(Incident incident, boolean together) {}
}

package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** What the processes of an output failed of, each judged by itself, brought together in one answer. */
final class Verdicts {
    private static final int MOST = 16;

    private final List<Occurrence> findings = new ArrayList<>();
    private final Set<Symptom.StartFile> startFiles = new LinkedHashSet<>();
    private int processes;

    /**
     * What one of them failed of.
     *
     * @param findings the likeliest first
     */
    record Judged(List<Occurrence> findings, List<Symptom.StartFile> startFiles) {}

    void add(Judged each) {
        findings.addAll(each.findings());
        startFiles.addAll(each.startFiles());
        processes += each.findings().isEmpty() ? 0 : 1;
    }

    Symptom symptom() {
        if (processes > 1) {
            findings.sort(Verdicts::compare);
        }
        List<Incident> incidents = new ArrayList<>();
        for (Occurrence finding : findings) {
            for (Incident incident : finding.incidents()) {
                if (incidents.size() < MOST && !told(incidents, incident)) {
                    incidents.add(incident);
                }
            }
        }
        boolean truncated = false;
        for (Occurrence finding : findings) {
            truncated |= finding.incomplete();
        }
        return incidents.isEmpty() && startFiles.isEmpty() ? Symptom.NONE : beside(incidents, truncated);
    }

    /** Of several processes none ended the others: those come first that the environment failed. */
    private static int compare(Occurrence one, Occurrence other) {
        int byWeight = one.weight().compareTo(other.weight());
        int byKind = Boolean.compare(ofEnvironment(other), ofEnvironment(one));
        return byWeight != 0 ? byWeight : byKind != 0 ? byKind : Occurrence.compare(one, other);
    }

    private static boolean ofEnvironment(Occurrence each) {
        return Meaning.ofEnvironment(each.main().failure());
    }

    /** Each failure of its own beside the first, once; a bounded number of them. */
    private Symptom beside(List<Incident> incidents, boolean truncated) {
        @Nullable
        Failure first = incidents.isEmpty() ? null : incidents.getFirst().failure();
        List<Symptom.Beside> found = new ArrayList<>();
        for (Occurrence each : findings) {
            found.addAll(each.beside());
        }
        found.sort((one, other) ->
                Integer.compare(one.incident().line(), other.incident().line()));
        Map<Failure, Symptom.Beside> once = new LinkedHashMap<>();
        for (Symptom.Beside each : found) {
            if (!each.incident().failure().equals(first)) {
                // What was caught in one place may have been fatal in another.
                once.merge(each.incident().failure(), each, (one, other) -> other.together() ? other : one);
            }
        }
        List<Symptom.Beside> kept = once.values().stream().limit(MOST).toList();
        return new Symptom(
                incidents,
                truncated,
                true,
                List.of(),
                kept,
                once.size() - kept.size(),
                List.copyOf(startFiles),
                Symptom.Testing.NONE,
                "");
    }

    private static boolean told(List<Incident> incidents, Incident incident) {
        for (Incident each : incidents) {
            if (each.failure().equals(incident.failure()) && each.frames().equals(incident.frames())) {
                return true;
            }
        }
        return false;
    }
}

package tiryaq.symptom.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    private final List<Told> processes = new ArrayList<>();
    private final Set<Symptom.StartFile> startFiles = new LinkedHashSet<>();

    /**
     * What one of them failed of.
     *
     * @param findings the likeliest first
     */
    record Judged(List<Occurrence> findings, List<Symptom.StartFile> startFiles) {}

    /** What is still to be told of one of them. */
    private record Told(Lane lane, Deque<Occurrence> findings) {
        private Occurrence first() {
            return findings.element();
        }
    }

    void add(Lane lane, Judged each) {
        Deque<Occurrence> findings = new ArrayDeque<>();
        each.findings().forEach(finding -> findings.add(finding.placed(lane)));
        startFiles.addAll(each.startFiles());
        if (!findings.isEmpty()) {
            processes.add(new Told(lane, findings));
        }
    }

    Symptom symptom() {
        List<Occurrence> findings = new ArrayList<>();
        while (!processes.isEmpty()) {
            Told next = next();
            findings.add(next.findings().remove());
            processes.removeIf(each -> each.findings().isEmpty());
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
        return incidents.isEmpty() && startFiles.isEmpty() ? Symptom.NONE : beside(findings, incidents, truncated);
    }

    /**
     * Of several processes at once none ended the others: that comes first which the environment failed. Where one had
     * ended before the other began, as one that was started again, the later one comes first.
     */
    private Told next() {
        Told likeliest = processes.getFirst();
        for (Told each : processes) {
            likeliest = Occurrence.compare(each.first(), likeliest.first()) < 0 ? each : likeliest;
        }
        Told chosen = likeliest;
        for (Told each : processes) {
            if (each.first().weight() == likeliest.first().weight()
                    && ofEnvironment(each.first())
                    && (!ofEnvironment(chosen.first())
                            || each.first().line() > chosen.first().line())
                    && !ofEnvironment(likeliest.first())
                    && atOnce(likeliest, each)) {
                chosen = each;
            }
        }
        return chosen;
    }

    /** Whoever started a process says that it failed after it has ended. */
    private static boolean atOnce(Told likeliest, Told other) {
        Occurrence last = likeliest.first();
        return last.reportsChild() || last.reportsWorker() || likeliest.lane().beside(other.lane());
    }

    private static boolean ofEnvironment(Occurrence each) {
        return Meaning.ofEnvironment(each.main().failure());
    }

    /** Each failure of its own beside the first, once; a bounded number of them. */
    private Symptom beside(List<Occurrence> findings, List<Incident> incidents, boolean truncated) {
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

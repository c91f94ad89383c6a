package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.lines.Controls;
import tiryaq.symptom.lines.LineReader;
import tiryaq.symptom.lines.Prefixes;
import tiryaq.symptom.lines.TracebackHeader;

/**
 * Takes a log apart that has the lines of several processes, one of each in turn, where they say which process they
 * are of. What a process had printed is read by itself.
 */
final class Lanes implements LineReader {
    /** The processes of a log that are kept apart at once; one that has told nothing gives way to another. */
    private static final int MOST = 64;

    private final Lane unnamed = new Lane();
    private final Map<String, Lane> named = new LinkedHashMap<>();
    private final Map<String, Numbered> numbered = new HashMap<>();
    private Lane last = unnamed;
    private int taken;
    private int now;

    /** A line that was left out, and of whom, if nothing is known of that one yet. */
    private String passed = "";

    private String passedBy = "";

    @Override
    public boolean open() {
        if (unnamed.transcript.open()) {
            return true;
        }
        for (Lane each : named.values()) {
            if (each.transcript.open() || each.awaits(now)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void accept(int number, String line) {
        now = number;
        String label = label(line);
        // A name may stand before the first line alone.
        last = label.isEmpty() ? last.transcript.headed() ? last : unnamed : named(label);
        last.accept(number, taken, line);
        taken++;
    }

    @Override
    public void passed(String line) {
        String label = label(line);
        Lane lane = label.isEmpty() && !last.transcript.headed() ? unnamed : label.isEmpty() ? last : named.get(label);
        if (lane == null) {
            passed = line;
            passedBy = label;
        } else {
            lane.transcript.passed(line);
        }
    }

    /** Whom a line is of; empty where it does not say. */
    private String label(String line) {
        String label = Prefixes.label(Controls.strip(line));
        String base = label.isEmpty() ? null : Numbered.baseOf(label);
        Numbered numbers = base == null ? null : numbered.get(base);
        if (base != null && numbers == null && numbered.size() < MOST) {
            numbers = new Numbered();
            numbered.put(base, numbers);
        }
        if (numbers == null) {
            return label;
        }
        Lane before = named.get(numbers.current());
        boolean within = before != null && before.transcript.inFrames();
        return numbers.lane(label, within && line.contains(TracebackHeader.WORDS));
    }

    private Lane named(String label) {
        Lane known = named.get(label);
        if (known != null || (named.size() == MOST && !makeRoom())) {
            return known == null ? unnamed : known;
        }
        Lane lane = new Lane();
        named.put(label, lane);
        if (label.equals(passedBy)) {
            lane.transcript.passed(passed);
        }
        return lane;
    }

    private boolean makeRoom() {
        for (Map.Entry<String, Lane> each : named.entrySet()) {
            if (each.getValue().spare() && !each.getValue().awaits(now)) {
                named.remove(each.getKey());
                return true;
            }
        }
        return false;
    }

    @Override
    public void end() {
        all().forEach(each -> each.transcript.end());
    }

    /** What each of them printed; first what says nothing of whom it is of. */
    List<Lane> all() {
        List<Lane> all = new ArrayList<>();
        all.add(unnamed);
        all.addAll(named.values());
        return all;
    }

    /** The oldest Python that prints such tracebacks; empty where they do not say. */
    String atLeast() {
        String oldest = "";
        for (Lane each : all()) {
            String told = each.transcript.atLeast();
            oldest = told.isEmpty() ? oldest : told;
        }
        return oldest;
    }

    /** What a test runner tells of itself in one of them. */
    Symptom.Testing testing() {
        for (Lane each : all()) {
            Symptom.Testing testing = each.transcript.testing();
            if (testing.ran()) {
                return testing;
            }
        }
        return Symptom.Testing.NONE;
    }

    /** What lines of the programs' own quote of imports that failed. */
    List<Incident> mentions() {
        List<Incident> mentions = new ArrayList<>();
        all().forEach(each -> mentions.addAll(each.transcript.mentions().all()));
        return mentions;
    }
}

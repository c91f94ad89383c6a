package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.lines.Controls;
import tiryaq.symptom.lines.LineReader;
import tiryaq.symptom.lines.Prefixes;

/**
 * Takes a log apart that has the lines of several processes, one of each in turn, where they say which process they
 * are of. What a process had printed is read by itself.
 */
final class Lanes implements LineReader {
    /** The processes of a log; the lines of any further ones are read as of none. */
    private static final int MOST = 64;

    private final Transcript unnamed = new Transcript();
    private final Map<String, Transcript> named = new LinkedHashMap<>();
    private Transcript last = unnamed;

    @Override
    public boolean open() {
        if (unnamed.open()) {
            return true;
        }
        for (Transcript each : named.values()) {
            if (each.open()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void accept(int number, String line) {
        last = of(line);
        last.accept(number, line);
    }

    @Override
    public void passed(String line) {
        of(line).passed(line);
    }

    private Transcript of(String line) {
        String label = Prefixes.label(Controls.strip(line));
        if (label.isEmpty()) {
            // A name may stand before the first line alone.
            return last.headed() ? last : unnamed;
        }
        Transcript known = named.get(label);
        if (known != null || named.size() == MOST) {
            return known == null ? unnamed : known;
        }
        Transcript lane = new Transcript();
        named.put(label, lane);
        return lane;
    }

    @Override
    public void end() {
        all().forEach(Transcript::end);
    }

    /** What each of them printed; first what says nothing of whom it is of. */
    List<Transcript> all() {
        List<Transcript> all = new ArrayList<>();
        all.add(unnamed);
        all.addAll(named.values());
        return all;
    }

    /** The oldest Python that prints such tracebacks; empty where they do not say. */
    String atLeast() {
        String oldest = "";
        for (Transcript each : all()) {
            oldest = each.atLeast().isEmpty() ? oldest : each.atLeast();
        }
        return oldest;
    }

    /** What a test runner tells of itself in one of them. */
    Symptom.Testing testing() {
        for (Transcript each : all()) {
            if (each.testing().ran()) {
                return each.testing();
            }
        }
        return Symptom.Testing.NONE;
    }

    /** What lines of the programs' own quote of imports that failed. */
    List<Incident> mentions() {
        List<Incident> mentions = new ArrayList<>();
        all().forEach(each -> mentions.addAll(each.mentions().all()));
        return mentions;
    }
}

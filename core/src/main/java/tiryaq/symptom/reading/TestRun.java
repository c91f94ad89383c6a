package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.reading.Occurrence.Weight;

/** The tests of a run that failed: it ends of none of them alone, whichever was told last. */
final class TestRun {
    private final List<Occurrence> tests = new ArrayList<>();

    /** Takes down what was found, if a test runner told of it. */
    void found(Occurrence each, Event.Place by) {
        if (each.weight() == Weight.WHOLE && by == Event.Place.TEST) {
            tests.add(each);
        }
    }

    /**
     * Puts imports that failed before what failed otherwise, where a run has both.
     *
     * @param findings the likeliest first
     */
    void join(List<Occurrence> findings) {
        List<Occurrence> ofRun = new ArrayList<>();
        List<Incident> imports = new ArrayList<>();
        List<Incident> others = new ArrayList<>();
        for (Occurrence each : findings) {
            if (tests.contains(each)) {
                Failure failure = each.main().failure();
                boolean ofImport = failure instanceof Failure.MissingModule
                        || failure instanceof Failure.MissingName
                        || failure instanceof Failure.NativeRefused;
                ofRun.add(each);
                (ofImport ? imports : others).add(each.main());
            }
        }
        others.removeIf(each -> follows(each, imports));
        if (imports.isEmpty() || ofRun.size() < 2) {
            return;
        }
        int peers = imports.size() + others.size();
        imports.addAll(others);
        int at = findings.indexOf(ofRun.getFirst());
        findings.removeAll(ofRun);
        findings.add(at, new Occurrence(imports, Weight.WHOLE, ofRun.getLast().from(), peers));
    }

    /** Whether it only misses the name that a failed import would have bound, as in the next line of a doctest. */
    private static boolean follows(Incident other, List<Incident> imports) {
        String words = other.failure() instanceof Failure.OtherException raised
                        && raised.type().equals("NameError")
                ? raised.message()
                : "";
        for (Incident each : imports) {
            String module = each.failure().about();
            int dot = module.indexOf('.');
            String top = dot < 0 ? module : module.substring(0, dot);
            if (!top.isEmpty() && words.startsWith("name '" + top + "' ")) {
                return true;
            }
        }
        return false;
    }
}

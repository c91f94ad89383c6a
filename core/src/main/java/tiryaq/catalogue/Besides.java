package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Rescue;
import tiryaq.diagnosis.Say;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/**
 * The failures of an output beside the one that is the answer. What a program caught, printed and went on from is none,
 * unless all that it ended of is of that kind.
 */
final class Besides {
    private static final int MOST = 8;
    private static final int MOST_TOLD = 3;

    /** So many of what a program had said are examined, whatever comes of it. */
    private static final int MOST_SAID = 24;

    private final Examined answer;
    private final boolean here;

    private Besides(Examined answer, boolean here) {
        this.answer = answer;
        this.here = here;
    }

    /** What the program did about a failure, as far as its own files tell. */
    private enum Fate {
        /** Nothing. */
        UNCAUGHT,
        /** It caught it, to end. */
        ENDED,
        /** It caught it and went on. */
        WENT_ON
    }

    /**
     * An answer with the other failures that the program died of.
     *
     * @param here whether the program was run just now, so that all of the output is of one run
     * @param examine the examination of another incident; empty where the disk shows that it is only a quotation
     */
    static Examined with(
            Examined answer, Symptom symptom, boolean here, Function<Incident, Optional<Examined>> examine) {
        boolean together = symptom.beside().stream().anyMatch(Symptom.Beside::together);
        boolean open = answer.explained() || (together && here && !answer.ownFailure());
        return open && !symptom.beside().isEmpty() ? new Besides(answer, here).all(symptom, examine) : answer;
    }

    /** An answer with what the program had said of other imports before it ended itself, examined one by one. */
    static <T> Examined with(Examined answer, List<T> said, Function<T, Examined> examine) {
        List<Examined> found = new ArrayList<>();
        Set<String> roots = new HashSet<>(Set.of(root(answer)));
        for (T one : answer.explained() ? said.subList(0, Math.min(said.size(), MOST_SAID)) : List.<T>of()) {
            if (found.size() == MOST) {
                break;
            }
            Examined each = examine.apply(one);
            if (each.explained() && roots.add(root(each))) {
                found.add(each);
            }
        }
        return answer.with(found, 0);
    }

    private Examined all(Symptom symptom, Function<Incident, Optional<Examined>> examine) {
        List<Examined> found = new ArrayList<>();
        Set<String> roots = new HashSet<>(Set.of(root(answer)));
        Fate fate = fate(answer.patient());
        int more = symptom.more();
        Set<Say> without = new LinkedHashSet<>();
        for (Symptom.Beside each : candidates(symptom)) {
            Incident incident = each.incident();
            boolean caught = !each.together()
                    && fate != Fate.WENT_ON
                    && fate(answer.patient().about(incident)) == Fate.WENT_ON;
            if (incident.line() == answer.patient().incident().line()) {
                continue;
            }
            if (caught) {
                wentOnWithout(incident).ifPresent(without::add);
                continue;
            }
            if (found.size() == MOST || !sameProgram(incident)) {
                more++;
                continue;
            }
            Optional<Examined> examined = examine.apply(incident).filter(other -> counts(other, each));
            if (examined.isPresent() && roots.add(root(examined.get()))) {
                found.add(examined.get());
            }
        }
        return told(without).with(found, more);
    }

    /** What it went on without is none of its failures, but may be the next one. */
    private Examined told(Set<Say> without) {
        List<Diagnosis> diagnoses = new ArrayList<>(answer.diagnoses());
        List<Say> notes = new ArrayList<>(diagnoses.getFirst().notes());
        without.stream().limit(MOST_TOLD).forEach(notes::add);
        diagnoses.set(0, diagnoses.getFirst().withNotes(notes));
        return answer.diagnosed(diagnoses);
    }

    /** A module that it missed and went on without, if that is not there, and another than that of the answer. */
    private Optional<Say> wentOnWithout(Incident incident) {
        String top = ModuleName.top(incident.failure().about());
        boolean missing = incident.failure() instanceof Failure.MissingModule
                && !top.equals(ModuleName.top(answer.patient().failure().about()))
                && answer.patient()
                        .environment()
                        .filter(seen -> seen.modules().find(top).isEmpty())
                        .isPresent();
        return missing
                ? Optional.of(Say.of("note.went-on-without", "module", top, "line", String.valueOf(incident.line())))
                : Optional.empty();
    }

    /** Where the answer is about another incident than the first, that one is a candidate as well. */
    private List<Symptom.Beside> candidates(Symptom symptom) {
        List<Symptom.Beside> all = new ArrayList<>(symptom.beside());
        if (symptom.incidents().isEmpty()) {
            return all;
        }
        Incident first = symptom.incidents().getFirst();
        if (first.line() != answer.patient().incident().line() && ofImports(first.failure())) {
            all.addFirst(new Symptom.Beside(first, false));
        }
        return all;
    }

    private static boolean ofImports(Failure failure) {
        return !failure.about().isEmpty() || failure instanceof Failure.NativeRefused;
    }

    private boolean counts(Examined other, Symptom.Beside beside) {
        if (beside.together()) {
            return true;
        }
        boolean environment = answer.patient().environment().isPresent();
        boolean printedOnly = environment && Reading.quoted(other.patient());
        return !printedOnly && !other.ownFailure() && (other.explained() || here);
    }

    /** A log may be of many programs; each begins in a file of its own. */
    private boolean sameProgram(Incident incident) {
        String one = start(answer.patient().incident());
        String other = start(incident);
        return here || one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static String start(Incident incident) {
        for (Frame frame : incident.frames()) {
            if (!frame.internal()) {
                return frame.function().equals("<module>") ? frame.file() : "";
            }
        }
        return "";
    }

    private static Fate fate(Case patient) {
        Incident incident = patient.incident();
        Fate fate = incident.survived() || incident.frames().isEmpty() ? Fate.WENT_ON : Fate.UNCAUGHT;
        if (patient.environment().isEmpty()) {
            return fate;
        }
        for (Frame frame : incident.frames()) {
            String text = frame.internal() ? "" : patient.machine().source(patient.absolute(frame.file()));
            Optional<Rescue> rescue = text.contains("except") ? Rescue.around(text, frame.line()) : Optional.empty();
            if (rescue.isPresent() && !rescue.get().ends()) {
                return Fate.WENT_ON;
            }
            fate = rescue.isPresent() ? Fate.ENDED : fate;
        }
        return fate;
    }

    /** By what two failures are known to be of one root. */
    private static String root(Examined examined) {
        Diagnosis answer = examined.answer();
        if (examined.ownFailure()) {
            return answer.cause() + " " + examined.patient().incident().words();
        }
        if (answer.distribution() != null) {
            return answer.cause() + " " + DistributionName.normalize(answer.distribution());
        }
        String about = answer.module() != null ? ModuleName.top(answer.module()) : answer.library();
        return answer.cause()
                + " "
                + (about == null ? examined.patient().incident().words() : about);
    }
}

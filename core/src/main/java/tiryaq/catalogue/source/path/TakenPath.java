package tiryaq.catalogue.source.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.LocalImportBroken;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.start.VenvBroken;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.machine.Paths;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/** What an answer is worth where the program itself takes from what Python searches, before the line that failed. */
public final class TakenPath {
    /** Answers that no file speaks for, but that nothing was found. */
    private static final Set<String> OF_NOTHING = Set.of(
            DistributionMissing.CODE,
            OtherInterpreter.CODE,
            LocalImportBroken.CODE,
            VenvBroken.CODE,
            NotAnEnvironmentFailure.CODE,
            Unknown.CODE);

    private TakenPath() {}

    /**
     * The diagnoses, none of them surer than that allows; where what is missing is on the path as it was, the statement
     * that took it from there is the answer.
     */
    public static List<Diagnosis> judged(Case patient, List<Diagnosis> found, PathChanges changes) {
        boolean absent = patient.failure() instanceof Failure.MissingModule
                || patient.failure() instanceof Failure.Lacking
                || patient.incident().frames().isEmpty();
        if (changes.takings().isEmpty() || patient.environment().isEmpty() || !absent) {
            return found;
        }
        Optional<Diagnosis> own = own(patient, found.getFirst(), changes);
        if (own.isPresent()) {
            return List.of(own.get());
        }
        Optional<PathTaking> taking =
                changes.takings().stream().filter(each -> !each.leaves()).findFirst();
        if (taking.isEmpty()) {
            return found;
        }
        List<Diagnosis> judged = new ArrayList<>(
                found.stream().map(each -> each.atMost(Certainty.LIKELY)).toList());
        if (!NotAnEnvironmentFailure.CODE.equals(judged.getFirst().cause())) {
            judged.set(
                    0,
                    judged.getFirst()
                            .noting(Say.of(
                                            "note.own-path",
                                            "path",
                                            taking.get().file(),
                                            "line",
                                            String.valueOf(taking.get().line()),
                                            "statement",
                                            taking.get().statement())
                                    .as(Say.Sense.LIMIT)));
        }
        return judged;
    }

    private static Optional<Diagnosis> own(Case patient, Diagnosis answer, PathChanges changes) {
        // What the program itself has told Python not to import lies there, too.
        boolean halted = patient.incident().words().endsWith("None in sys.modules");
        if (!(patient.failure() instanceof Failure.MissingModule missing)
                || halted
                || !OF_NOTHING.contains(answer.cause())) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().orElseThrow();
        return there(seen, missing.module(), changes)
                .flatMap(found -> taking(patient, found, changes)
                        .map(taking -> NotAnEnvironmentFailure.ofOwnPath(
                                patient,
                                missing.module(),
                                found.entry(),
                                taking.file(),
                                taking.line(),
                                taking.statement())));
    }

    /** The module on the path as it was, with all that the program had added. */
    private static Optional<Module> there(PythonEnvironment seen, String module, PathChanges changes) {
        PythonEnvironment whole = seen;
        for (PathAddition each : changes.additions()) {
            whole = seen.path().locations().contains(each.folder())
                    ? whole
                    : whole.with(each.folder(), PathEntry.Origin.ADDED);
        }
        return whole.modules().find(module).filter(found -> found.kind() != Module.Kind.NAMESPACE);
    }

    /** The statement that speaks of the very folder, or else the last one; where one only goes elsewhere, that. */
    private static Optional<PathTaking> taking(Case patient, Module found, PathChanges changes) {
        List<PathTaking> takings = changes.takings();
        for (PathTaking each : takings) {
            boolean named =
                    Paths.name(found.entry()).length() > 1 && each.statement().contains(Paths.name(found.entry()));
            if (!each.leaves() && named) {
                return Optional.of(each);
            }
        }
        Optional<PathTaking> last =
                takings.reversed().stream().filter(each -> !each.leaves()).findFirst();
        if (last.isPresent()) {
            return last;
        }
        boolean relative = changes.additions().stream()
                        .anyMatch(each -> each.place() == PathAddition.Place.UNKNOWN
                                && each.folder().equals(found.entry()))
                || hangsOnFolder(patient, found);
        return relative ? Optional.of(takings.getLast()) : Optional.empty();
    }

    /** For {@code -c} the working folder stands on the path as nothing but an empty text. */
    private static boolean hangsOnFolder(Case patient, Module found) {
        return patient.script().isEmpty()
                && found.entry().equals(patient.folder())
                && patient.environment().orElseThrow().path().locations().indexOf(found.entry()) == 0;
    }
}

package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.module.WrongDistribution;
import tiryaq.diagnosis.wanted.AlsoMissing;
import tiryaq.diagnosis.wanted.Asking;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.requirements.Declared;
import tiryaq.treatment.requirements.ProjectFolder;

/** Why tiryaq itself has no cure to offer where a reader would expect one. */
public final class Untreated {
    private static final String FIRST_WITH_VENV = "3.4";

    private Untreated() {}

    /** The reasons, each a sentence; none where it may well have a cure. */
    public static List<Say> reasons(Examined examined, @Nullable Command command) {
        List<Say> reasons = new ArrayList<>();
        if (command != null
                && ByPath.startedByScript(examined)
                && ByPath.of(examined, command).isEmpty()) {
            reasons.add(Say.of("note.script-starts-python"));
        }
        wrongLine(examined, command).ifPresent(reasons::add);
        Asking.of(examined.patient(), examined.answer()).map(Asking::note).ifPresent(reasons::add);
        reasons.addAll(alsoMissing(examined));
        boolean missing = examined.answer().cause().equals(DistributionMissing.CODE);
        examined.patient()
                .environment()
                .map(PythonEnvironment::interpreter)
                .filter(python -> missing && !hasVenv(python))
                .ifPresent(python -> reasons.add(Say.of(
                        "note.no-venv",
                        "interpreter",
                        "Python " + python.version().feature(),
                        "version",
                        FIRST_WITH_VENV)));
        return reasons;
    }

    private static List<Say> alsoMissing(Examined examined) {
        String cause = examined.answer().cause();
        if (!cause.equals(DistributionMissing.CODE) && !cause.equals(OtherInterpreter.CODE)) {
            return List.of();
        }
        AlsoMissing also = AlsoMissing.of(examined.patient(), examined.answer());
        if (cause.equals(OtherInterpreter.CODE)) {
            also = also.without(module -> hasBoth(examined, module));
        }
        List<Say> told = new ArrayList<>();
        if (!also.known().isEmpty()) {
            told.add(Say.of("note.also-missing", "modules", String.join(", ", also.known()), "path", also.file()));
        }
        // Each note is put before those that stand already, and what no cure will bring is to be read first.
        if (!also.unknown().isEmpty()) {
            told.add(Say.of(
                    "note.also-missing.unknown", "modules", String.join(", ", also.unknown()), "path", also.file()));
        }
        return told;
    }

    /** Whether another Python that has what failed has this as well: it is led to, so nothing is missing. */
    private static boolean hasBoth(Examined examined, String module) {
        String failed = String.valueOf(examined.answer().module());
        for (PythonEnvironment other : examined.patient().others()) {
            if (other.modules().find(failed).isPresent()
                    && other.modules().find(module).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The line of the project's own list that asks for the wrong one, and would bring it back. */
    private static Optional<Say> wrongLine(Examined examined, @Nullable Command command) {
        Diagnosis answer = examined.answer();
        String wanted = answer.distribution();
        if (command == null || wanted == null || !answer.cause().equals(WrongDistribution.CODE)) {
            return Optional.empty();
        }
        Machine machine = examined.patient().machine();
        String project = ProjectFolder.of(machine, command.folder());
        Optional<Declared.Listed> listed = Declared.whole(Declared.in(machine, project, null));
        return Needed.wrong(List.of(answer)).stream()
                .flatMap(name -> listed.stream().flatMap(found -> found.naming(machine, name).stream()))
                .findFirst()
                .map(line ->
                        Say.of("note.declared-wrong", "place", line.place(), "found", line.label(), "wanted", wanted));
    }

    private static boolean hasVenv(Interpreter python) {
        return python.version().atLeast(3, 4);
    }

    /** What is done by hand where a log comes from: only where it is known which distribution is missing there. */
    public static List<Treatment> there(Diagnosis answer) {
        String distribution = answer.distribution();
        boolean named = answer.evidence().stream()
                .anyMatch(fact -> fact instanceof Evidence.Provides provides
                        && !provides.source().equals(Providers.Provided.NAMESAKE));
        if (!answer.cause().equals(DistributionMissing.CODE) || distribution == null || !named) {
            return List.of();
        }
        Say title = Say.of("treatment.by-hand.install.printed", "distribution", distribution);
        Command install = Command.of(List.of("python", "-m", "pip", "install", distribution), ".");
        return List.of(Treatments.byHand(title, Scope.ENVIRONMENT, title, install, List.of()));
    }
}

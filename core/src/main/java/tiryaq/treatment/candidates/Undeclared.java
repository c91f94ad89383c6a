package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.module.WrongDistribution;
import tiryaq.diagnosis.causes.start.VenvBroken;
import tiryaq.machine.Machine;
import tiryaq.packaging.DistributionName;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.requirements.Declared;
import tiryaq.treatment.requirements.Wanted;

/** What is missing and would still be missing where only the declared is installed. */
final class Undeclared {
    private static final Set<String> MISSING =
            Set.of(DistributionMissing.CODE, OtherInterpreter.CODE, WrongDistribution.CODE);

    private Undeclared() {}

    /**
     * The missing distributions, each if nothing that is declared is it, stands for it, or, as far as visible metadata
     * tells, requires it.
     */
    static List<String> of(
            Machine machine, Declared.Listed declared, Environments.Request request, Interpreter python) {
        List<String> all = new ArrayList<>();
        for (Diagnosis each : request.answers()) {
            of(machine, declared, request, each, python)
                    .filter(name -> all.stream().noneMatch(known -> DistributionName.same(known, name)))
                    .ifPresent(all::add);
        }
        return all;
    }

    /**
     * What starts the program, as a module of {@code -m} or a console script, and what it imports itself, if nothing
     * that is declared is it or, as far as visible metadata tells, requires it: without these it would only fail once
     * more.
     */
    static List<Wanted> beside(
            Machine machine, Declared.Listed declared, Environments.Request request, Interpreter python) {
        Set<String> names = brought(machine, declared, request, python);
        List<Wanted> all = new ArrayList<>(held(request, python));
        all.addAll(
                Needed.direct(request.patient(), request.answers(), request.seen(), request.program(), python, names));
        return all.stream()
                .filter(each -> !names.contains(DistributionName.normalize(each.name())))
                .toList();
    }

    /** What an environment held that its Python does not see any more, in the version that it had. */
    private static List<Wanted> held(Environments.Request request, Interpreter python) {
        List<Wanted> all = new ArrayList<>();
        for (Diagnosis each : request.answers()) {
            if (each.cause().equals(VenvBroken.CODE) && each.module() != null) {
                Needed.module(request.patient(), request.answers(), request.seen(), each.module(), python)
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<String> of(
            Machine machine,
            Declared.Listed declared,
            Environments.Request request,
            Diagnosis answer,
            Interpreter python) {
        String missing = answer.distribution();
        if (missing == null || !MISSING.contains(answer.cause())) {
            return Optional.empty();
        }
        if (!Releases.having(request.patient(), List.of(answer), missing).isEmpty()) {
            return Optional.of(missing);
        }
        Set<String> names = declared.names(machine);
        if (answer.module() != null) {
            for (String provider : request.patient().table().providers(answer.module())) {
                if (names.contains(DistributionName.normalize(provider))) {
                    return Optional.empty();
                }
            }
        }
        return brought(machine, declared, request, python).contains(DistributionName.normalize(missing))
                ? Optional.empty()
                : Optional.of(missing);
    }

    private static Set<String> brought(
            Machine machine, Declared.Listed declared, Environments.Request request, Interpreter python) {
        return declared.brought(
                machine, request.seen().distributions(), PythonEnvironment.markers(python, machine.platform()));
    }
}

package tiryaq.treatment.candidates;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
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
import tiryaq.packaging.Requirement;
import tiryaq.python.Distribution;
import tiryaq.python.Distributions;
import tiryaq.python.Interpreter;
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
    static List<String> of(Machine machine, Declared.Listed declared, Environments.Request request) {
        List<String> all = new ArrayList<>();
        for (Diagnosis each : request.answers()) {
            of(machine, declared, request, each)
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
        Set<String> names = closed(declared.names(machine), request.seen().distributions());
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
            Machine machine, Declared.Listed declared, Environments.Request request, Diagnosis answer) {
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
        return closed(names, request.seen().distributions()).contains(DistributionName.normalize(missing))
                ? Optional.empty()
                : Optional.of(missing);
    }

    /** These and all that the visible ones among them require, whatever the markers say. */
    private static Set<String> closed(Set<String> names, Distributions visible) {
        Set<String> all = new HashSet<>(names);
        Deque<String> todo = new ArrayDeque<>(names);
        while (!todo.isEmpty()) {
            Optional<Distribution> found = visible.named(todo.removeFirst());
            List<Requirement> requirements = found.map(visible::requirements).orElse(List.of());
            for (Requirement requirement : requirements) {
                if (all.add(requirement.normalizedName())) {
                    todo.add(requirement.normalizedName());
                }
            }
        }
        return all;
    }
}

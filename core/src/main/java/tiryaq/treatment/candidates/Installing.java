package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.treatment.Step;
import tiryaq.treatment.engine.Engines;
import tiryaq.treatment.engine.Pip;
import tiryaq.treatment.engine.Uv;
import tiryaq.treatment.engine.VenvPip;

/**
 * What a person types to install into an environment, by whatever works there: not every environment has a pip.
 *
 * @param before what has to be done first, empty for nothing
 * @param words that the verb of pip comes after
 * @param after words of the installer's own that follow the verb
 */
record Installing(List<Step> before, List<String> words, List<String> after) {
    Installing {
        before = List.copyOf(before);
        words = List.copyOf(words);
        after = List.copyOf(after);
    }

    /** By its own pip, else uv, else its base's pip, else one that {@code ensurepip} puts there; empty for none. */
    static Optional<Installing> into(Case patient, Interpreter python, String project) {
        Machine machine = patient.machine();
        List<String> own = List.of(python.executable(), "-m", "pip");
        if (Pip.own(python, machine)) {
            return Optional.of(new Installing(List.of(), own, List.of()));
        }
        if (Engines.uv(machine, python, project).orElse(null) instanceof Uv(String executable, boolean copies)) {
            List<String> target = List.of("--python", python.executable());
            return Optional.of(new Installing(List.of(), List.of(executable, "pip"), target));
        }
        return Pip.ofBase(python, machine)
                .map(base -> new Installing(
                        List.of(), List.of(base, "-m", "pip", "--python", python.executable()), List.of()))
                .or(() -> VenvPip.worksFor(python, machine)
                        ? Optional.of(new Installing(List.of(ensured(patient, python)), own, List.of()))
                        : Optional.empty());
    }

    private static Step ensured(Case patient, Interpreter python) {
        List<String> words = List.of(python.executable(), "-m", "ensurepip");
        return new Step.Manual(Say.of("text.step.ensurepip"), Command.of(words, patient.folder()));
    }

    /** The steps of these commands, each of which begins with a verb of pip. */
    List<Step> steps(Case patient, Say what, List<List<String>> commands) {
        List<Step> steps = new ArrayList<>(before);
        for (List<String> command : commands) {
            List<String> argv = new ArrayList<>(words);
            argv.add(command.getFirst());
            argv.addAll(after);
            argv.addAll(command.subList(1, command.size()));
            steps.add(new Step.Manual(what, Command.of(argv, patient.folder())));
        }
        return steps;
    }
}

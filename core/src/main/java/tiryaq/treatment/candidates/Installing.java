package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.python.Distribution;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
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

    /** Commands of pip, by whatever does its work in this environment; empty where nothing does. */
    static Optional<Treatment> by(Case patient, PythonEnvironment seen, Say title, List<List<String>> commands) {
        return into(patient, seen.interpreter(), patient.folder())
                .map(installing ->
                        Treatments.byHand(title, Scope.ENVIRONMENT, installing.steps(patient, title, commands)));
    }

    /** What is at fault, for this interpreter and into the folder that the program itself puts on the search path. */
    static Optional<Treatment> refill(Case patient, Diagnosis answer, PythonEnvironment seen, String folder) {
        String name = answer.distribution();
        Optional<Distribution> there =
                name == null ? Optional.empty() : seen.distributions().named(name);
        return there.filter(found ->
                        found.location().equals(folder) && !found.version().isEmpty())
                .flatMap(found -> {
                    Say title = Say.of(
                            "treatment.by-hand.refill",
                            "distribution",
                            String.valueOf(name),
                            "version",
                            found.version(),
                            "interpreter",
                            seen.label(),
                            "path",
                            folder);
                    String wanted = name + "==" + found.version();
                    return by(
                            patient,
                            seen,
                            title,
                            List.of(List.of("install", "--target", folder, "--upgrade", "--no-deps", wanted)));
                });
    }
}

package tiryaq.treatment.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

/** Which engine to use here. */
public final class Engines {
    private static final Duration SHORT = Duration.ofSeconds(10);

    private Engines() {}

    /**
     * The engine for an interpreter: uv where one works, else its own venv and pip; empty if it has neither. Where pip
     * has been told of its own package sources and uv has not, uv would ask the wrong index, so pip it is.
     *
     * @param project its folder, whose {@code uv.toml} counts
     */
    public static Optional<Engine> choose(Machine machine, Interpreter python, String project) {
        Optional<Engine> uv = uv(machine, python, project);
        return uv.isPresent() || !VenvPip.worksFor(python, machine)
                ? uv
                : Optional.of(VenvPip.of(python, machine, PipSettings.read(machine, python.prefix())));
    }

    /** The engine that can at least tell what the index has for an interpreter, if it cannot make environments. */
    public static Optional<Engine> asking(Machine machine, Interpreter python, String project) {
        return choose(machine, python, project)
                .or(() -> Pip.of(python, machine)
                        .map(any -> VenvPip.of(python, machine, PipSettings.read(machine, python.prefix()))));
    }

    /** uv, where it works and asks the same index as pip. */
    public static Optional<Engine> uv(Machine machine, Interpreter python, String project) {
        PipSettings settings = PipSettings.read(machine, python.prefix());
        boolean knowsSources = !settings.ownSources() || PipSettings.uvHasSources(machine, project);
        return knowsSources && python.version().atLeast(3, 8)
                ? workingUv(machine)
                        .map(file -> new Uv(file, machine.variable("SUDO_UID").isPresent()))
                : Optional.empty();
    }

    /** The first uv on the path that runs; a shim of that name may not. */
    public static Optional<String> workingUv(Machine machine) {
        for (String folder : machine.variable("PATH").orElse("").split(":", -1)) {
            String file = folder + "/uv";
            if (folder.startsWith("/") && machine.stat(file).executable()) {
                Map<String, String> variables = machine.variables();
                Command question =
                        Command.of(List.of(file, "--version"), "/").with(Map.of(), RedirectingVariables.in(variables));
                RunResult answer = CommandRun.run(question, variables, SHORT);
                if (answer.passed() && answer.out().startsWith("uv ")) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The engine for what has no wheel, and so is built from its source: pip, as uv builds nothing where it is told to
     * take wheels alone. Empty where pip would ask another index.
     */
    public static Optional<Engine> building(Machine machine, Engine chosen, Interpreter python, String project) {
        if (!(chosen instanceof Uv)) {
            return Optional.of(chosen);
        }
        return PipSettings.uvHasSources(machine, project) || !VenvPip.worksFor(python, machine)
                ? Optional.empty()
                : Optional.of(VenvPip.of(python, machine, PipSettings.read(machine, python.prefix())));
    }
}

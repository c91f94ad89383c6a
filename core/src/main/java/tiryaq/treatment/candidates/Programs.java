package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.command.Means;
import tiryaq.command.Rebuild;
import tiryaq.command.Target;
import tiryaq.machine.Machine;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Invocation;

/** Takes a command that was run apart, so that it can be started another way. */
final class Programs {
    /** Stands for the interpreter while the words are taken apart. */
    private static final String PLACE = "/\u0000python";

    private Programs() {}

    /** The program without its interpreter; empty where another interpreter cannot be given it. */
    static Optional<Invocation> of(
            tiryaq.command.Invocation ran, Command command, PythonEnvironment seen, Machine machine) {
        if (ran.means() == Means.SHELL_SCRIPT) {
            // All else that the script does would be left out.
            return Optional.empty();
        }
        return Rebuild.under(PLACE, ran, command, machine)
                .or(() -> itself(ran, command))
                .flatMap(rebuilt -> {
                    int at = rebuilt.argv().indexOf(PLACE);
                    if (at < 0) {
                        return Optional.empty();
                    }
                    int options = at + 1 + ran.interpreterArguments().size();
                    List<String> program =
                            rebuilt.argv().subList(options, rebuilt.argv().size());
                    if (program.isEmpty() && ran.target() instanceof Target.Other) {
                        // What it runs is not known: the interpreter alone would only seem to work.
                        return Optional.empty();
                    }
                    return Optional.of(new Invocation(
                            ran.interpreterArguments(),
                            program,
                            ran.folder(),
                            ran.target() instanceof Target.Script ? seen.start().first() : null,
                            ran.set(),
                            ran.unset()));
                });
    }

    /** A script in an environment's own folder that no installer made can be given to any interpreter. */
    private static Optional<Command> itself(tiryaq.command.Invocation ran, Command command) {
        if (!(ran.target() instanceof Target.Script script)) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(List.of(PLACE));
        words.addAll(ran.interpreterArguments());
        words.add(script.path());
        words.addAll(ran.arguments());
        return Optional.of(command.withArgv(words));
    }
}

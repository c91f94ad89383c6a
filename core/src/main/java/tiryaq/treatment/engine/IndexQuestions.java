package tiryaq.treatment.engine;

import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import tiryaq.index.IndexCache;
import tiryaq.index.Installer;
import tiryaq.index.Runner;
import tiryaq.index.WheelFinder;
import tiryaq.index.WheelReader;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

/** The index, asked through an engine as the user has it configured. */
public final class IndexQuestions {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private IndexQuestions() {}

    /**
     * Whoever can tell which wheels there are for an interpreter.
     *
     * @param folder where the questions are asked
     * @param offline whether only what is remembered may answer
     */
    public static WheelFinder finder(
            Engine engine, Interpreter python, String folder, Machine machine, boolean offline) {
        Map<String, String> variables = machine.variables();
        Runner runner = command -> {
            RunResult run = CommandRun.run(command, variables, LIMIT);
            return new Runner.Reply(run.exitCode(), run.out(), run.err());
        };
        TreeSet<String> unset = new TreeSet<>(RedirectingVariables.in(variables));
        String uv = engine instanceof Uv(String executable, boolean copies) ? executable : "";
        String platform = python.soabi().isEmpty() ? python.executable() : python.soabi();
        Installer installer = Pip.of(python, machine)
                .map(pip -> new Installer(uv, pip.words(), python.executable(), platform, folder, unset))
                .orElseGet(() -> new Installer(uv, python.executable(), platform, folder, unset));
        return new WheelFinder(
                installer, runner, variables, IndexCache.of(variables).orElse(null), offline);
    }

    /** Whoever can tell what a wheel provides. */
    public static WheelReader reader(WheelFinder finder) {
        IndexCache cache = finder.cache();
        return new WheelReader(
                finder, cache == null ? WheelReader.TEMPORARY : cache.folder().resolveSibling("wheels"));
    }
}

package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Means;
import tiryaq.command.Rebuild;
import tiryaq.command.Target;
import tiryaq.machine.Machine;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Program;

/** Takes a command that was run apart, so that it can be started another way. */
final class Programs {
    /** Stands for the interpreter while the words are taken apart. */
    private static final String PLACE = "/\u0000python";

    private static final String SEARCH_PATH = "PYTHONPATH";

    private Programs() {}

    /** The program without its interpreter; empty where another interpreter cannot be given it. */
    static Optional<Program> of(Invocation ran, Command command, PythonEnvironment seen, Machine machine) {
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
                    return Optional.of(new Program(
                            ran.interpreterArguments(),
                            program,
                            ran.folder(),
                            ran.target() instanceof Target.Script ? seen.start().first() : null,
                            standingAlone(withoutShim(ran.set(), command), ran, seen, machine),
                            ran.unset()));
                });
    }

    /**
     * With the search path that was set outside of the command: it may have been for this one call, and what is shown
     * as a cure has to work in another shell.
     */
    private static Map<String, String> standingAlone(
            Map<String, String> set, Invocation ran, PythonEnvironment seen, Machine machine) {
        Optional<String> outside = machine.variable(SEARCH_PATH).filter(value -> !value.isEmpty());
        if (outside.isEmpty()
                || seen.start().ignoreEnvironment()
                || set.containsKey(SEARCH_PATH)
                || ran.unset().contains(SEARCH_PATH)) {
            return set;
        }
        Map<String, String> all = new TreeMap<>(set);
        all.put(SEARCH_PATH, outside.get());
        return all;
    }

    /** What a pyenv shim sets only finds the interpreter, which is now named directly. */
    static Map<String, String> withoutShim(Map<String, String> set, Command command) {
        String root = set.get("PYENV_ROOT");
        if (root == null || !set.containsKey("PYENV_VERSION")) {
            return set;
        }
        Map<String, String> rest = new TreeMap<>(set);
        rest.remove("PYENV_ROOT");
        rest.remove("PYENV_VERSION");
        String path = rest.getOrDefault("PATH", "");
        while (path.startsWith(root + "/versions/")) {
            int end = path.indexOf(':');
            path = end < 0 ? "" : path.substring(end + 1);
        }
        boolean own =
                command.set().containsKey("PATH") || command.argv().stream().anyMatch(word -> word.startsWith("PATH="));
        if (path.isEmpty() || !own) {
            rest.remove("PATH");
        } else {
            rest.put("PATH", path);
        }
        return rest;
    }

    /** A script in an environment's own folder that no installer made can be given to any interpreter. */
    private static Optional<Command> itself(Invocation ran, Command command) {
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

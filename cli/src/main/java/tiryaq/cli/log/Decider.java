package tiryaq.cli.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.command.Likeliest;
import tiryaq.command.LogOrigin;
import tiryaq.command.Unresolved;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Identifier;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Symptom;

/** The one command that would decide what the output alone cannot. */
public final class Decider {
    private static final String LOOK =
            "import importlib.util, sys; print(sys.version); print(importlib.util.find_spec(sys.argv[1]))";

    private Decider() {}

    /**
     * For a log: it looks for the module and runs none of it.
     *
     * @param python that printed it; {@code python} where that is not known here
     */
    public static @Nullable Command of(Diagnosis answer, String python) {
        String module = answer.module();
        // A name that begins with a dot, or is no name, can be looked for nowhere.
        if (module == null || !Identifier.is(ModuleName.top(module))) {
            return null;
        }
        return Command.of(List.of(python, "-c", LOOK, ModuleName.top(module)), ".");
    }

    /**
     * For a program that starts a Python by rules of its own: the same again with the likeliest one named. That is the
     * first of the version whose paths the traceback shows, else the first on PATH, else the project's own. Null where
     * the Python that ran is known, nothing is wrong with it, or this machine has none.
     */
    public static @Nullable Command naming(Symptom symptom, Examined examined, Command command, Machine machine) {
        boolean unknown = examined.patient().environment().isEmpty()
                && examined.resolution().orElse(null) instanceof Unresolved unresolved
                && (unresolved.reason() == Unresolved.Reason.UNKNOWN_WRAPPER
                        || unresolved.reason() == Unresolved.Reason.NOT_PYTHON);
        boolean failedImport = examined.explained() || examined.patient().failure() instanceof Failure.MissingModule;
        if (!unknown || examined.ownFailure() || !failedImport) {
            return null;
        }
        LogOrigin origin = LogOrigin.of(symptom, command.folder(), machine);
        List<String> python = Likeliest.of(origin, examined.answer().module(), command.folder(), null, machine);
        if (python.isEmpty()) {
            return null;
        }
        List<String> words = new ArrayList<>(List.of("tiryaq", "diagnose", "--python", python.getFirst(), "--"));
        words.addAll(command.argv());
        return Command.of(words, ".");
    }

    /**
     * For a log of this machine that does not tell for sure which Python it was: the same log again with the likeliest
     * one named. What came through a pipe cannot be read again, but the script that it begins with can be run again.
     *
     * @param told what the user said of the log, to be said again
     * @param program what the log seems to be of, begun by that Python
     */
    public static Command naming(String log, List<String> told, Command program, Machine machine) {
        String python = program.argv().getFirst();
        List<String> words = new ArrayList<>(List.of("tiryaq", "diagnose"));
        String script = program.argv().size() > 1 ? program.argv().getLast() : "";
        if (!log.equals("-")) {
            words.addAll(List.of("--python", python));
            words.addAll(told);
            words.addAll(List.of("--log", log));
        } else if (!script.isEmpty() && machine.isFile(Paths.absolute(program.folder(), script))) {
            words.add("--");
            words.addAll(program.argv());
            // The same search path as was shown to have been set.
            return Command.of(words, ".").with(program.set(), program.unset());
        } else {
            words.addAll(List.of("--python", python));
            words.addAll(told);
        }
        return Command.of(words, ".");
    }
}

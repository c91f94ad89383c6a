package tiryaq.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.command.Environment;
import tiryaq.command.Interpreters;
import tiryaq.command.LogOrigin;
import tiryaq.command.Unresolved;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.machine.Machine;
import tiryaq.symptom.Symptom;

/** The one command that would decide what the output alone cannot. */
final class Decider {
    private static final String LOOK =
            "import importlib.util, sys; print(sys.version); print(importlib.util.find_spec(sys.argv[1]))";

    private Decider() {}

    /** For a log: it looks for the module and runs none of it. */
    static @Nullable Command of(Diagnosis answer) {
        String module = answer.module();
        if (module == null) {
            return null;
        }
        int dot = module.indexOf('.');
        String top = dot < 0 ? module : module.substring(0, dot);
        return Command.of(List.of("python", "-c", LOOK, top), ".");
    }

    /**
     * For a program that starts a Python by rules of its own: the same again with the likeliest one named. That is the first
     * of the version whose paths the traceback shows, else the project's own, else the first on PATH. Null where the Python
     * that ran is known, nothing is wrong with it, or this machine has none.
     */
    static @Nullable Command naming(Symptom symptom, Examined examined, Command command, Machine machine) {
        boolean unknown = examined.patient().environment().isEmpty()
                && examined.resolution().orElse(null) instanceof Unresolved unresolved
                && (unresolved.reason() == Unresolved.Reason.UNKNOWN_WRAPPER
                        || unresolved.reason() == Unresolved.Reason.NOT_PYTHON);
        if (!unknown || !examined.explained()) {
            return null;
        }
        Environment likeliest = likeliest(symptom, command.folder(), machine);
        if (likeliest == null) {
            return null;
        }
        List<String> words = new ArrayList<>(List.of("tiryaq", "diagnose", "--python", likeliest.executable(), "--"));
        words.addAll(command.argv());
        return Command.of(words, ".");
    }

    /** For a log of this machine that does not tell which Python it was: the same log again with the likeliest one named. */
    static @Nullable Command naming(Symptom symptom, String log, String folder, Machine machine) {
        Environment likeliest = log.equals("-") ? null : likeliest(symptom, folder, machine);
        return likeliest == null
                ? null
                : Command.of(List.of("tiryaq", "diagnose", "--python", likeliest.executable(), "--log", log), ".");
    }

    private static @Nullable Environment likeliest(Symptom symptom, String folder, Machine machine) {
        List<Environment> here = Interpreters.candidates(folder, null, machine);
        String feature = LogOrigin.of(symptom, folder, machine).feature();
        Environment likeliest = here.isEmpty() ? null : here.getFirst();
        for (Environment each : here.reversed()) {
            if (!feature.isEmpty() && machine.isFolder(each.prefix() + "/lib/python" + feature)) {
                likeliest = each;
            }
        }
        return likeliest;
    }
}

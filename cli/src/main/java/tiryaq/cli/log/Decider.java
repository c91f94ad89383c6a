package tiryaq.cli.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.command.Environment;
import tiryaq.command.Interpreters;
import tiryaq.command.Invocation;
import tiryaq.command.LogOrigin;
import tiryaq.command.Resolver;
import tiryaq.command.Unresolved;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.symptom.Symptom;

/** The one command that would decide what the output alone cannot. */
public final class Decider {
    private static final String LOOK =
            "import importlib.util, sys; print(sys.version); print(importlib.util.find_spec(sys.argv[1]))";

    private Decider() {}

    /** For a log: it looks for the module and runs none of it. */
    public static @Nullable Command of(Diagnosis answer) {
        String module = answer.module();
        if (module == null) {
            return null;
        }
        return Command.of(List.of("python", "-c", LOOK, ModuleName.top(module)), ".");
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
        if (!unknown || !examined.explained()) {
            return null;
        }
        String python = likeliest(symptom, examined.answer().module(), command.folder(), machine);
        if (python == null) {
            return null;
        }
        List<String> words = new ArrayList<>(List.of("tiryaq", "diagnose", "--python", python, "--"));
        words.addAll(command.argv());
        return Command.of(words, ".");
    }

    /**
     * For a log of this machine that does not tell for sure which Python it was: the same log again with the likeliest
     * one named. What came through a pipe cannot be read again, but the script that it begins with can be run again.
     *
     * @param module what is missing; null for nothing
     * @param origin where the log comes from, by its paths
     */
    public static @Nullable Command naming(
            Symptom symptom, String log, @Nullable String module, LogOrigin origin, String folder, Machine machine) {
        String python = origin.executable().orElseGet(() -> likeliest(symptom, module, folder, machine));
        if (python == null) {
            return null;
        }
        List<String> words = new ArrayList<>(List.of("tiryaq", "diagnose"));
        List<String> program = LogPlace.command(symptom, python, folder).argv();
        if (!log.equals("-")) {
            words.addAll(List.of("--python", python, "--log", log));
        } else if (program.size() > 1 && machine.isFile(Paths.absolute(folder, program.getLast()))) {
            words.add("--");
            words.addAll(program);
        } else {
            words.addAll(List.of("--python", python));
        }
        return Command.of(words, ".");
    }

    /** Never one that has what is missing. */
    private static @Nullable String likeliest(
            Symptom symptom, @Nullable String module, String folder, Machine machine) {
        String feature = LogOrigin.of(symptom, folder, machine).feature();
        List<String> here = new ArrayList<>();
        for (Environment each : Interpreters.candidates(folder, null, machine)) {
            here.add(each.executable());
        }
        here.addAll(0, onPath(folder, machine));
        here.removeIf(python -> has(python, module, machine));
        for (String python : here) {
            if (!feature.isEmpty() && machine.isFolder(prefix(python) + "/lib/python" + feature)) {
                return python;
            }
        }
        return here.isEmpty() ? null : here.getFirst();
    }

    /**
     * What a shell here would start by a bare name: behind a version manager's shim lies no interpreter of PATH's own.
     */
    private static List<String> onPath(String folder, Machine machine) {
        List<String> first = new ArrayList<>();
        for (String name : List.of("python", "python3")) {
            if (Resolver.resolve(Command.of(List.of(name), folder), machine) instanceof Invocation found) {
                first.add(found.executable());
            }
        }
        return first;
    }

    private static String prefix(String python) {
        return Paths.parent(Paths.parent(python));
    }

    private static boolean has(String python, @Nullable String module, Machine machine) {
        if (module == null || module.indexOf('.') >= 0) {
            // A part of what is there may well be missing.
            return false;
        }
        String lib = prefix(python) + "/lib";
        for (String version : machine.list(lib).names()) {
            for (String packages : List.of("/site-packages/", "/dist-packages/")) {
                String path = lib + "/" + version + packages + module;
                if (version.startsWith("py") && (machine.isFolder(path) || machine.isFile(path + ".py"))) {
                    return true;
                }
            }
        }
        return false;
    }
}

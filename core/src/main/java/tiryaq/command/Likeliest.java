package tiryaq.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** Which Python may have printed an output that does not tell it, the likeliest first. */
public final class Likeliest {
    private Likeliest() {}

    /**
     * Those of the version whose paths the output shows, then the environment beside the script or in the folder, then
     * what a shell here starts by name, then the project's own, then the machine's. None is older than the output's
     * form allows, and none has what is missing.
     *
     * @param module what is missing; null for nothing
     * @param script the script that the output begins in, if it is here
     */
    public static List<String> of(
            LogOrigin origin, @Nullable String module, String folder, @Nullable String script, Machine machine) {
        Set<String> here = new LinkedHashSet<>(script == null ? List.of() : own(folder, script, machine));
        here.addAll(onPath(folder, machine));
        for (Environment each : Interpreters.candidates(folder, script, machine)) {
            here.add(each.executable());
        }
        List<String> first = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String python : here) {
            String found = feature(python, machine);
            if (has(python, module, machine) || comesWith(found, module) || LogOrigin.older(found, origin.atLeast())) {
                continue;
            }
            (!origin.feature().isEmpty() && of(python, origin.feature(), machine) ? first : others).add(python);
        }
        first.addAll(others);
        return first;
    }

    /** Who has made an environment beside a script runs that in it. */
    private static List<String> own(String folder, String script, Machine machine) {
        Set<String> places = new LinkedHashSet<>(List.of(Paths.parent(Paths.join(folder, script)), folder));
        List<String> found = new ArrayList<>();
        for (String place : places) {
            for (String name : Interpreters.LOCAL) {
                String python = Paths.join(place, name) + "/bin/python";
                if (machine.isFile(Paths.join(place, name) + "/pyvenv.cfg")
                        && machine.stat(python).executable()) {
                    found.add(python);
                }
            }
        }
        return found;
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

    private static boolean of(String python, String feature, Machine machine) {
        return machine.isFolder(prefix(python) + "/lib/python" + feature);
    }

    /** The one version whose library lies beside an interpreter; empty where there are several, or none. */
    private static String feature(String python, Machine machine) {
        String named = Paths.name(Paths.real(machine, python).orElse(python));
        if (named.startsWith("python") && named.indexOf('.') > 0) {
            return named.substring("python".length());
        }
        String found = "";
        for (String name : machine.list(prefix(python) + "/lib").names()) {
            if (name.startsWith("python") && name.indexOf('.') > 0) {
                if (!found.isEmpty()) {
                    return "";
                }
                found = name.substring("python".length());
            }
        }
        return found;
    }

    /** Whether its standard library has the module, which that of others lacks. */
    private static boolean comesWith(String feature, @Nullable String module) {
        int dot = feature.indexOf('.');
        int end = dot + 1;
        while (end < feature.length() && Character.isDigit(feature.charAt(end))) {
            end++;
        }
        if (module == null || dot < 1 || end == dot + 1 || end > dot + 4 || !Character.isDigit(feature.charAt(0))) {
            return false;
        }
        int major = feature.charAt(0) - '0';
        int minor = Integer.parseInt(feature.substring(dot + 1, end));
        return StandardLibrary.of(module)
                .filter(span -> !span.notYet(major, minor) && !span.noLonger(major, minor))
                .isPresent();
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

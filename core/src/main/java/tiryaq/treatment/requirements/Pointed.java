package tiryaq.treatment.requirements;

import java.util.List;
import java.util.Set;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Distribution;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.VirtualEnvironment;

/** Whether anything points from a project to an environment that lies outside of it. */
public final class Pointed {
    private static final int LONGEST = 64 << 10;

    /** Files in which editors, shells and version managers are told which environment is a project's. */
    private static final List<String> TELLING = List.of(
            ".python-version", ".venv", ".envrc", ".env", ".vscode/settings.json", "pyrightconfig.json", "Makefile");

    private static final Set<String> USUAL = Set.of(".venv", "venv", "env");

    private Pointed() {}

    /**
     * Whether it is found first by its name, named by a file of the project, has the project installed, or lies by a
     * usual name in a folder around it.
     */
    public static boolean to(Machine machine, String project, VirtualEnvironment environment, PythonEnvironment seen) {
        String prefix = environment.prefix();
        String around = Paths.parent(prefix);
        boolean above = USUAL.contains(Paths.name(prefix)) && Paths.within(project, around);
        return above
                || List.of(machine.variable("PATH").orElse("").split(":", -1)).contains(Paths.join(prefix, "bin"))
                || named(machine, project, prefix)
                || installed(machine, project, seen);
    }

    private static boolean named(Machine machine, String project, String prefix) {
        String name = Paths.name(prefix);
        boolean beside = Paths.parent(prefix).equals(Paths.parent(project));
        for (String file : TELLING) {
            String path = Paths.join(project, file);
            String text = machine.isFile(path) ? machine.read(path, 0, LONGEST).text() : "";
            boolean alone = text.strip().equals(name);
            if (alone || names(text, prefix) || (beside && names(text, "../" + name))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a path stands in a text, not as the beginning of a longer name and not from a folder further above. */
    private static boolean names(String text, String path) {
        for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
            int end = at + path.length();
            boolean begins = at == 0 || (!isOfName(text.charAt(at - 1)) && !text.startsWith("../", at - 3));
            if (begins && (end == text.length() || !isOfName(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0;
    }

    private static boolean installed(Machine machine, String project, PythonEnvironment seen) {
        for (PathEntry entry : seen.path().entries()) {
            if (entry.origin() == PathEntry.Origin.PTH && Paths.within(entry.location(), project)) {
                return true;
            }
        }
        for (Distribution each : seen.distributions().all()) {
            String direct = Paths.join(each.metadata(), "direct_url.json");
            if (machine.isFile(direct)
                    && Origin.of(machine.read(direct, 0, LONGEST).text()) instanceof Origin.Folder folder
                    && Paths.ofAddress(folder.url()).equals(project)) {
                return true;
            }
        }
        return false;
    }
}

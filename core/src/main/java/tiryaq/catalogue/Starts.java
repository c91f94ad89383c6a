package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Invocation;
import tiryaq.command.Invocation.Flag;
import tiryaq.command.Target;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.PythonVersion;
import tiryaq.python.Start;

/** What an invocation means for {@code sys.path} ({@code Modules/main.c}, {@code pymain_run_python}). */
final class Starts {
    private static final String SAFE_PATH = "PYTHONSAFEPATH";
    private static final String NO_USER_SITE = "PYTHONNOUSERSITE";

    private final Invocation invocation;
    private final PythonVersion version;
    private final Machine machine;

    private Starts(Invocation invocation, PythonVersion version, Machine machine) {
        this.invocation = invocation;
        this.version = version;
        this.machine = machine;
    }

    static Start of(Invocation invocation, PythonVersion version, Machine machine) {
        return new Starts(invocation, version, machine).start();
    }

    /** The file that is run first, if it is known by its name: of a folder, what stands for the program in it. */
    static @Nullable String script(Invocation invocation, Machine machine) {
        if (!(invocation.target() instanceof Target.Script script)) {
            return null;
        }
        return machine.isFolder(script.path()) ? Paths.join(script.path(), "__main__.py") : script.path();
    }

    private Start start() {
        Set<String> hiding = hiding();
        List<Start.Lifted> lifted = new ArrayList<>();
        for (String each : hiding) {
            lifted.add(new Start.Lifted(List.of(each), without(Set.of(each), List.of())));
        }
        if (hiding.size() > 1) {
            lifted.add(new Start.Lifted(List.copyOf(hiding), without(hiding, List.of())));
        }
        return without(Set.of(), lifted);
    }

    /** The options and variables that keep folders off the path. */
    private Set<String> hiding() {
        Set<String> all = new LinkedHashSet<>();
        for (Flag flag : invocation.flags()) {
            all.add(option(flag));
        }
        if (!ignoresEnvironment(Set.of())) {
            for (String name : new String[] {NO_USER_SITE, SAFE_PATH}) {
                if (machine.variable(name).isPresent() && (name.equals(NO_USER_SITE) || version.atLeast(3, 11))) {
                    all.add(name);
                }
            }
        }
        return all;
    }

    private Start without(Set<String> left, List<Start.Lifted> lifted) {
        boolean isolated = says(Flag.ISOLATED, left);
        boolean ignore = ignoresEnvironment(left);
        boolean safe = isolated
                || says(Flag.SAFE_PATH, left)
                || (!ignore
                        && version.atLeast(3, 11)
                        && !left.contains(SAFE_PATH)
                        && machine.variable(SAFE_PATH).isPresent());
        // A folder or an archive that is run stands on the path whatever is said.
        String first = !safe || runsWhole() ? first() : null;
        return new Start(
                first,
                ignore,
                isolated || says(Flag.NO_USER_SITE, left),
                says(Flag.NO_SITE, left),
                invocation.folder(),
                lifted);
    }

    private boolean ignoresEnvironment(Set<String> left) {
        return says(Flag.ISOLATED, left) || says(Flag.IGNORE_ENVIRONMENT, left);
    }

    private boolean says(Flag flag, Set<String> left) {
        return invocation.flags().contains(flag) && !left.contains(option(flag));
    }

    private static String option(Flag flag) {
        return switch (flag) {
            case ISOLATED -> "-I";
            case IGNORE_ENVIRONMENT -> "-E";
            case NO_USER_SITE -> "-s";
            case NO_SITE -> "-S";
            case SAFE_PATH -> "-P";
        };
    }

    private boolean runsWhole() {
        return invocation.target() instanceof Target.Script script
                && (machine.isFolder(script.path()) || isArchive(script.path(), machine));
    }

    private String first() {
        return switch (invocation.target()) {
            case Target.Script script when runsWhole() -> script.path();
            case Target.Script script ->
                Paths.parent(Paths.real(machine, script.path()).orElse(script.path()));
            case Target.Module module -> invocation.folder();
            case Target.Code code -> invocation.folder();
            case Target.Stdin stdin -> invocation.folder();
            case Target.Other other -> invocation.folder();
        };
    }

    /** A zip application may begin with a line for the system; its name says what it is (PEP 441). */
    private static boolean isArchive(String path, Machine machine) {
        byte[] head = machine.read(path, 0, 2).bytes();
        return path.endsWith(".pyz")
                || path.endsWith(".pyzw")
                || (head.length == 2 && head[0] == 'P' && head[1] == 'K');
    }
}

package tiryaq.catalogue;

import tiryaq.command.Invocation;
import tiryaq.command.Invocation.Flag;
import tiryaq.command.Target;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.PythonVersion;
import tiryaq.python.Start;

/** What an invocation means for {@code sys.path} ({@code Modules/main.c}, {@code pymain_run_python}). */
final class Starts {
    private Starts() {}

    static Start of(Invocation invocation, PythonVersion version, Machine machine) {
        boolean isolated = invocation.flags().contains(Flag.ISOLATED);
        boolean ignore = isolated || invocation.flags().contains(Flag.IGNORE_ENVIRONMENT);
        boolean safe = isolated
                || invocation.flags().contains(Flag.SAFE_PATH)
                || (!ignore
                        && version.atLeast(3, 11)
                        && machine.variable("PYTHONSAFEPATH").isPresent());
        String first = safe ? null : first(invocation, machine);
        return new Start(
                first,
                ignore,
                isolated || invocation.flags().contains(Flag.NO_USER_SITE),
                invocation.flags().contains(Flag.NO_SITE),
                invocation.folder());
    }

    private static String first(Invocation invocation, Machine machine) {
        return switch (invocation.target()) {
            case Target.Script script
            when machine.isFolder(script.path()) || isArchive(script.path(), machine) -> script.path();
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

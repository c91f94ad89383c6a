package tiryaq.diagnosis;

import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Interpreter;
import tiryaq.python.VirtualEnvironment;

/** Whether an interpreter's own packages are managed by the system (PEP 668). */
final class ManagedInterpreter {
    private ManagedInterpreter() {}

    /** Whether installers leave it alone: the marker stands beside its standard library, and it is no environment. */
    static boolean is(Interpreter interpreter, Machine machine) {
        if (VirtualEnvironment.of(interpreter.executable(), machine).isPresent()) {
            return false;
        }
        for (String folder : interpreter.path()) {
            if (machine.isFile(Paths.join(folder, "EXTERNALLY-MANAGED"))) {
                return true;
            }
        }
        return false;
    }
}

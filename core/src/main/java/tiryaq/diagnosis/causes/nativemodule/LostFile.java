package tiryaq.diagnosis.causes.nativemodule;

import java.util.List;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;

/** A file that a RECORD promises for a module, that this interpreter would load, and that is gone. */
final class LostFile {
    private LostFile() {}

    /**
     * Whether there was one: then another Python's file that lies beside is only what some other installation left, and
     * what was installed needs nothing but its own file.
     */
    static boolean was(PythonEnvironment seen, String module, Machine machine) {
        int dot = module.lastIndexOf('.');
        List<String> folders = dot < 0
                ? seen.path().locations()
                : seen.modules()
                        .find(module.substring(0, dot))
                        .map(Module::folders)
                        .orElse(List.of());
        for (Distribution each : seen.distributions().all()) {
            for (String folder : folders) {
                if (Paths.within(folder, each.location())
                        && lost(seen, each, folder, module.substring(dot + 1), machine)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean lost(
            PythonEnvironment seen, Distribution distribution, String folder, String name, Machine machine) {
        String inner =
                Paths.join(folder, name).substring(distribution.location().length() + 1) + ".";
        for (RecordFile.Entry entry : RecordFile.under(seen.distributions().record(distribution), inner)) {
            boolean loads = entry.path().equals(inner + "py")
                    || NativeName.parse(Paths.name(entry.path()))
                            .filter(found -> found.module().equals(name)
                                    && found.endsIn(seen.interpreter().extensionSuffixes()))
                            .isPresent();
            boolean gone = machine.stat(Paths.absolute(distribution.location(), entry.path()))
                            .kind()
                    == FileStatus.Kind.ABSENT;
            if (loads && gone) {
                return true;
            }
        }
        return false;
    }
}

package tiryaq.treatment.candidates;

import java.util.HashMap;
import java.util.Map;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.PythonEnvironment;

/** Whether an interpreter would take a distribution's compiled files at all, by their names. */
final class Loadable {
    private Loadable() {}

    static boolean under(PythonEnvironment environment, Distribution distribution) {
        Map<String, Boolean> taken = new HashMap<>();
        for (RecordFile.Entry entry : environment.distributions().natives(distribution)) {
            NativeName.parse(Paths.name(entry.path()))
                    .filter(NativeName::isTagged)
                    .ifPresent(name -> taken.merge(
                            Paths.parent(entry.path()) + "/" + name.module(),
                            name.endsIn(environment.interpreter().extensionSuffixes()),
                            Boolean::logicalOr));
        }
        return !taken.containsValue(false);
    }
}

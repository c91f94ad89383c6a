package tiryaq.treatment.candidates;

import java.util.Optional;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.machine.Machine;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.PythonEnvironment;

/** A file of a distribution in which somebody's own work may be, which an installation over it would take away. */
final class Edited {
    private static final int LIMIT = 4 << 20;

    private Edited() {}

    /** The first Python file that differs and lost nothing: not shorter than it was, and without zeros. */
    static Optional<String> of(Machine machine, PythonEnvironment seen, Distribution distribution, Diagnosis answer) {
        for (Evidence fact : answer.evidence()) {
            if (fact instanceof Evidence.RecordMismatch mismatch
                    && mismatch.fault() == Evidence.RecordMismatch.Difference.ALTERED
                    && mismatch.path().endsWith(".py")
                    && mismatch.path().startsWith(distribution.location() + "/")) {
                String inner = mismatch.path().substring(distribution.location().length() + 1);
                boolean whole = RecordFile.find(seen.distributions().record(distribution), inner)
                        .filter(entry -> machine.stat(mismatch.path()).size() >= entry.size())
                        .isPresent();
                if (whole && machine.read(mismatch.path(), 0, LIMIT).text().indexOf('\0') < 0) {
                    return Optional.of(mismatch.path());
                }
            }
        }
        return Optional.empty();
    }
}

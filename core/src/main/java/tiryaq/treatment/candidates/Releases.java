package tiryaq.treatment.candidates;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.wanted.AskedFor;
import tiryaq.packaging.DistributionName;
import tiryaq.python.Distribution;
import tiryaq.python.PythonEnvironment;

/** Which of two releases of one distribution in one folder is meant. */
final class Releases {
    private Releases() {}

    /** The one whose files are gone or altered: the program fails for want of it. Empty where none of the name is. */
    static Optional<Distribution> damaged(PythonEnvironment seen, List<Diagnosis> answers, String name) {
        for (Diagnosis answer : answers) {
            for (Evidence fact : answer.evidence()) {
                if (fact instanceof Evidence.RecordMismatch mismatch
                        && DistributionName.same(mismatch.distribution(), name)) {
                    return seen.distributions().all().stream()
                            .filter(each -> DistributionName.same(each.name(), name)
                                    && each.version().equals(mismatch.version()))
                            .findFirst();
                }
            }
        }
        return Optional.empty();
    }

    /** The releases of a distribution that have what an answer misses, or that it asks for; empty where any may do. */
    static String having(Case patient, List<Diagnosis> answers, String name) {
        for (Diagnosis answer : answers) {
            String module = answer.module();
            String having =
                    module == null ? "" : patient.table().releases(module, name).toString();
            if (!having.isEmpty()) {
                return having;
            }
        }
        return AskedFor.versions(patient, name);
    }

    /** The version that an installer had set aside; empty where that is not what happened, or not known. */
    static Optional<String> aside(List<Diagnosis> answers, String name) {
        for (Diagnosis answer : answers) {
            for (Evidence fact : answer.evidence()) {
                if (fact instanceof Evidence.RecordMismatch mismatch
                        && mismatch.fault() == Evidence.RecordMismatch.Difference.LEFTOVER
                        && !mismatch.version().isEmpty()
                        && DistributionName.same(mismatch.distribution(), name)) {
                    return Optional.of(mismatch.version());
                }
            }
        }
        return Optional.empty();
    }
}

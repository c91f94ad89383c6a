package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Providers;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.LoadChain;
import tiryaq.treatment.Program;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.VariableChange;
import tiryaq.treatment.requirements.Wanted;

/** Makes treatments out of new environments. */
public interface Environments {
    /** Those that could be made, the most promising first. */
    List<Treatment> propose(Request request);

    /**
     * For what an environment is needed.
     *
     * @param beside the answers to the other failures that it is to cure as well
     * @param seen the interpreter that failed, and what it saw
     * @param project the folder that it goes into
     * @param script null where the program is none
     * @param change what the cured command changes in the caller's environment
     * @param needed what the program needs under the interpreter that failed; null where nobody has asked yet
     * @param versions of the interpreters that are offered beside it, as {@link PythonEnvironment#label} says them
     */
    record Request(
            Case patient,
            Diagnosis answer,
            List<Diagnosis> beside,
            PythonEnvironment seen,
            Program program,
            String project,
            @Nullable String script,
            VariableChange change,
            LoadChain chain,
            @Nullable List<Wanted> needed,
            Set<String> versions) {
        public Request {
            beside = List.copyOf(beside);
            versions = Set.copyOf(versions);
        }

        /** The same, with all of this to be proved. */
        Request requiring(LoadChain whole) {
            return new Request(
                    patient, answer, beside, seen, program, project, script, change, whole, needed, versions);
        }

        /** The answers to all failures, the first one first. */
        List<Diagnosis> answers() {
            List<Diagnosis> all = new ArrayList<>();
            all.add(answer);
            all.addAll(beside);
            return all;
        }

        /** Whether it would run code of which only the name says that it is meant. */
        boolean namesake() {
            for (Diagnosis each : answers()) {
                for (Evidence fact : each.evidence()) {
                    if (fact instanceof Evidence.Provides provides
                            && provides.source().equals(Providers.Provided.NAMESAKE)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}

package tiryaq.diagnosis;

import java.util.Optional;

/** One entry of the catalogue: a pure function from a case to what is wrong, if it is this. */
public interface Cause {
    /** The public code, kebab-case. */
    String code();

    /** What is wrong, if this is the cause. */
    Optional<Diagnosis> examine(Case patient);
}

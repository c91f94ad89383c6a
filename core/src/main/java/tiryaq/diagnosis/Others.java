package tiryaq.diagnosis;

import java.util.Collections;
import tiryaq.python.PythonEnvironment;

/**
 * The other interpreters and environments of the machine, the most relevant first, without the one that failed; each is
 * found and asked only when its turn comes.
 */
public interface Others extends Iterable<PythonEnvironment> {
    /** None are known. */
    Others NONE = Collections::emptyIterator;
}

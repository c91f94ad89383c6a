package tiryaq.diagnosis;

import java.util.Collections;
import java.util.Iterator;
import tiryaq.python.PythonEnvironment;

/**
 * The other interpreters and environments of the machine, the most relevant first, without the one that failed; each is
 * looked at only when its turn comes, and asked then unless it has answered before.
 */
public interface Others extends Iterable<PythonEnvironment> {
    /** None are known. */
    Others NONE = new None();

    /** A class, for a lambda is linked anew in each start where an interface is initialised. */
    final class None implements Others {
        private None() {}

        @Override
        public Iterator<PythonEnvironment> iterator() {
            return Collections.emptyIterator();
        }
    }
}

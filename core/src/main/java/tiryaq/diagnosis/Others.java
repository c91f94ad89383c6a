package tiryaq.diagnosis;

import java.util.List;
import tiryaq.python.PythonEnvironment;

/** The other interpreters and environments of the machine; found and probed only when asked for. */
public interface Others {
    /** All that could be probed, the most relevant first, without the one that failed. */
    List<PythonEnvironment> environments();
}

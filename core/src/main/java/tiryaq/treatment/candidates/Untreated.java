package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;

/** Why tiryaq itself has no cure to offer where a reader would expect one. */
public final class Untreated {
    private static final String FIRST_WITH_VENV = "3.4";

    private Untreated() {}

    /** The reasons, each a sentence; none where it may well have a cure. */
    public static List<Say> reasons(Examined examined, @Nullable Command command) {
        List<Say> reasons = new ArrayList<>();
        if (command != null
                && ByPath.startedByScript(examined)
                && ByPath.of(examined, command).isEmpty()) {
            reasons.add(Say.of("note.script-starts-python"));
        }
        boolean missing = examined.answer().cause().equals(DistributionMissing.CODE);
        examined.patient()
                .environment()
                .map(PythonEnvironment::interpreter)
                .filter(python -> missing && !hasVenv(python))
                .ifPresent(python -> reasons.add(Say.of(
                        "note.no-venv",
                        "interpreter",
                        "Python " + python.version().feature(),
                        "version",
                        FIRST_WITH_VENV)));
        return reasons;
    }

    private static boolean hasVenv(Interpreter python) {
        return python.version().atLeast(3, 4);
    }
}

package tiryaq.diagnosis;

import java.util.Optional;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.python.Python2Code;
import tiryaq.python.PythonEnvironment;

/** Whether a program is written for Python 2, by signs that no Python 3 accepts. */
public final class Python2Program {
    private Python2Program() {}

    /** Whether the script that was run shows it. */
    public static boolean is(Case patient) {
        return patient.script()
                .map(script -> patient.machine().source(script))
                .filter(Python2Program::written)
                .isPresent();
    }

    /** Whether a program may be meant for another Python: to code for Python 2 no Python 3 is one, nor the reverse. */
    public static boolean mayRunUnder(Case patient, PythonEnvironment seen, PythonEnvironment other) {
        int major = other.interpreter().version().major();
        return major == seen.interpreter().version().major() || (major >= 3 && !is(patient));
    }

    private static boolean written(String text) {
        return Python2Code.in(text) || importsGone(text);
    }

    private static boolean importsGone(String text) {
        return ImportLine.outright(text).stream()
                .flatMap(each -> ImportLine.modules(each).stream())
                .anyMatch(Python2Program::goneInThree);
    }

    private static boolean goneInThree(String module) {
        Optional<StandardLibrary.Span> span = StandardLibrary.of(module);
        return span.isPresent() && span.get().until().equals("3");
    }
}

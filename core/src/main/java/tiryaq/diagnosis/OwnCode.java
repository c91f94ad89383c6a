package tiryaq.diagnosis;

import tiryaq.python.Distributions;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;

/**
 * What is the project's own: what neither an installer nor the interpreter brought. Three questions are asked, and they
 * differ on purpose: whose doing a line is ({@link #runs}), which file may have been taken by mistake for an installed
 * module ({@link #standsBefore}), and whose package lacks a part ({@link #keeps}).
 */
public final class OwnCode {
    private OwnCode() {}

    /**
     * Whether what runs from a file is the program's own doing: it lies neither where distributions lie nor in the
     * standard library. A script lies in no folder of the search path at all.
     */
    public static boolean runs(PythonEnvironment seen, String file) {
        return !FailingChain.thirdParty(seen, file) && !seen.inStandardLibrary(file);
    }

    /**
     * Whether a module is found before installed ones because it lies beside the program or on {@code PYTHONPATH}, and
     * nobody installed it there. What a {@code .pth} file leads to comes after the installed ones and hides none.
     */
    public static boolean standsBefore(Case patient, PythonEnvironment seen, Module found) {
        return !found.file().isEmpty()
                && reached(seen, found, false)
                && patient.ownerOf(found.file()).kind() == Owner.Kind.NOBODY;
    }

    /**
     * Whether a package is one that the project keeps the source of: also where an editable install leads by a
     * {@code .pth} file, and also a mere folder, but not where an installer put anything.
     */
    public static boolean keeps(Case patient, PythonEnvironment seen, Module found) {
        String file = found.file().isEmpty() ? found.folders().getFirst() : found.file();
        return reached(seen, found, true)
                && !found.entry().contains("-packages")
                && !Distributions.liesIn(patient.machine(), found.entry())
                && patient.ownerOf(file).kind() == Owner.Kind.NOBODY;
    }

    private static boolean reached(PythonEnvironment seen, Module found, boolean editable) {
        return seen.path().entries().stream()
                .filter(entry -> entry.location().equals(found.entry()))
                .map(PathEntry::origin)
                .anyMatch(origin -> origin == PathEntry.Origin.PROGRAM
                        || origin == PathEntry.Origin.PYTHONPATH
                        || (editable && origin == PathEntry.Origin.PTH));
    }
}

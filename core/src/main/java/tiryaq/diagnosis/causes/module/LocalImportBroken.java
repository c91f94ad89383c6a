package tiryaq.diagnosis.causes.module;

import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;

/** The missing module is the project's own: it lies where this interpreter does not look, or has not been made yet. */
public final class LocalImportBroken implements Cause {
    /** The public code. */
    public static final String CODE = "local-import-broken";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        return OwnPlace.of(patient)
                .filter(OwnPlace::whole)
                .map(place -> inPlace(patient, place))
                .or(() -> Submodule.of(patient).map(found -> unfetched(patient, found)))
                .or(() -> PackagePart.importing(patient).map(part -> started(patient, part)))
                .or(() -> OwnPart.of(patient).flatMap(part -> unmade(patient, part)));
    }

    private static Diagnosis inPlace(Case patient, OwnPlace place) {
        String module = patient.failure().about();
        DiagnosisBuilder diagnosis = begun(patient, place.sure(), module).fault(place.file());
        patient.environment()
                .flatMap(seen -> seen.modules().moduleOf(place.file()))
                .filter(part -> part.endsWith("." + module))
                .map(part -> part.substring(0, part.length() - module.length() - 1))
                // A mere folder holds packages, and is none.
                .filter(around -> patient.machine().isFile(Paths.join(place.entry(), "__init__.py")))
                .ifPresent(around -> diagnosis.note(Say.of(
                        "note.part-of-package",
                        "package",
                        around,
                        "whole",
                        "from " + around + " import " + module,
                        "relative",
                        "from . import " + module,
                        "alone",
                        "import " + module)));
        return diagnosis.summary(
                "",
                "module",
                module,
                "interpreter",
                patient.interpreterLabel(),
                "path",
                place.file(),
                "entry",
                place.entry());
    }

    /** What the submodule would bring nobody can see before it is fetched. */
    private static Diagnosis unfetched(Case patient, Submodule found) {
        String module = patient.failure().about();
        return begun(patient, false, module)
                .fault(found.folder())
                .summary(".submodule", "module", module, "path", found.path(), "folder", found.root());
    }

    private static Diagnosis started(Case patient, PackagePart part) {
        return (part.sure() ? patient.judged(CODE) : patient.likely(CODE))
                .module(part.module())
                .summary(".relative", "path", part.file(), "module", part.module(), "folder", part.root());
    }

    /** The disk shows what it would be made from, not that nothing else is wrong with it. */
    private static Optional<Diagnosis> unmade(Case patient, OwnPart part) {
        String maker = part.maker();
        String module = part.module();
        return maker == null
                ? Optional.empty()
                : Optional.of(
                        begun(patient, false, module).fault(maker).summary(".unmade", "module", module, "path", maker));
    }

    private static DiagnosisBuilder begun(Case patient, boolean sure, String module) {
        DiagnosisBuilder diagnosis = sure ? patient.proved(CODE) : patient.likely(CODE);
        patient.environment()
                .ifPresent(seen -> diagnosis.because(
                        new Evidence.Searched(module, seen.path().locations())));
        return diagnosis.module(module);
    }
}

package tiryaq.diagnosis.causes.verdict;

import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.python.Module;
import tiryaq.symptom.Failure;

/**
 * A part that is asked of a module of the standard library which is one file, and has parts in no Python that is known.
 *
 * @param around the module
 * @param near what it has in nearly that name, dotted; empty for nothing
 */
record StandardPart(String module, String around, String near) {
    static Optional<StandardPart> of(Case patient, Failure.MissingModule missing) {
        int dot = missing.module().lastIndexOf('.');
        if (dot < 0 || !missing.parentIsNoPackage() || StandardLibrary.comesOrGoes(missing.module())) {
            return Optional.empty();
        }
        String around = missing.module().substring(0, dot);
        boolean standard = patient.environment()
                .flatMap(seen -> seen.modules()
                        .find(around)
                        .filter(found -> !found.isPackage())
                        .filter(found -> found.kind() == Module.Kind.BUILTIN || seen.inStandardLibrary(found.file())))
                .isPresent();
        if (!standard) {
            return Optional.empty();
        }
        String part = missing.module().substring(dot + 1);
        String near = Misspelt.of(patient, new Failure.MissingName(part, around, null, false))
                .map(Misspelt::meant)
                .or(() -> around.equals("os") && part.startsWith("path") ? Optional.of("path") : Optional.empty())
                .map(meant -> around + "." + meant)
                .orElse("");
        return Optional.of(new StandardPart(missing.module(), around, near));
    }
}

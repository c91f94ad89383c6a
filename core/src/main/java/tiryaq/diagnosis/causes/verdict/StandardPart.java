package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.ModuleNames;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * What the program imports as a part of a module of the standard library that is one file, and has parts in no Python
 * that is known: {@code sys.path}, {@code os.paths}.
 *
 * @param around the module
 * @param near what it has in nearly that name, dotted; empty for nothing
 */
record StandardPart(String module, String around, String near) {
    static Optional<StandardPart> of(Case patient, Failure.MissingModule missing) {
        int dot = missing.module().lastIndexOf('.');
        List<Frame> frames = patient.incident().frames();
        if (dot < 0
                || frames.isEmpty()
                || !missing.parentIsNoPackage()
                || StandardLibrary.of(missing.module()).isPresent()
                || patient.environment()
                        .filter(seen -> OwnCode.runs(
                                seen, patient.absolute(frames.getLast().file())))
                        .isEmpty()) {
            return Optional.empty();
        }
        String around = missing.module().substring(0, dot);
        // The top one for what a module calls another, as os does posixpath.
        Optional<Module> standard = patient.environment()
                .flatMap(seen -> Stream.of(around, ModuleName.top(around))
                        .flatMap(each -> seen.modules().find(each).stream())
                        .filter(found -> !found.isPackage())
                        .filter(found -> found.kind() == Module.Kind.BUILTIN || seen.inStandardLibrary(found.file()))
                        .findFirst());
        if (standard.isEmpty()) {
            return Optional.empty();
        }
        String part = missing.module().substring(dot + 1);
        if (ModuleNames.has(patient.machine(), standard.get(), part) == ModuleNames.Answer.YES) {
            return Optional.of(new StandardPart(missing.module(), around, ""));
        }
        String near = Misspelt.of(patient, new Failure.MissingName(part, around, null, false))
                .map(Misspelt::meant)
                .or(() -> around.equals("os") && part.startsWith("path") ? Optional.of("path") : Optional.empty())
                .map(meant -> around + "." + meant)
                .orElse("");
        return Optional.of(new StandardPart(missing.module(), around, near));
    }
}

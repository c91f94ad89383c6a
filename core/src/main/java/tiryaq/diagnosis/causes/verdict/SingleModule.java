package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** A statement that imports something in a module of the standard library as if it were a module: {@code sys.path}. */
final class SingleModule {
    private SingleModule() {}

    /** The module that is no package; empty where it is another one, or a package in some other Python. */
    static Optional<String> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        List<Frame> frames = patient.incident().frames();
        if (seen == null
                || frames.isEmpty()
                || !(patient.failure() instanceof Failure.MissingModule missing)
                || !missing.parentIsNoPackage()
                || missing.module().indexOf('.') < 0
                || StandardLibrary.of(missing.module()).isPresent()
                || !OwnCode.runs(seen, patient.absolute(frames.getLast().file()))) {
            return Optional.empty();
        }
        return seen.modules()
                .find(ModuleName.top(missing.module()))
                .filter(top -> top.kind() == Module.Kind.BUILTIN
                        || (!top.file().isEmpty() && seen.inStandardLibrary(top.file())))
                .map(_ -> missing.module().substring(0, missing.module().lastIndexOf('.')));
    }
}

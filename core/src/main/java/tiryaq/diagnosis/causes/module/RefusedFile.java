package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.ImportLine;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** The native file that was found and not taken. */
final class RefusedFile {
    private static final String INIT = "PyInit_";
    private static final String INIT_BEFORE_3 = "init";

    private RefusedFile() {}

    /** As the loader names it; where the interpreter names the function that it lacks, as the last line imports it. */
    static Optional<String> of(Case patient, PythonEnvironment seen, Failure.NativeRefused refused) {
        if (refused.file() != null) {
            return Optional.of(patient.absolute(refused.file()))
                    .filter(file -> patient.machine().isFile(file));
        }
        List<Frame> frames = patient.incident().frames();
        if (refused.fault() != Failure.NativeRefused.Fault.NO_INIT_FUNCTION || frames.isEmpty()) {
            return Optional.empty();
        }
        Frame last = frames.getLast();
        String module = seen.modules().moduleOf(patient.absolute(last.file())).orElse("");
        boolean around = last.file().endsWith("/__init__.py") || module.indexOf('.') < 0;
        String inPackage = around ? module : module.substring(0, module.lastIndexOf('.'));
        String line = last.source() == null ? "" : last.source();
        List<String> asked = new ArrayList<>();
        for (String each : ImportLine.modules(line, inPackage)) {
            asked.add(each);
            ImportLine.named(line).forEach(name -> asked.add(each + "." + name));
        }
        return asked.stream()
                .filter(each -> lacks(refused.detail(), each.substring(each.lastIndexOf('.') + 1)))
                .flatMap(each -> seen.modules().find(each).stream())
                .filter(found -> found.kind() == Module.Kind.NATIVE)
                .map(Module::file)
                .findFirst();
    }

    private static boolean lacks(String function, String name) {
        return function.equals(INIT + name) || function.equals(INIT_BEFORE_3 + name);
    }
}

package tiryaq.diagnosis.causes.module;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * A part that a package of the project's own lacks.
 *
 * @param module dotted
 * @param maker a file that shows that the part is made when the project is built or set up; null where none does
 * @param builder a file that shows that the project has parts which are made, whichever they are; null where none does
 * @param asked whether a file of the project's own asks for it, and not only a word in a setting
 */
public record OwnPart(
        String module, @Nullable String maker, @Nullable String builder, boolean asked) {
    /** That part; empty where the package is not the project's own, or the part may be there under another name. */
    public static Optional<OwnPart> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        String module = patient.missingModule().orElse("");
        if (seen == null
                || (patient.failure() instanceof Failure.MissingModule missing && missing.parentIsNoPackage())
                || module.indexOf('.') < 0
                || module.startsWith("__")
                || seen.modules().find(module).isPresent()) {
            return Optional.empty();
        }
        int dot = module.lastIndexOf('.');
        String name = module.substring(dot + 1);
        Optional<Module> around = seen.modules()
                .find(module.substring(0, dot))
                .filter(found -> found.isPackage() && OwnCode.keeps(patient, seen, found));
        if (around.isEmpty() || around.get().folders().stream().anyMatch(folder -> obscure(patient, folder, name))) {
            return Optional.empty();
        }
        String folder = around.get().folders().getFirst();
        String entry = around.get().entry();
        PartMakers makers = new PartMakers(patient.machine(), folder, entry, module);
        return Optional.of(new OwnPart(
                module, makers.naming().orElse(null), makers.any().orElse(null), asked(patient, seen, entry)));
    }

    /** What may not be looked into may hold it; where upper and lower case differ, the file is there after all. */
    private static boolean obscure(Case patient, String folder, String name) {
        var listing = patient.machine().list(folder);
        return listing.problem() != Problem.NONE
                || listing.names().stream().anyMatch(each -> stem(each).equalsIgnoreCase(name) && loads(each));
    }

    private static String stem(String file) {
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private static boolean loads(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return lower.indexOf('.') < 0
                || lower.endsWith(".py")
                || lower.endsWith(".so")
                || lower.endsWith(".pyd")
                || lower.endsWith(".pyc");
    }

    private static boolean asked(Case patient, PythonEnvironment seen, String entry) {
        List<Frame> frames = patient.incident().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (!frames.get(i).internal()) {
                String file = patient.absolute(frames.get(i).file());
                return !seen.inStandardLibrary(file)
                        && (Paths.within(file, entry) || !FailingChain.thirdParty(seen, file));
            }
        }
        return false;
    }
}

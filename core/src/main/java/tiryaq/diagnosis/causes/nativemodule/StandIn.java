package tiryaq.diagnosis.causes.nativemodule;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Content;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * A source file that was loaded because the compiled file of the same name beside it is for another Python, and that
 * the failure came from.
 *
 * @param file the source file
 * @param words the name that it lacks, the module that it wants in vain, or what it says
 * @param lacks whether it lacks them, so that a compiled half which has them is the remedy; else one is that has them
 *     not
 */
record StandIn(String file, String words, boolean lacks) {
    private static final int PAGE = 1 << 18;
    private static final int LARGEST = 16 << 20;
    private static final int SHORTEST_SENTENCE = 12;

    /** The file that the failure came from, if it is a source file. */
    static Optional<StandIn> of(Case patient, PythonEnvironment seen) {
        Optional<StandIn> found = switch (patient.failure()) {
            case Failure.MissingModule missing ->
                last(patient).map(file -> new StandIn(file, ModuleName.top(missing.module()), false));
            case Failure.MissingName missing -> source(seen, missing.module(), missing.name());
            case Failure.MissingAttribute missing -> source(seen, missing.module(), missing.attribute());
            case Failure.OtherException other
            when other.message().strip().length() >= SHORTEST_SENTENCE ->
                raised(patient).map(file -> new StandIn(file, sentence(other.message()), false));
            case Failure.OtherException _,
                    Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.Killed _ -> Optional.empty();
        };
        return found.filter(each -> each.file.endsWith(".py"));
    }

    private static Optional<StandIn> source(PythonEnvironment seen, String module, String name) {
        return module.isEmpty()
                ? Optional.empty()
                : seen.modules()
                        .find(module)
                        .filter(found -> found.kind() == Module.Kind.SOURCE)
                        .map(found -> new StandIn(found.file(), name, true));
    }

    private static Optional<String> last(Case patient) {
        for (int i = patient.incident().frames().size() - 1; i >= 0; i--) {
            Frame frame = patient.incident().frames().get(i);
            if (!frame.internal()) {
                return Optional.of(patient.absolute(frame.file()));
            }
        }
        return Optional.empty();
    }

    /** The file whose own line raised the exception. */
    private static Optional<String> raised(Case patient) {
        boolean own = !patient.incident().frames().isEmpty()
                && String.valueOf(patient.incident().frames().getLast().source())
                        .startsWith("raise ");
        return own ? last(patient) : Optional.empty();
    }

    private static String sentence(String message) {
        String text = message.strip();
        int end = text.indexOf('\n');
        return end < SHORTEST_SENTENCE ? text : text.substring(0, end);
    }

    /** The stem that a compiled file beside it would have. */
    String stem() {
        String name = Paths.name(file);
        return name.substring(0, name.length() - ".py".length());
    }

    /** Whether this compiled half would not fail so: one that is made from the very source beside it does the same. */
    boolean remediedBy(String compiled, Machine machine) {
        return has(compiled, machine) == lacks;
    }

    private boolean has(String compiled, Machine machine) {
        byte[] wanted = words.getBytes(StandardCharsets.UTF_8);
        for (long at = 0; at < LARGEST; at += PAGE - wanted.length) {
            Content content = machine.read(compiled, at, PAGE);
            if (contains(content.bytes(), wanted)) {
                return true;
            }
            if (content.problem() != Problem.NONE || content.bytes().length < PAGE || wanted.length >= PAGE) {
                return false;
            }
        }
        return false;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            int k = 0;
            while (k < wanted.length && bytes[i + k] == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                return true;
            }
        }
        return false;
    }
}

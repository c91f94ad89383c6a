package tiryaq.diagnosis.causes.verdict;

import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.causes.module.NearModule;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;

/**
 * A name that the program misspells, as Python itself remarks: {@code Did you mean: 'dumps'?}. Releases rename what
 * they have, and Python remarks upon an old name in the same words: {@code simps} became {@code simpson},
 * {@code coroutine} went and {@code coroutines} stayed. Of an installed library only what no release would have been
 * called counts.
 */
final class Misspelt {
    private static final String REMARK = "Did you mean: '";

    /** Shorter names are all near to one another. */
    private static final int SHORTEST = 6;

    /** British and American words differ by these: cancelled, colour, serialise. */
    private static final String SPELLINGS = "lusz";

    private Misspelt() {}

    static boolean is(Case patient, String module, String name) {
        if (patient.environment().isEmpty()) {
            return false;
        }
        PythonEnvironment seen = patient.environment().get();
        Optional<Module> found = seen.modules().find(module).filter(each -> each.kind() != Module.Kind.NAMESPACE);
        // Those of other Pythons are known by name.
        if (found.isEmpty() || StandardLibrary.of(module, name).isPresent()) {
            return false;
        }
        Optional<String> remark = remark(patient.incident().words());
        if (standard(patient, found.get())) {
            return remark.isPresent();
        }
        return remark.or(() -> NearModule.part(patient, found.get(), name))
                .filter(meant -> NearModule.slip(name, meant) || unheardOf(patient, seen, module, name, meant))
                .isPresent();
    }

    private static Optional<String> remark(String words) {
        int at = words.indexOf(REMARK);
        int from = at + REMARK.length();
        int end = at < 0 ? -1 : words.indexOf('\'', from);
        return end < 0 ? Optional.empty() : Optional.of(words.substring(from, end));
    }

    /**
     * Whether a name is nearly the one that is meant, by a letter that is no matter of how a word is spelt, and the
     * library has it nowhere: what a release leaves out or renames, the next one mostly still tells of.
     */
    private static boolean unheardOf(Case patient, PythonEnvironment seen, String module, String name, String meant) {
        return name.length() >= SHORTEST
                && NearModule.inside(name, meant)
                && between(name, meant).chars().noneMatch(c -> SPELLINGS.indexOf(c) >= 0)
                && !new Sources(seen, patient.machine()).mentions(ModuleName.top(module), name);
    }

    /** What of two names is neither their common beginning nor their common end. */
    private static String between(String name, String other) {
        int from = 0;
        int shorter = Math.min(name.length(), other.length());
        while (from < shorter && name.charAt(from) == other.charAt(from)) {
            from++;
        }
        int end = 0;
        while (end < shorter - from && name.charAt(name.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        return name.substring(from, name.length() - end) + other.substring(from, other.length() - end);
    }

    private static boolean standard(Case patient, Module found) {
        return patient.environment()
                .filter(seen -> found.kind() == Module.Kind.BUILTIN
                        || (seen.inStandardLibrary(found.file()) && !FailingChain.thirdParty(seen, found.file())))
                .isPresent();
    }
}

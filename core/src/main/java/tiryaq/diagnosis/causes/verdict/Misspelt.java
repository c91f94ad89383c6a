package tiryaq.diagnosis.causes.verdict;

import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.causes.module.NearModule;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.ModuleNames;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/**
 * A name that the program misspells, as Python itself remarks: {@code Did you mean: 'dumps'?}. Releases rename what
 * they have, and Python remarks upon an old name in the same words: {@code simps} became {@code simpson},
 * {@code coroutine} went and {@code coroutines} stayed. Of an installed library only what no release would have been
 * called counts. Older Pythons remark upon nothing: what a module has, its source tells.
 *
 * @param meant the name that the module has
 * @param remarked whether Python has said so itself
 */
record Misspelt(String meant, boolean remarked) {
    private static final String REMARK = "Did you mean: '";

    /** Shorter names are all near to one another. */
    private static final int SHORTEST = 6;

    /** The same in the standard library, all of whose names are known. */
    private static final int SHORTEST_STANDARD = 4;

    /** British and American words differ by these: cancelled, colour, serialise. */
    private static final String SPELLINGS = "lusz";

    static Optional<Misspelt> of(Case patient, Failure.Lacking lacking) {
        String module = lacking.module();
        String name = lacking.lacking();
        if (patient.environment().isEmpty()) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        Optional<Module> found = seen.modules().find(module).filter(each -> each.kind() != Module.Kind.NAMESPACE);
        // Those of other Pythons are known by name.
        if (found.isEmpty() || StandardLibrary.of(module, name).isPresent()) {
            return Optional.empty();
        }
        boolean standard = standard(patient, found.get());
        Optional<String> remark = remark(patient.incident().words());
        if (remark.isPresent()) {
            return remark.filter(meant ->
                            standard || NearModule.slip(name, meant) || unheardOf(patient, seen, module, name, meant))
                    .map(meant -> new Misspelt(meant, true));
        }
        if (lacking.partial()) {
            return Optional.empty();
        }
        Optional<String> near = standard
                ? ofStandardLibrary(patient, found.get(), name)
                : NearModule.part(patient, found.get(), name)
                        .filter(meant -> NearModule.slip(name, meant) || unheardOf(patient, seen, module, name, meant))
                        .or(() -> ofLibrary(patient, seen, found.get(), name));
        return near.map(meant -> new Misspelt(meant, false));
    }

    private static Optional<String> remark(String words) {
        int at = words.indexOf(REMARK);
        int from = at + REMARK.length();
        int end = at < 0 ? -1 : words.indexOf('\'', from);
        return end < 0 ? Optional.empty() : Optional.of(words.substring(from, end));
    }

    /** Which constants there are, and what is meant for nobody else, differs from system to system. */
    private static Optional<String> ofStandardLibrary(Case patient, Module found, String name) {
        if (name.startsWith("_") || name.chars().noneMatch(Character::isLowerCase)) {
            return Optional.empty();
        }
        return NearModule.part(patient, found, name)
                .or(() -> ModuleNames.like(
                                patient.machine(),
                                found,
                                each -> NearModule.slip(name, each)
                                        || (name.length() >= SHORTEST_STANDARD && NearModule.inside(name, each)))
                        .stream()
                        .findFirst());
    }

    /** One that stands nowhere in the library, whose own text shows all the names that it has. */
    private static Optional<String> ofLibrary(Case patient, PythonEnvironment seen, Module found, String name) {
        if (!FailingChain.thirdParty(seen, found.file())
                || ModuleNames.has(patient.machine(), found, name) != ModuleNames.Answer.NO
                || new Sources(seen, patient.machine()).mentions(ModuleName.top(found.name()), name)) {
            return Optional.empty();
        }
        return ModuleNames.like(
                        patient.machine(),
                        found,
                        each -> NearModule.slip(name, each) || nearly(name, each) || lost(name, each))
                .stream()
                .findFirst();
    }

    /**
     * Whether a name is nearly the one that is meant, by a letter that is no matter of how a word is spelt, and the
     * library has it nowhere: what a release leaves out or renames, the next one mostly still tells of.
     */
    private static boolean unheardOf(Case patient, PythonEnvironment seen, String module, String name, String meant) {
        return (nearly(name, meant) || lost(name, meant))
                && !new Sources(seen, patient.machine()).mentions(ModuleName.top(module), name);
    }

    /** Of a short word a letter inside that was not typed tells more than another one in its place. */
    private static boolean lost(String name, String meant) {
        return name.length() >= SHORTEST_STANDARD
                && NearModule.lost(name, meant)
                && NearModule.inside(name, meant)
                && between(name, meant).chars().noneMatch(c -> SPELLINGS.indexOf(c) >= 0);
    }

    private static boolean nearly(String name, String meant) {
        return name.length() >= SHORTEST
                && NearModule.inside(name, meant)
                && between(name, meant).chars().noneMatch(c -> SPELLINGS.indexOf(c) >= 0);
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
                .filter(seen -> found.kind() == Module.Kind.BUILTIN || seen.inStandardLibrary(found.file()))
                .isPresent();
    }
}

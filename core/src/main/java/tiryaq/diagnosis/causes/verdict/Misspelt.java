package tiryaq.diagnosis.causes.verdict;

import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.python.Module;

/**
 * A name that the program misspells, as Python itself remarks: {@code Did you mean: 'dumps'?}. Releases rename what
 * they have, and Python remarks upon an old name in the same words: {@code simps} became {@code simpson},
 * {@code coroutine} went and {@code coroutines} stayed. Of an installed library only what no release would have been
 * called counts.
 */
final class Misspelt {
    private static final String REMARK = "Did you mean: '";

    private Misspelt() {}

    static boolean is(Case patient, String module, String name) {
        String words = patient.incident().words();
        int at = words.indexOf(REMARK);
        if (at < 0 || patient.environment().isEmpty()) {
            return false;
        }
        int from = at + REMARK.length();
        int end = words.indexOf('\'', from);
        String meant = end < 0 ? "" : words.substring(from, end);
        Optional<Module> found =
                patient.environment().get().modules().find(module).filter(each -> each.kind() != Module.Kind.NAMESPACE);
        // Those of other Pythons are known by name.
        return found.isPresent()
                && StandardLibrary.of(module, name).isEmpty()
                && (standard(patient, found.get()) || slip(name, meant));
    }

    private static boolean standard(Case patient, Module found) {
        return patient.environment()
                .filter(seen -> found.kind() == Module.Kind.BUILTIN
                        || (seen.inStandardLibrary(found.file()) && !FailingChain.thirdParty(seen, found.file())))
                .isPresent();
    }

    /**
     * Two neighbours exchanged, or a letter written twice or once instead: nothing that a new name would be made of.
     */
    static boolean slip(String name, String meant) {
        int same = 0;
        while (same < name.length() && same < meant.length() && name.charAt(same) == meant.charAt(same)) {
            same++;
        }
        if (name.length() == meant.length()) {
            return same + 1 < name.length()
                    && name.charAt(same) == meant.charAt(same + 1)
                    && name.charAt(same + 1) == meant.charAt(same)
                    && name.substring(same + 2).equals(meant.substring(same + 2));
        }
        String longer = name.length() > meant.length() ? name : meant;
        String shorter = name.length() > meant.length() ? meant : name;
        // British and American words differ by the l: cancelled, canceled.
        return longer.length() == shorter.length() + 1
                && same > 0
                && Character.isLetter(longer.charAt(same - 1))
                && longer.charAt(same) == longer.charAt(same - 1)
                && longer.charAt(same) != 'l'
                && longer.substring(same + 1).equals(shorter.substring(same));
    }
}

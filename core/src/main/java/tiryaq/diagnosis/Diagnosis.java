package tiryaq.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, with its reasons.
 *
 * @param cause the code of the catalogue
 * @param contributing codes of causes without which it would not have come to this
 * @param module the dotted module at fault
 * @param distribution the distribution at fault or wanted, proved to provide the module
 * @param library the shared library at fault
 * @param chain the user's script first, the failure last
 * @param summary what is wrong in one sentence
 * @param notes why the usual advice would not help here
 */
public record Diagnosis(
        String cause,
        List<String> contributing,
        Certainty certainty,
        Basis basis,
        @Nullable String module,
        @Nullable String distribution,
        @Nullable String library,
        List<Link> chain,
        List<Evidence> evidence,
        Say summary,
        List<Say> notes) {
    public Diagnosis {
        contributing = List.copyOf(contributing);
        chain = List.copyOf(chain);
        evidence = List.copyOf(evidence);
        notes = List.copyOf(notes);
    }

    /** The same with these facts in the place of its own. */
    public Diagnosis withEvidence(List<Evidence> others) {
        return new Diagnosis(
                cause, contributing, certainty, basis, module, distribution, library, chain, others, summary, notes);
    }

    /** The same in another sentence. */
    public Diagnosis withSummary(Say other) {
        return new Diagnosis(
                cause, contributing, certainty, basis, module, distribution, library, chain, evidence, other, notes);
    }

    /** The same with these notes in the place of its own. */
    public Diagnosis withNotes(List<Say> others) {
        return new Diagnosis(
                cause, contributing, certainty, basis, module, distribution, library, chain, evidence, summary, others);
    }

    /** The same with one more note, before the others. */
    public Diagnosis noting(Say note) {
        List<Say> all = new ArrayList<>(notes);
        all.addFirst(note);
        return withNotes(all);
    }

    /** The same, no surer than this. */
    public Diagnosis atMost(Certainty limit) {
        return certainty.compareTo(limit) >= 0
                ? this
                : new Diagnosis(
                        cause,
                        contributing,
                        limit,
                        basis,
                        module,
                        distribution,
                        library,
                        chain,
                        evidence,
                        summary,
                        notes);
    }
}

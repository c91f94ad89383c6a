package tiryaq.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a diagnosis together; what every diagnosis shows, the chain and the printed line, it adds itself. */
public final class DiagnosisBuilder {
    private final Case patient;
    private final String cause;
    private final Certainty certainty;
    private final Basis basis;
    private final Set<String> contributing = new LinkedHashSet<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Say> notes = new ArrayList<>();
    private @Nullable String module;
    private @Nullable String distribution;
    private @Nullable String library;
    private @Nullable String fault;
    private Say.Sense sense = Say.Sense.PLAIN;

    DiagnosisBuilder(Case patient, String cause, Certainty certainty, Basis basis) {
        this.patient = patient;
        this.cause = cause;
        this.certainty = certainty;
        this.basis = basis;
    }

    /** The dotted module at fault. */
    public DiagnosisBuilder module(String name) {
        module = name;
        return this;
    }

    /** The distribution at fault or wanted; null where none is proved. */
    public DiagnosisBuilder distribution(@Nullable String name) {
        distribution = name;
        return this;
    }

    /** The distribution that owns a file, if one does. */
    public DiagnosisBuilder distribution(Owner owner) {
        distribution = owner.kind() == Owner.Kind.DISTRIBUTION ? owner.name() : distribution;
        return this;
    }

    /** The name of the shared library at fault, which is no module itself. */
    public DiagnosisBuilder library(String name) {
        library = name;
        return this;
    }

    /** The file at fault, with which the chain ends. */
    public DiagnosisBuilder fault(String file) {
        fault = file;
        return this;
    }

    /** A code without which it would not have come to this. */
    public DiagnosisBuilder contributing(String code) {
        contributing.add(code);
        return this;
    }

    /** A fact that a person can check. */
    public DiagnosisBuilder because(Evidence fact) {
        evidence.add(fact);
        return this;
    }

    /**
     * What belongs to the answer beside its summary: why some usual advice would not help here, what else is so on this
     * machine, and what could not be looked at.
     */
    public DiagnosisBuilder note(Say note) {
        notes.add(note);
        return this;
    }

    /** Notes that the usual advice would not help: {@link #alreadySatisfied(Case, String)}. */
    public DiagnosisBuilder alreadySatisfied(String installed) {
        return note(alreadySatisfied(patient, installed));
    }

    /** That pip counts this distribution as installed, and so leaves its files as they are. */
    public static Say alreadySatisfied(Case patient, String installed) {
        return Say.of("note.already-satisfied", "distribution", installed, "interpreter", patient.interpreterLabel());
    }

    /** Notes that nothing is installed in place where the system manages the interpreter (PEP 668). */
    public DiagnosisBuilder notInPlace() {
        patient.environment()
                .filter(seen -> ManagedInterpreter.is(seen.interpreter(), patient.machine()))
                .ifPresent(seen -> note(Say.of("note.pep668", "interpreter", patient.interpreterLabel())));
        return this;
    }

    /** What the sentence of the diagnosis means to further steps. */
    public DiagnosisBuilder sense(Say.Sense meant) {
        sense = meant;
        return this;
    }

    /** The diagnosis, with its one sentence. */
    public Diagnosis summary(String key, String... places) {
        List<Evidence> all = new ArrayList<>(evidence);
        if (!patient.incident().words().isEmpty()) {
            all.add(new Evidence.Printed(
                    patient.incident().line(), patient.incident().words()));
        }
        return new Diagnosis(
                cause,
                List.copyOf(contributing),
                certainty,
                basis,
                module,
                distribution,
                library,
                FailingChain.of(patient, fault, library == null ? module : null),
                all,
                Say.of("cause." + cause + ".summary" + key, places).as(sense),
                notes);
    }
}

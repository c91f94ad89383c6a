package tiryaq.diagnosis.causes.verdict;

import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Say;
import tiryaq.knowledge.Renamed;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.PythonVersion;
import tiryaq.symptom.Failure;

/** What is missing belongs to the standard library of another Python than the one that ran. */
final class OtherStandardLibrary {
    private OtherStandardLibrary() {}

    /** The diagnosis, ended; empty where it is of no standard library, or of that of the Python that ran. */
    static Optional<Diagnosis> of(Case patient, DiagnosisBuilder diagnosis) {
        String module = patient.failure().about();
        String name = patient.failure().lacking();
        if (module.isEmpty()) {
            return Optional.empty();
        }
        Optional<StandardLibrary.Span> found =
                name.isEmpty() ? StandardLibrary.of(module) : StandardLibrary.of(module, name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StandardLibrary.Span span = found.get();
        if (patient.environment().isEmpty()) {
            boolean newer = !span.since().isEmpty() && span.until().isEmpty();
            return newer
                    ? Optional.of(diagnosis
                            .sense(Say.Sense.STANDARD_LIBRARY)
                            .summary(".stdlib-joined.log", "module", span.what(), "version", span.since()))
                    : Optional.empty();
        }
        PythonVersion version = patient.environment().get().interpreter().version();
        String interpreter = patient.interpreterLabel();
        if (span.noLonger(version.major(), version.minor())) {
            PythonEnvironment seen = patient.environment().get();
            Optional<String> renamed = Renamed.of(span.what())
                    .filter(each -> seen.modules().find(each.module()).isPresent())
                    .map(Renamed::whole);
            if (renamed.isPresent()) {
                return Optional.of(diagnosis
                        .sense(Say.Sense.STANDARD_LIBRARY)
                        .summary(
                                ".stdlib-renamed",
                                "module",
                                span.what(),
                                "interpreter",
                                interpreter,
                                "near",
                                renamed.get()));
            }
            return Optional.of(diagnosis
                    .sense(Say.Sense.STANDARD_LIBRARY)
                    .summary(
                            ".stdlib-left",
                            "module",
                            span.what(),
                            "interpreter",
                            interpreter,
                            "version",
                            span.until()));
        }
        if (span.notYet(version.major(), version.minor())) {
            return Optional.of(diagnosis
                    .sense(Say.Sense.NEWER_STANDARD_LIBRARY)
                    .summary(
                            ".stdlib-joined",
                            "module",
                            span.what(),
                            "interpreter",
                            interpreter,
                            "version",
                            span.since()));
        }
        return patient.failure() instanceof Failure.MissingModule
                ? Optional.of(diagnosis
                        .sense(Say.Sense.STANDARD_LIBRARY)
                        .summary(".stdlib-absent", "module", span.what(), "interpreter", interpreter))
                : Optional.empty();
    }
}

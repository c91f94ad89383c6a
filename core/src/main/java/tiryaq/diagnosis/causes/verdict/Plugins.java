package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.wanted.PytestPlugin;

/** What can be said of an option or a fixture of pytest that nobody is known to bring. */
final class Plugins {
    private Plugins() {}

    static Optional<Diagnosis> of(Case patient, DiagnosisBuilder diagnosis) {
        return PytestPlugin.of(patient).map(asked -> {
            List<String> installed = PytestPlugin.installed(patient);
            if (patient.environment().isPresent()) {
                diagnosis.note(
                        installed.isEmpty()
                                ? Say.of("note.plugins.none", "interpreter", patient.interpreterLabel())
                                : Say.of(
                                        "note.plugins",
                                        "interpreter",
                                        patient.interpreterLabel(),
                                        "names",
                                        String.join(", ", installed)));
            }
            return diagnosis.summary(asked.fixture() ? ".plugin.fixture" : ".plugin.option", "name", asked.name());
        });
    }
}

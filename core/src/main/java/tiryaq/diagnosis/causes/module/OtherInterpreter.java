package tiryaq.diagnosis.causes.module;

import java.util.Optional;
import tiryaq.diagnosis.Absent;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.wanted.PytestPlugin;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;

/**
 * The module is there, and whole, where the Python that ran did not look: with another interpreter or environment, or
 * in a folder that an option or a variable kept it from.
 */
public final class OtherInterpreter implements Cause {
    /** The public code. */
    public static final String CODE = "other-interpreter";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        Optional<Absent> absent = Absent.of(patient);
        if (patient.environment().isEmpty()) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        if (absent.isEmpty()) {
            return PytestPlugin.of(patient)
                    .flatMap(asked -> asked.elsewhere(patient).map(found -> plugin(patient, seen, asked, found)));
        }
        String module = absent.get().module();
        boolean there = seen.modules()
                .find(ModuleName.top(module))
                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                .isPresent();
        if (there
                || LackingRelease.of(patient, module).isPresent()
                || Submodule.of(patient).isPresent()) {
            return Optional.empty();
        }
        Optional<HiddenByOption> hidden = HiddenByOption.of(patient, module);
        return hidden.isPresent()
                ? Optional.of(hidden(patient, seen, module, hidden.get()))
                : Elsewhere.of(patient, seen, module)
                        .filter(Elsewhere::whole)
                        .filter(found -> loadsAll(patient, found.other())
                                || patient.table().providers(module).isEmpty())
                        .map(found -> diagnose(patient, seen, module, found));
    }

    /**
     * Whether another interpreter has what the failure came through as well: else to take that one would not be enough,
     * and where it is known what to install, that is the answer.
     */
    private static boolean loadsAll(Case patient, PythonEnvironment other) {
        return FailingChain.modules(patient).stream()
                .allMatch(each -> other.modules().find(ModuleName.top(each)).isPresent());
    }

    /**
     * Nothing need be installed, nor another Python be taken: the same one would find it, had it not been told
     * otherwise.
     */
    private Diagnosis hidden(Case patient, PythonEnvironment seen, String module, HiddenByOption hidden) {
        PythonEnvironment other = hidden.environment();
        Optional<Distribution> owner =
                other.distributions().owner(hidden.module().file());
        DiagnosisBuilder diagnosis = begun(
                patient.proved(CODE),
                seen,
                module,
                other,
                owner,
                hidden.module().entry());
        String label = seen.label();
        String location = hidden.module().entry();
        String options = hidden.options();
        String variables = hidden.variables();
        if (variables.isEmpty()) {
            return diagnosis.summary(
                    ".option", "module", module, "interpreter", label, "option", options, "location", location);
        }
        if (options.isEmpty()) {
            return diagnosis.summary(
                    ".variable", "module", module, "interpreter", label, "variable", variables, "location", location);
        }
        return diagnosis.summary(
                ".both",
                "module",
                module,
                "interpreter",
                label,
                "option",
                options,
                "variable",
                variables,
                "location",
                location);
    }

    /** Its own source brings what was asked for; that it was this plugin that was meant, nobody says. */
    private static Diagnosis plugin(
            Case patient, PythonEnvironment seen, PytestPlugin asked, PytestPlugin.Elsewhere found) {
        PythonEnvironment other = found.other();
        return begun(
                        patient.likely(CODE),
                        seen,
                        found.module(),
                        other,
                        Optional.of(found.owner()),
                        found.owner().location())
                .summary(
                        asked.fixture() ? ".plugin.fixture" : ".plugin.option",
                        "name",
                        asked.name(),
                        "distribution",
                        other.distributions().displayName(found.owner()),
                        "path",
                        found.file(),
                        "other",
                        other.interpreter().executable(),
                        "interpreter",
                        seen.label());
    }

    private Diagnosis diagnose(Case patient, PythonEnvironment seen, String module, Elsewhere found) {
        PythonEnvironment other = found.other();
        Optional<Distribution> owner = found.owner();
        String distribution = owner.map(other.distributions()::displayName).orElse(null);
        String location = found.module().entry();
        // Of one version there may be several here: which of them ran, its place alone tells.
        String ran = seen.label() + " (" + seen.interpreter().executable() + ")";
        DiagnosisBuilder begun = loadsAll(patient, other) ? patient.proved(CODE) : patient.likely(CODE);
        return begun(begun, seen, module, other, owner, location)
                .summary(
                        distribution == null || DistributionName.same(distribution, module) ? ".unowned" : "",
                        "module",
                        module,
                        "distribution",
                        distribution == null ? "" : distribution,
                        "interpreter",
                        ran,
                        "other",
                        other.interpreter().executable(),
                        "location",
                        location);
    }

    private static DiagnosisBuilder begun(
            DiagnosisBuilder diagnosis,
            PythonEnvironment seen,
            String module,
            PythonEnvironment other,
            Optional<Distribution> owner,
            String location) {
        String distribution = owner.map(other.distributions()::displayName).orElse(null);
        return diagnosis
                .module(module)
                .distribution(distribution)
                .because(new Evidence.InstalledElsewhere(
                        module,
                        distribution,
                        owner.map(Distribution::version).orElse(null),
                        other.interpreter().executable(),
                        location))
                .because(new Evidence.Searched(module, seen.path().locations()));
    }
}

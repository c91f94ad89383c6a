package tiryaq.diagnosis.causes.module;

import java.util.Optional;
import tiryaq.diagnosis.Absent;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Python2Program;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;

/** The module is installed, but for another interpreter or environment than the one that ran. */
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
        if (absent.isEmpty() || patient.environment().isEmpty()) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        String module = absent.get().module();
        String top = ModuleName.top(module);
        if (seen.modules()
                .find(top)
                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                .isPresent()) {
            return Optional.empty();
        }
        Optional<HiddenByOption> hidden = HiddenByOption.of(patient, module);
        if (hidden.isPresent()) {
            return Optional.of(hidden(patient, seen, module, hidden.get()));
        }
        for (PythonEnvironment other : patient.others()) {
            if (!suits(patient, seen, other)) {
                continue;
            }
            Optional<Module> there =
                    other.modules().find(module).filter(found -> installed(found, other) && holdsCode(found, patient));
            if (there.isPresent()) {
                return Optional.of(diagnose(patient, seen, module, other, there.get()));
            }
        }
        return Optional.empty();
    }

    /** Another major version is another language: only a program that is none of Python 2 may be meant for Python 3. */
    private static boolean suits(Case patient, PythonEnvironment seen, PythonEnvironment other) {
        int major = other.interpreter().version().major();
        return major == seen.interpreter().version().major() || (major >= 3 && !Python2Program.is(patient));
    }

    /** Found where distributions lie: a file beside the program would be seen by every interpreter. */
    private static boolean installed(Module found, PythonEnvironment other) {
        return other.path().entries().stream()
                .filter(entry -> entry.location().equals(found.entry()))
                .anyMatch(entry -> entry.origin() == PathEntry.Origin.SITE
                        || entry.origin() == PathEntry.Origin.USER_SITE
                        || entry.origin() == PathEntry.Origin.PTH);
    }

    /** Any folder is a namespace package; one without a module in it was installed by nobody. */
    private static boolean holdsCode(Module found, Case patient) {
        if (found.kind() != Module.Kind.NAMESPACE) {
            return true;
        }
        for (String folder : found.folders()) {
            for (String name : patient.machine().list(folder).names()) {
                boolean inner = !name.contains(".")
                        && !name.equals("__pycache__")
                        && patient.machine().isFolder(Paths.join(folder, name));
                if (inner || name.endsWith(".py") || NativeName.isNative(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Nothing need be installed, nor another Python be taken: the same one would find it, had it not been told otherwise. */
    private Diagnosis hidden(Case patient, PythonEnvironment seen, String module, HiddenByOption hidden) {
        PythonEnvironment other = hidden.environment();
        Optional<Distribution> owner =
                other.distributions().owner(hidden.module().file());
        String distribution = owner.map(other.distributions()::displayName).orElse(null);
        return patient.proved(CODE)
                .module(module)
                .distribution(distribution)
                .because(new Evidence.InstalledElsewhere(
                        module,
                        distribution,
                        owner.map(Distribution::version).orElse(null),
                        other.interpreter().executable(),
                        hidden.module().entry()))
                .because(new Evidence.Searched(module, seen.path().locations()))
                .summary(
                        ".option",
                        "module",
                        module,
                        "interpreter",
                        seen.label(),
                        "option",
                        hidden.words(),
                        "location",
                        hidden.module().entry());
    }

    private Diagnosis diagnose(
            Case patient, PythonEnvironment seen, String module, PythonEnvironment other, Module there) {
        String file = there.file().isEmpty() ? there.folders().getFirst() : there.file();
        Optional<Distribution> owner = other.distributions().owner(file);
        String distribution = owner.map(other.distributions()::displayName).orElse(null);
        return patient.proved(CODE)
                .module(module)
                .distribution(distribution)
                .because(new Evidence.InstalledElsewhere(
                        module,
                        distribution,
                        owner.map(Distribution::version).orElse(null),
                        other.interpreter().executable(),
                        there.entry()))
                .because(new Evidence.Searched(module, seen.path().locations()))
                .summary(
                        distribution == null || DistributionName.same(distribution, module) ? ".unowned" : "",
                        "module",
                        module,
                        "distribution",
                        distribution == null ? "" : distribution,
                        "interpreter",
                        // Two of one version are told apart by their places alone.
                        other.label().equals(seen.label()) ? seen.interpreter().executable() : seen.label(),
                        "other",
                        other.interpreter().executable(),
                        "location",
                        there.entry());
    }
}

package tiryaq.diagnosis.causes.start;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Absent;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.python.Distributions;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.VirtualEnvironment;
import tiryaq.symptom.Failure;

/**
 * The environment's Python is another version than the one that its packages were installed for: its base was upgraded
 * in place, or replaced, and the folder of the old version is not searched any more. Or the environment was moved, and
 * its commands name a Python of the old place.
 */
public final class VenvBroken implements Cause {
    /** The public code. */
    public static final String CODE = "venv-broken";

    private static final String FOLDER = "python";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        Optional<MovedEnvironment> moved = MovedEnvironment.ofScript(patient);
        if (moved.isPresent()) {
            return Optional.of(unstarted(patient, moved.get()));
        }
        Optional<Absent> absent = Absent.of(patient);
        if (absent.isEmpty() || patient.environment().isEmpty()) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        String module = ModuleName.top(absent.get().module());
        boolean there = seen.modules()
                .find(module)
                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                .isPresent();
        return there
                ? Optional.empty()
                : overlooked(patient, seen, module).map(found -> diagnose(patient, seen, module, found));
    }

    /** A command of an environment that was moved: its first line still names the old place. */
    private static Diagnosis unstarted(Case patient, MovedEnvironment moved) {
        String script = patient.script().orElse("");
        return patient.proved(CODE)
                .fault(script)
                .note(madeAs(moved))
                .sense(Say.Sense.ENVIRONMENT_MOVED)
                .summary(
                        ".moved",
                        "path",
                        script,
                        "command",
                        patient.failure() instanceof Failure.CommandMissing missing ? missing.command() : "",
                        "environment",
                        moved.environment().prefix(),
                        "made",
                        moved.made());
    }

    /** Which of its own files says where it was made. */
    static Say madeAs(MovedEnvironment moved) {
        return Say.of("note.venv-made-as", "path", moved.says(), "made", moved.made());
    }

    /**
     * A folder of packages of another version that holds the module.
     *
     * @param file what is loaded of it first
     */
    private record Overlooked(VirtualEnvironment environment, String folder, String file) {}

    /**
     * What the environment would show, had its Python not become another one: with the packages of the old version in
     * sight. The same as it is where the answer is another one than this.
     */
    public static PythonEnvironment asItWas(Case patient, Diagnosis answer, PythonEnvironment seen) {
        return answer.cause().equals(CODE)
                ? overlooked(patient, seen, ModuleName.top(String.valueOf(answer.module())))
                        .map(found -> seen.with(found.folder(), PathEntry.Origin.SITE))
                        .orElse(seen)
                : seen;
    }

    private static Optional<Overlooked> overlooked(Case patient, PythonEnvironment seen, String module) {
        Machine machine = patient.machine();
        VirtualEnvironment environment =
                VirtualEnvironment.of(seen.interpreter().executable(), machine).orElse(null);
        if (environment == null) {
            return Optional.empty();
        }
        String lib = Paths.join(environment.prefix(), "lib");
        String flag = seen.interpreter().abiflags().contains("t") ? "t" : "";
        String own = FOLDER + seen.interpreter().version().feature() + flag;
        for (String name : machine.list(lib).names()) {
            String packages = Paths.join(Paths.join(lib, name), "site-packages");
            Optional<Overlooked> found =
                    // -S leaves out the folder of the very version that runs.
                    name.startsWith(FOLDER)
                                    && !name.equals(own)
                                    && !seen.path().locations().contains(packages)
                            ? file(machine, packages, module).map(file -> new Overlooked(environment, packages, file))
                            : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whatever Python it is for: its compiled files are none for this one. */
    private static Optional<String> file(Machine machine, String packages, String module) {
        String path = Paths.join(packages, module);
        for (String source : List.of(path + "/__init__.py", path + ".py")) {
            if (machine.isFile(source)) {
                return Optional.of(source);
            }
        }
        return machine.list(packages).names().stream()
                .filter(name -> name.startsWith(module + ".") && NativeName.isNative(name))
                .map(name -> Paths.join(packages, name))
                .findFirst();
    }

    private static Diagnosis diagnose(Case patient, PythonEnvironment seen, String module, Overlooked found) {
        VirtualEnvironment environment = found.environment();
        Distributions all = seen.with(found.folder(), PathEntry.Origin.SITE).distributions();
        String feature = seen.interpreter().version().feature();
        String installedFor = Paths.name(Paths.parent(found.folder())).substring(FOLDER.length());
        boolean says = environment.version().startsWith(installedFor + ".");
        DiagnosisBuilder diagnosis = patient.proved(CODE)
                .module(module)
                .distribution(all.owner(found.file()).map(all::displayName).orElse(null))
                .because(new Evidence.Searched(module, seen.path().locations()));
        if (says) {
            diagnosis.note(Say.of(
                    "note.venv-config",
                    "path",
                    environment.config(),
                    "version",
                    environment.version(),
                    "executable",
                    seen.interpreter().executable(),
                    "found",
                    seen.interpreter().version().toString()));
        }
        return diagnosis
                .note(Say.of(
                        "note.venv-folder",
                        "location",
                        found.folder(),
                        "searched",
                        environment.prefix() + "/lib/" + FOLDER + feature + "/site-packages",
                        "interpreter",
                        seen.label()))
                .summary(
                        "",
                        "module",
                        module,
                        "environment",
                        environment.prefix(),
                        "version",
                        "Python " + (says ? environment.version() : installedFor),
                        "interpreter",
                        seen.label());
    }
}

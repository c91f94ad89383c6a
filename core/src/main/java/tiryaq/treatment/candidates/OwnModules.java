package tiryaq.treatment.candidates;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.command.Invocation;
import tiryaq.command.Target;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.causes.module.HiddenByOption;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Frame;

/** Which modules are the program's own: to import one as a proof may be to do what the program does. */
final class OwnModules {
    private static final String MAIN = "__main__";

    private final Case patient;
    private final Diagnosis answer;
    private final PythonEnvironment after;

    /** Whether what is hidden shows in {@link #after}: it is judged by where it lies, not by what it should be. */
    private final boolean freed;

    private final InstalledFiles installed;
    private final @Nullable String target;

    private OwnModules(Examined failure, PythonEnvironment seen, Examined first) {
        this.patient = failure.patient();
        this.answer = failure.answer();
        Optional<PythonEnvironment> lifted = lifted(first).or(() -> lifted(failure));
        this.freed = lifted.isPresent();
        this.after = lifted.or(() -> guilty(answer, seen).map(seen::without)).orElse(seen);
        this.installed = new InstalledFiles(after, patient.machine());
        this.target = target(first);
    }

    /** Those of a failure; empty where it is not known what the interpreter sees. */
    static Optional<OwnModules> of(Examined failure, Examined first) {
        return failure.patient().environment().map(seen -> new OwnModules(failure, seen, first));
    }

    /**
     * What is seen once the options are left out that hide a module: with it the cure shows all that lies beside it.
     */
    private static Optional<PythonEnvironment> lifted(Examined failure) {
        return failure.answer().cause().equals(OtherInterpreter.CODE)
                ? HiddenByOption.of(
                                failure.patient(),
                                String.valueOf(failure.answer().module()))
                        .map(HiddenByOption::environment)
                : Optional.empty();
    }

    /** What {@code -m} names; null for any other command. */
    static @Nullable String target(Examined failure) {
        return failure.resolution().orElse(null) instanceof Invocation ran
                        && ran.target() instanceof Target.Module named
                ? named.name()
                : null;
    }

    /** The entry that the answer blames is left out by what cures it: judged is what is found without it. */
    private static Optional<PathEntry> guilty(Diagnosis answer, PythonEnvironment seen) {
        for (Evidence fact : answer.evidence()) {
            for (PathEntry entry : seen.path().entries()) {
                boolean blamed = fact instanceof Evidence.PathEntryGuilty guilty
                        && guilty.entry().equals(entry.location());
                boolean shadows = fact instanceof Evidence.Shadow shadow
                        && shadow.hidden() != null
                        && (entry.origin() == PathEntry.Origin.PROGRAM || entry.origin() == PathEntry.Origin.PYTHONPATH)
                        && within(shadow.path(), entry.location());
                if (blamed || shadows) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean within(String file, String location) {
        String folder = Paths.parent(file);
        return folder.equals(location) || Paths.parent(folder).equals(location);
    }

    /**
     * Whether a module may be imported without running anything of the program: it is none that the command itself
     * runs, and of a distribution, or not there yet.
     *
     * @param word {@code module} or {@code module:name}
     */
    boolean mayBeImported(String word) {
        int colon = word.indexOf(':');
        String module = colon < 0 ? word : word.substring(0, colon);
        if (module.equals(MAIN) || module.endsWith("." + MAIN)) {
            return false;
        }
        Optional<Module> found = after.modules().find(module);
        boolean faulty = module.equals(answer.module());
        if (module.equals(target)) {
            // Of a package it is __main__ that is run; what is not there yet was not run.
            return faulty && (found.isEmpty() || (found.get().isPackage() && !own(found.get(), true)));
        }
        if (found.isPresent()) {
            return !isRun(found.get().file()) && !own(found.get(), faulty && !freed);
        }
        // With a module all packages around it are imported.
        int dot = module.lastIndexOf('.');
        return dot < 0 || aroundMayBeImported(module.substring(0, dot), faulty);
    }

    private boolean aroundMayBeImported(String around, boolean faulty) {
        Optional<Module> found = after.modules().find(around);
        int dot = around.lastIndexOf('.');
        return found.isPresent()
                ? !own(found.get(), faulty && !freed)
                : dot < 0 || aroundMayBeImported(around.substring(0, dot), faulty);
    }

    private boolean own(Module found, boolean faulty) {
        return switch (found.kind()) {
            // Nothing is run by importing it.
            case BUILTIN, NAMESPACE -> false;
            case NATIVE -> !(faulty && found.name().indexOf('.') < 0) && ownFile(found, faulty);
            case SOURCE, BYTECODE -> ownFile(found, faulty);
        };
    }

    private boolean ownFile(Module found, boolean faulty) {
        boolean known = faulty
                && (answer.distribution() != null
                        || !patient.table()
                                .providers(ModuleName.top(found.name()))
                                .isEmpty());
        return !known && !installed.holds(found.file());
    }

    /** Whether a file is the script, under whatever name, or what {@code runpy} was started for. */
    private boolean isRun(String file) {
        return !file.isEmpty()
                && (patient.script().filter(script -> same(script, file)).isPresent()
                        || started().filter(first -> same(first, file)).isPresent());
    }

    private Optional<String> started() {
        List<Frame> frames = patient.incident().frames();
        int own = 0;
        while (own < frames.size() && frames.get(own).startsModules()) {
            own++;
        }
        boolean module = own > 0
                && own < frames.size()
                && frames.get(own).function().equals("<module>")
                && !frames.get(own).file().endsWith("/__init__.py");
        return module ? Optional.of(patient.absolute(frames.get(own).file())) : Optional.empty();
    }

    private boolean same(String one, String other) {
        return one.equals(other) || Paths.real(patient.machine(), one).equals(Paths.real(patient.machine(), other));
    }
}

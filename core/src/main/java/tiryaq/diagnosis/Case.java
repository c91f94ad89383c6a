package tiryaq.diagnosis;

import java.util.Optional;
import tiryaq.host.SystemPackages;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Distribution;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;

/**
 * What is examined: one incident and all that may be asked about it.
 *
 * @param environment the interpreter that ran and what it sees; empty when only a log of another machine is at hand
 * @param folder the working folder of the command; empty for a log of another machine
 * @param script the script that was run, absolute; empty where it was none
 * @param read what its program imports, as far as somebody asked
 */
public record Case(
        Incident incident,
        Machine machine,
        Optional<PythonEnvironment> environment,
        Others others,
        ModuleTable table,
        Providers index,
        String folder,
        Optional<String> script,
        Imports.Known read) {

    /** A patient of whose files none was read so far. */
    public Case(
            Incident incident,
            Machine machine,
            Optional<PythonEnvironment> environment,
            Others others,
            ModuleTable table,
            Providers index,
            String folder,
            Optional<String> script) {
        this(incident, machine, environment, others, table, index, folder, script, new Imports.Known());
    }

    /** The same patient with another failure of the same output. */
    public Case about(Incident other) {
        return new Case(other, machine, environment, others, table, index, folder, script, read);
    }

    /** The same, to be judged by what is at hand: no other interpreter and no index is asked. */
    public Case unasked() {
        return new Case(incident, machine, environment, Others.NONE, table, Providers.NONE, folder, script, read);
    }

    /** What went wrong at the root. */
    public Failure failure() {
        return incident.failure();
    }

    /**
     * The dotted module whose absence or refusal the failure is about: for {@code cannot import name 'n' from 'm'} the
     * submodule {@code m.n}, when {@code m} is a package.
     */
    public Optional<String> missingModule() {
        return switch (failure()) {
            case Failure.MissingModule missing -> Optional.of(missing.module());
            case Failure.MissingName missing ->
                environment
                        .filter(seen -> !missing.module().isEmpty())
                        .flatMap(seen -> seen.modules().find(missing.module()))
                        .filter(module -> module.isPackage())
                        .map(module -> missing.module() + "." + missing.name());
            case Failure.MissingAttribute _,
                    Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.OtherException _,
                    Failure.Killed _ -> Optional.empty();
        };
    }

    /** What the program imports, as far as its own files tell. */
    public Imports imports() {
        return environment
                .flatMap(seen -> script.or(() -> started(seen)).map(first -> read.of(first, seen, machine)))
                .orElse(Imports.NONE);
    }

    /** The project's own file at whose module level the traceback begins, behind what starts a module of {@code -m}. */
    private Optional<String> started(PythonEnvironment seen) {
        return incident.frames().stream()
                .filter(frame -> !frame.startsModules())
                .findFirst()
                .filter(frame -> !frame.internal() && frame.function().equals("<module>"))
                .map(frame -> absolute(frame.file()))
                .filter(file -> OwnCode.runs(seen, file));
    }

    /** Who put a file where it is. */
    public Owner ownerOf(String file) {
        Optional<Distribution> distribution =
                environment.flatMap(seen -> seen.distributions().owner(file));
        if (distribution.isPresent()) {
            return new Owner(
                    Owner.Kind.DISTRIBUTION,
                    environment.orElseThrow().distributions().displayName(distribution.get()),
                    distribution.get().version());
        }
        return new SystemPackages(machine)
                .owner(file)
                .map(found -> new Owner(Owner.Kind.SYSTEM_PACKAGE, found.name(), found.version()))
                .orElse(Owner.NOBODY);
    }

    /** A file of the output as an absolute path; as it is where nobody knows in which folder it was meant. */
    public String absolute(String file) {
        if (file.startsWith("~/")) {
            return Paths.ofHome(machine, file);
        }
        return folder.isEmpty() ? file : Paths.absolute(folder, file);
    }

    /** Begins a diagnosis that rests on the disk. */
    public DiagnosisBuilder proved(String cause) {
        return new DiagnosisBuilder(this, cause, Certainty.PROVED, Basis.DISK);
    }

    /** Begins a diagnosis that is proved where the disk is at hand, and likely where there is a log alone. */
    public DiagnosisBuilder judged(String cause) {
        return environment.isPresent() ? proved(cause) : likely(cause);
    }

    /** Begins a diagnosis that the disk makes likely, without proving it. */
    public DiagnosisBuilder likely(String cause) {
        return new DiagnosisBuilder(this, cause, Certainty.LIKELY, environment.isPresent() ? Basis.DISK : Basis.LOG);
    }

    /** Begins a diagnosis that nothing excludes. */
    public DiagnosisBuilder possible(String cause) {
        return new DiagnosisBuilder(this, cause, Certainty.POSSIBLE, environment.isPresent() ? Basis.DISK : Basis.LOG);
    }

    /** {@code Python 3.13}; {@code Python} when it is not known which. */
    public String interpreterLabel() {
        return environment.map(PythonEnvironment::label).orElse("Python");
    }
}

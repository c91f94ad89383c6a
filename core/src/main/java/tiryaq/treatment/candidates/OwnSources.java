package tiryaq.treatment.candidates;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.LocalImportBroken;
import tiryaq.diagnosis.causes.module.OwnPlace;
import tiryaq.diagnosis.causes.module.PackagePart;
import tiryaq.diagnosis.causes.module.Submodule;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.VirtualEnvironment;
import tiryaq.treatment.LoadChain;
import tiryaq.treatment.OwnFiles;
import tiryaq.treatment.Program;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.VariableChange;
import tiryaq.treatment.requirements.Origin;

/** What lets a program find the project's own sources. */
final class OwnSources {
    private static final String VARIABLE = "PYTHONPATH";

    private OwnSources() {}

    /** The same program with the folder of the sources on its search path. */
    static Optional<Treatment> searched(
            Case patient, Diagnosis answer, PythonEnvironment seen, Program program, LoadChain chain) {
        // Python would not look at the variable, and nothing in it can be an entry that holds a colon.
        return seen.start().ignoreEnvironment()
                ? Optional.empty()
                : place(patient, answer)
                        .filter(place -> place.entry().indexOf(':') < 0)
                        .map(place -> Treatments.addEntry(
                                program,
                                seen.interpreter().executable(),
                                VARIABLE,
                                patient.machine().variable(VARIABLE).orElse(""),
                                place.entry(),
                                chain));
    }

    /** The same script as a part of its package, where it is one. */
    static Optional<Treatment> asModule(
            Case patient, Diagnosis answer, PythonEnvironment seen, Program program, LoadChain chain) {
        boolean script = program.firstEntry() != null && !program.program().isEmpty();
        if (!script
                || !answer.cause().equals(LocalImportBroken.CODE)
                || seen.start().ignoreEnvironment()) {
            return Optional.empty();
        }
        return place(patient, answer)
                .map(place -> PackagePart.below(patient, place.entry()))
                .orElseGet(() -> PackagePart.importing(patient))
                .filter(part -> part.root().indexOf(':') < 0)
                .map(part -> Treatments.asModule(
                        program,
                        seen.interpreter().executable(),
                        part.module(),
                        part.root(),
                        VARIABLE,
                        patient.machine().variable(VARIABLE).orElse(""),
                        chain));
    }

    /**
     * The project installed, by the person, into the environment that ran, or the one that it has and that did not run,
     * so that it leads to the sources from then on.
     *
     * @param program null where it cannot be started another way
     */
    static Optional<Treatment> installed(
            Case patient, Diagnosis answer, PythonEnvironment seen, @Nullable Program program) {
        Machine machine = patient.machine();
        Optional<OwnPlace> place = place(patient, answer).filter(found -> found.installable(machine));
        if (place.isEmpty()) {
            return Optional.empty();
        }
        String project = place.get().project();
        // Only of a folder of sources everybody expects that it has to be installed.
        String kind = place.get().entry().equals(project) ? Treatments.BY_HAND : Treatments.EDITABLE;
        String running = seen.interpreter().executable();
        Say title = Say.of("treatment.by-hand.editable", "path", project);
        List<String> words = List.of("install", "-e", project);
        if (VirtualEnvironment.of(running, machine).isPresent()) {
            return Installing.into(patient, seen.interpreter(), patient.folder())
                    .map(by -> editable(kind, title, by.steps(patient, title, List.of(words)), null));
        }
        String own = Paths.join(project, ".venv/bin/python");
        if (program == null || !machine.stat(own).executable()) {
            return Optional.empty();
        }
        List<String> argv = List.of(own, "-m", "pip", "install", "-e", project);
        Step step = new Step.Manual(title, Command.of(argv, patient.folder()));
        return Optional.of(editable(kind, title, List.of(step), program.by(own, VariableChange.NONE)));
    }

    /** An editable install whose source went elsewhere within its project, made again from there. */
    static Optional<Treatment> again(Case patient, Diagnosis answer, PythonEnvironment seen) {
        Machine machine = patient.machine();
        String file = answer.summary().places().getOrDefault("path", "");
        if (!answer.cause().equals(Unknown.CODE) || !answer.summary().key().endsWith(".editable")) {
            return Optional.empty();
        }
        return seen.distributions()
                .owner(file)
                .flatMap(owner -> project(machine.source(Paths.join(owner.metadata(), "direct_url.json"))))
                .filter(project -> machine.isFile(Paths.join(project, "pyproject.toml"))
                        || machine.isFile(Paths.join(project, "setup.py")))
                .flatMap(project -> {
                    Say title = Say.of("treatment.by-hand.editable", "path", project);
                    List<String> words = List.of("install", "-e", project);
                    return Installing.into(patient, seen.interpreter(), patient.folder())
                            .map(by -> editable(
                                    Treatments.BY_HAND, title, by.steps(patient, title, List.of(words)), null));
                });
    }

    /** Where {@code direct_url.json} (PEP 610) says that the project lies. */
    private static Optional<String> project(String text) {
        return Origin.of(text) instanceof Origin.Folder folder
                ? Optional.of(Paths.ofAddress(folder.url())).filter(path -> !path.isEmpty())
                : Optional.empty();
    }

    private static Treatment editable(String kind, Say title, List<Step> steps, @Nullable Command cured) {
        return Treatments.byHand(kind, title, Scope.ENVIRONMENT, steps, cured);
    }

    /** The submodule of the project fetched by the person. */
    static Optional<Treatment> fetched(Case patient, Diagnosis answer) {
        return answer.cause().equals(LocalImportBroken.CODE)
                        && place(patient, answer).isEmpty()
                ? Submodule.of(patient).map(found -> OwnFiles.fetched(found.folder(), found.path(), found.root()))
                : Optional.empty();
    }

    private static Optional<OwnPlace> place(Case patient, Diagnosis answer) {
        return answer.cause().equals(LocalImportBroken.CODE) ? OwnPlace.of(patient) : Optional.empty();
    }
}

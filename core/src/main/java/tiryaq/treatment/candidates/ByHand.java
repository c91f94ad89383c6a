package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionDamaged;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.LocalImportBroken;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.module.ShadowUses;
import tiryaq.diagnosis.causes.module.WrongDistribution;
import tiryaq.diagnosis.causes.nativemodule.AbiTagMismatch;
import tiryaq.diagnosis.causes.nativemodule.NativeFileDamaged;
import tiryaq.diagnosis.wanted.AlsoMissing;
import tiryaq.diagnosis.wanted.Asking;
import tiryaq.diagnosis.wanted.WantedDistribution;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.python.Distribution;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.VirtualEnvironment;
import tiryaq.treatment.OwnFiles;
import tiryaq.treatment.Place;
import tiryaq.treatment.Program;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.VariableChange;
import tiryaq.treatment.engine.VenvPip;
import tiryaq.treatment.requirements.Declared;
import tiryaq.treatment.requirements.Demanded;
import tiryaq.treatment.requirements.ProjectTool;
import tiryaq.treatment.requirements.Usable;

/** Repairs in place, which are shown as steps for the person. Never into a Python that the system manages. */
final class ByHand {
    private ByHand() {}

    /**
     * The steps that would cure an answer.
     *
     * @param project the folder that the program belongs to
     * @param program null where it cannot be started another way
     */
    static List<Treatment> of(
            Case patient, Diagnosis answer, PythonEnvironment seen, String project, @Nullable Program program) {
        List<Treatment> steps = new ArrayList<>();
        declared(patient, answer, seen, project, program).ifPresent(steps::add);
        for (Evidence fact : answer.evidence()) {
            // What lies in an archive has no name of its own to change.
            if (fact instanceof Evidence.Shadow shadow && patient.machine().isFile(shadow.path())) {
                String inTheWay = renamed(shadow.path());
                steps.add(OwnFiles.renamed(
                        inTheWay, free(inTheWay, patient.machine()), ShadowUses.of(patient, seen, shadow.path())));
            }
        }
        OwnSources.installed(patient, answer, seen, program)
                .or(() -> OwnSources.again(patient, answer, seen))
                .ifPresent(steps::add);
        Remaking.again(patient, answer).ifPresent(steps::add);
        rest(patient, answer, seen, project, program).ifPresent(steps::add);
        builtInPlace(patient, answer, seen, project, program).ifPresent(steps::add);
        OwnSources.fetched(patient, answer).ifPresent(steps::add);
        Optional<Treatment> byTool = byTool(patient, answer, seen, project);
        byTool.ifPresent(steps::add);
        String distribution = answer.distribution();
        if (distribution == null
                || byTool.isPresent()
                || VirtualEnvironment.of(seen.interpreter().executable(), patient.machine())
                        .isEmpty()) {
            return steps;
        }
        String worded = worded(patient, answer, distribution);
        switch (answer.cause()) {
            case DistributionMissing.CODE, OtherInterpreter.CODE -> {
                List<String> words = new ArrayList<>(List.of("install", worded));
                words.addAll(missingBeside(patient, seen, distribution));
                Say title = Say.of(
                        "treatment.by-hand.install", "distribution", String.join(", ", words.subList(1, words.size())));
                Installing.by(patient, seen, title, List.of(words)).ifPresent(steps::add);
            }
            case WrongDistribution.CODE -> wrong(patient, answer, seen, distribution, steps);
            case AbiTagMismatch.CODE, NativeFileDamaged.CODE, DistributionDamaged.CODE ->
                reinstall(patient, answer, seen, distribution).ifPresent(steps::add);
            default -> {}
        }
        return steps;
    }

    /** Whether the tool with which the project is managed is among the steps for this answer. */
    static boolean byTool(Case patient, Diagnosis answer, String project) {
        return isMissing(answer)
                && answer.distribution() != null
                && ProjectTool.of(patient.machine(), project).isPresent();
    }

    /** What the tool does with which the project is managed: what pip installs beside it, that takes away again. */
    private static Optional<Treatment> byTool(Case patient, Diagnosis answer, PythonEnvironment seen, String project) {
        Machine machine = patient.machine();
        String distribution = answer.distribution();
        if (distribution == null || !isMissing(answer)) {
            return Optional.empty();
        }
        return ProjectTool.of(machine, project).map(by -> {
            List<String> wanted = new ArrayList<>(List.of(worded(patient, answer, distribution)));
            missingBeside(patient, seen, distribution).stream()
                    .filter(each -> !by.declares(each, machine))
                    .forEach(wanted::add);
            boolean declared = by.declares(distribution, machine);
            Say title = declared ? by.again(machine) : by.adding(wanted);
            List<Step> steps = new ArrayList<>();
            for (List<String> words : declared ? by.filling(distribution, machine) : by.adds(wanted)) {
                steps.add(new Step.Manual(title, Command.of(words, project)));
            }
            return Treatments.byHand(title, Scope.ENVIRONMENT, steps);
        });
    }

    /**
     * The distributions of what else the program imports and is nowhere, where knowledge proves which those are: what
     * is installed one by one only leads to the next failure.
     */
    private static List<String> missingBeside(Case patient, PythonEnvironment seen, String distribution) {
        Case known = patient.unasked();
        List<String> names = new ArrayList<>();
        for (String module : patient.imports().foreign()) {
            Optional<Providers.Provided> provided =
                    seen.modules().find(module).isPresent() ? Optional.empty() : WantedDistribution.of(known, module);
            provided.filter(Providers.Provided::certain)
                    .map(Providers.Provided::distribution)
                    .filter(name -> !DistributionName.same(name, distribution) && !names.contains(name))
                    .ifPresent(names::add);
        }
        return names;
    }

    /**
     * An environment for a program whose own script starts an interpreter that is none, and the word to change there.
     */
    static Optional<Treatment> inScript(Case patient, Diagnosis answer, PythonEnvironment seen, String project) {
        Machine machine = patient.machine();
        Interpreter base = seen.interpreter();
        String distribution = answer.distribution();
        if (!answer.cause().equals(DistributionMissing.CODE)
                || distribution == null
                || VirtualEnvironment.of(base.executable(), machine).isPresent()
                || !VenvPip.worksFor(base, machine)) {
            return Optional.empty();
        }
        return Place.choose(machine, project, base.version().feature()).map(place -> {
            Optional<Declared.Listed> listed = Declared.whole(Declared.in(machine, project, null))
                    .filter(found -> found.inFile(machine, distribution));
            List<String> words = listed.isPresent()
                    ? List.of("-r", listed.get().source())
                    : List.of(distribution + Releases.having(patient, List.of(answer), distribution));
            Say install = Say.of("treatment.by-hand.install", "distribution", distribution);
            List<Step> steps = new ArrayList<>(made(base, place, words, install, project));
            steps.add(new Step.Manual(Say.of("text.step.in-script", "interpreter", place.python()), null));
            Say title = Say.of("treatment.by-hand.in-script", "path", place.environment());
            return Treatments.byHand(Demanded.by(machine, project, null).told(title, base), Scope.ISOLATED, steps);
        });
    }

    /** The steps that make an environment and install into it. */
    private static List<Step> made(
            Interpreter base, Place place, List<String> requirements, Say install, String project) {
        List<String> make = List.of(base.executable(), "-m", "venv", place.environment());
        List<String> words = new ArrayList<>(List.of(place.python(), "-m", "pip", "install"));
        words.addAll(requirements);
        return List.of(
                new Step.Manual(Say.of("text.step.make"), Command.of(make, project)),
                new Step.Manual(install, Command.of(words, project)));
    }

    /** The file that is in the way; a package is its folder. */
    private static String renamed(String file) {
        return Paths.name(file).startsWith("__init__.") ? Paths.parent(file) : file;
    }

    /** A name that says whose it is and hides nothing: {@code jwt.py} becomes {@code my_jwt.py}. */
    private static String free(String path, Machine machine) {
        String name = Paths.name(path);
        String free = "my_" + name;
        for (int i = 2; machine.lstat(Paths.join(Paths.parent(path), free)).exists() && i < 100; i++) {
            free = "my" + i + "_" + name;
        }
        return free;
    }

    private static boolean isMissing(Diagnosis answer) {
        return answer.cause().equals(DistributionMissing.CODE) || answer.cause().equals(OtherInterpreter.CODE);
    }

    /** In the release that is asked for, by whoever asks for it. */
    private static String worded(Case patient, Diagnosis answer, String distribution) {
        String having = Releases.having(patient, List.of(answer), distribution);
        return distribution
                + (having.isEmpty()
                        ? Asking.of(patient, answer)
                                .map(asking -> asking.requirement().specifiers().toString())
                                .orElse("")
                        : having);
    }

    /** All that is known to be needed, where the program imports more that nobody knows: that is left to the person. */
    private static Optional<Treatment> rest(
            Case patient, Diagnosis answer, PythonEnvironment seen, String project, @Nullable Program program) {
        String distribution = answer.distribution();
        List<String> unknown =
                isMissing(answer) ? AlsoMissing.of(patient, answer).unknown() : List.of();
        Interpreter base = seen.interpreter();
        Machine machine = patient.machine();
        boolean inside = VirtualEnvironment.of(base.executable(), machine).isPresent();
        if (unknown.isEmpty()
                || distribution == null
                || program == null
                || inside
                || !VenvPip.worksFor(base, machine)) {
            return Optional.empty();
        }
        return Place.choose(machine, project, base.version().feature()).map(place -> {
            List<String> names = new ArrayList<>(List.of(worded(patient, answer, distribution)));
            names.addAll(missingBeside(patient, seen, distribution));
            String modules = String.join(", ", unknown);
            String known = String.join(", ", names);
            Say title = Say.of(
                    "treatment.by-hand.rest", "path", place.environment(), "distribution", known, "modules", modules);
            Say install = Say.of("treatment.by-hand.install", "distribution", known);
            List<Step> steps = new ArrayList<>(made(base, place, names, install, project));
            steps.add(new Step.Manual(Say.of("text.step.rest", "modules", modules), null));
            Command cured = program.by(place.python(), VariableChange.NONE);
            Say told = Demanded.by(machine, project, null).told(title, base);
            return Treatments.byHand(Treatments.BY_HAND, told, Scope.ISOLATED, steps, cured);
        });
    }

    /**
     * An environment with all that the project declares, where folders of this machine are among that: to install one
     * leaves files in it, which nothing would take back.
     */
    private static Optional<Treatment> builtInPlace(
            Case patient, Diagnosis answer, PythonEnvironment seen, String project, @Nullable Program program) {
        Machine machine = patient.machine();
        Interpreter base = seen.interpreter();
        boolean wanted = isMissing(answer) || answer.cause().equals(LocalImportBroken.CODE);
        if (!wanted
                || program == null
                || !(Declared.in(machine, project, null) instanceof Declared.NeedsBuild(var whole, var lines))
                || !VenvPip.worksFor(base, machine)) {
            return Optional.empty();
        }
        return Place.choose(machine, project, base.version().feature()).map(place -> {
            Say title = Usable.byHand(place.environment(), whole, lines);
            Say fill = Say.of("text.step.fill", "source", whole.source());
            List<Step> steps = made(base, place, whole.words(), fill, project);
            Command cured = program.by(place.python(), VariableChange.NONE);
            Say told = Demanded.by(machine, project, null).told(title, base);
            return Treatments.byHand(Treatments.BY_HAND, told, Scope.ISOLATED, steps, cured);
        });
    }

    /** What the project declares, into the environment that it has but that lacks it. */
    private static Optional<Treatment> declared(
            Case patient, Diagnosis answer, PythonEnvironment seen, String project, @Nullable Program program) {
        Machine machine = patient.machine();
        String distribution = answer.distribution();
        Declared.Listed listed = isMissing(answer) && distribution != null
                ? Declared.whole(Declared.in(machine, project, null))
                        .filter(found -> found.inFile(machine, distribution))
                        .orElse(null)
                : null;
        if (listed == null || distribution == null) {
            return Optional.empty();
        }
        String running = seen.interpreter().executable();
        boolean own = VirtualEnvironment.of(running, machine)
                .filter(each -> Paths.within(each.prefix(), project))
                .isPresent();
        if (!own && program == null) {
            return Optional.empty();
        }
        String python = own ? running : project + "/.venv/bin/python";
        Optional<VirtualEnvironment> environment = VirtualEnvironment.of(python, machine);
        if (environment.isEmpty()
                || !machine.isFile(python)
                || !fillable(environment.get(), distribution, own, machine)) {
            return Optional.empty();
        }
        Say title = Say.of(
                "treatment.by-hand.requirements",
                "source",
                listed.source(),
                "environment",
                environment.get().prefix());
        List<String> install = List.of("install", "-r", listed.source());
        if (own) {
            return Installing.by(patient, seen, title, List.of(install));
        }
        List<String> argv = new ArrayList<>(List.of(python, "-m", "pip"));
        argv.addAll(install);
        Command cured = program == null ? null : program.by(python, VariableChange.NONE);
        return Optional.of(Treatments.byHand(
                title, Scope.ENVIRONMENT, title, Command.of(argv, patient.folder()), List.of(), cured));
    }

    /**
     * Whether it lacks the distribution and can be given it: the one that runs by whatever works there, another one by
     * a pip of its own.
     */
    private static boolean fillable(
            VirtualEnvironment environment, String distribution, boolean runs, Machine machine) {
        String lib = environment.prefix() + "/lib";
        for (String version : machine.list(lib).names()) {
            String packages = lib + "/" + version + "/site-packages";
            if (machine.isFolder(packages) && (runs || machine.isFolder(packages + "/pip"))) {
                return machine.list(packages).names().stream()
                        .filter(name -> name.endsWith(".dist-info"))
                        .noneMatch(name -> DistributionName.same(name.substring(0, name.indexOf('-')), distribution));
            }
        }
        return false;
    }

    private static Optional<Treatment> reinstall(Case patient, Diagnosis answer, PythonEnvironment seen, String name) {
        Optional<Distribution> installed = Releases.damaged(seen, List.of(answer), name)
                .or(() -> seen.distributions().named(name));
        String prefix = VirtualEnvironment.of(seen.interpreter().executable(), patient.machine())
                .map(VirtualEnvironment::prefix)
                .orElse("");
        if (installed.isEmpty()) {
            return Releases.aside(List.of(answer), name)
                    .flatMap(version -> Installing.by(
                            patient,
                            seen,
                            Say.of("treatment.by-hand.reinstall", "distribution", name, "version", version),
                            List.of(List.of("install", name + "==" + version))));
        }
        // Only what lies in the environment itself is put right by installing into it.
        return installed
                .filter(found -> Paths.within(found.location(), prefix)
                        && !found.version().isEmpty())
                .flatMap(found -> Installing.by(
                        patient,
                        seen,
                        Edited.of(patient.machine(), seen, found, answer)
                                .map(file -> Say.of(
                                        "treatment.by-hand.reinstall.edited",
                                        "distribution",
                                        name,
                                        "version",
                                        found.version(),
                                        "path",
                                        file))
                                .orElseGet(() -> Say.of(
                                        "treatment.by-hand.reinstall",
                                        "distribution",
                                        name,
                                        "version",
                                        found.version())),
                        List.of(List.of("install", "--force-reinstall", "--no-deps", name + "==" + found.version()))));
    }

    private static void wrong(
            Case patient, Diagnosis answer, PythonEnvironment seen, String wanted, List<Treatment> steps) {
        for (Evidence fact : answer.evidence()) {
            if (fact instanceof Evidence.OwnedByOther other) {
                Say title = Say.of(
                        "treatment.by-hand.uninstall",
                        "distribution",
                        other.owner().name());
                // The files of both lie in one folder: without the second half neither is there.
                Installing.by(
                                patient,
                                seen,
                                title,
                                List.of(
                                        List.of("uninstall", "-y", other.owner().name()),
                                        List.of("install", "--force-reinstall", "--no-deps", wanted)))
                        .ifPresent(steps::add);
            }
        }
    }
}

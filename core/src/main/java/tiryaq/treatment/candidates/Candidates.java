package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.AddedEntries;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.command.Interpreters;
import tiryaq.command.Invocation;
import tiryaq.command.Target;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.HiddenByOption;
import tiryaq.diagnosis.causes.module.LocalImportBroken;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.module.ShadowedModule;
import tiryaq.diagnosis.causes.start.PathPolluted;
import tiryaq.diagnosis.causes.start.VenvBroken;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.ProjectRoot;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.LoadChain;
import tiryaq.treatment.Planner;
import tiryaq.treatment.Program;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.VariableChange;
import tiryaq.treatment.requirements.ProjectFolder;

/** Gathers what could cure the answer of an examination, and lets the planner put it into order. */
public final class Candidates {
    private static final Set<String> NO_OTHER_PYTHON = Set.of(
            PathPolluted.CODE, ShadowedModule.CODE, LocalImportBroken.CODE, NotAnEnvironmentFailure.CODE, Unknown.CODE);
    private static final Set<String> NO_NEW_ENVIRONMENT =
            Set.of(LocalImportBroken.CODE, NotAnEnvironmentFailure.CODE, Unknown.CODE);

    private final Case patient;
    private final Diagnosis answer;
    private final PythonEnvironment seen;
    private final Command command;
    private final Program program;
    private final @Nullable String script;

    /** Whether a folder or an archive is run: it stays on the path, whatever option is given. */
    private final boolean whole;

    private final List<Examined> beside;
    private final List<Diagnosis> answers;
    private final LoadChain chain;
    private final Environments environments;
    private final Poison poison;
    private final StandingInterpreters standing;

    private Candidates(
            Examined examined,
            PythonEnvironment seen,
            Command command,
            Program program,
            @Nullable String script,
            boolean whole,
            Environments environments) {
        this.patient = examined.patient();
        this.answer = examined.answer();
        this.seen = seen;
        this.command = command;
        this.program = program;
        this.script = script;
        this.whole = whole;
        this.beside = examined.beside().stream().filter(Chains::plannable).toList();
        List<Diagnosis> all = new ArrayList<>(List.of(answer));
        beside.forEach(each -> all.add(each.answer()));
        this.answers = List.copyOf(all);
        this.chain = Chains.of(examined, beside);
        this.environments = environments;
        LoadChain everything =
                beside.size() == examined.beside().size() ? chain : Chains.of(examined, examined.beside());
        this.standing = new StandingInterpreters(patient, answers, seen, program, everything);
        this.poison = new Poison(patient, seen, script, OwnModules.target(examined));
    }

    /**
     * The treatments of the answer, least invasive first.
     *
     * @param environments makes the treatment that needs an engine
     */
    public static List<Treatment> of(Examined examined, Command command, Environments environments) {
        Optional<PythonEnvironment> seen = examined.patient().environment();
        if (seen.isEmpty()) {
            return Remaking.of(examined, command);
        }
        Machine machine = examined.patient().machine();
        return examined.resolution()
                .filter(Invocation.class::isInstance)
                .map(Invocation.class::cast)
                .flatMap(ran -> Programs.of(ran, command, seen.get(), machine)
                        .map(program -> of(examined, command, ran, program, environments)
                                .gather()))
                .orElseGet(() -> ofWrapper(examined, seen.get(), command, environments));
    }

    private static Candidates of(
            Examined examined, Command command, Invocation ran, Program program, Environments environments) {
        boolean runsScript = ran.target() instanceof Target.Script;
        boolean whole =
                ran.target() instanceof Target.Script target && target.path().equals(program.firstEntry());
        String script = runsScript ? examined.patient().script().orElse(null) : null;
        PythonEnvironment seen = examined.patient().environment().orElseThrow();
        return new Candidates(examined, seen, command, program, script, whole, environments);
    }

    /**
     * A program that starts Python by rules of its own can be started another way only by what is first on
     * {@code PATH}; else its environment can be mended.
     */
    private static List<Treatment> ofWrapper(
            Examined examined, PythonEnvironment seen, Command command, Environments environments) {
        Case patient = examined.patient();
        // A script may go to the folder of its project first.
        String project =
                ProjectFolder.of(patient.machine(), patient.folder().isEmpty() ? command.folder() : patient.folder());
        List<Treatment> steps = new ArrayList<>(ByHand.of(patient, examined.answer(), seen, project, null));
        for (Examined each : examined.beside()) {
            steps.addAll(ByHand.of(each.patient(), each.answer(), seen, project, null));
        }
        Optional<Program> byPath = ByPath.of(examined, command);
        if (byPath.isPresent()) {
            String script = patient.script().orElse(null);
            Candidates all = new Candidates(examined, seen, command, byPath.get(), script, false, environments);
            steps.addAll(all.elsewhere(all.project()).stream()
                    .filter(each -> each.scope() != Scope.NONE || ByPath.reaches(each, patient.machine()))
                    .toList());
            return all.ordered(steps);
        } else if (ByPath.startedByScript(examined)) {
            ByHand.inScript(patient, examined.answer(), seen, project).ifPresent(steps::add);
        }
        return Planner.order(steps);
    }

    private List<Treatment> gather() {
        Optional<PathEntry> added = AddedEntries.added(answer, seen);
        if (added.isPresent()) {
            List<Treatment> steps = new ArrayList<>();
            standing.loading(String.valueOf(answer.module()), added.get().location())
                    .ifPresent(steps::add);
            Installing.refill(patient, answer, seen, added.get().location()).ifPresent(steps::add);
            return steps;
        }
        Optional<Treatment> lifted = withoutOption();
        if (lifted.isPresent()) {
            return List.of(lifted.get());
        }
        List<Treatment> found = new ArrayList<>();
        leaveOut().or(this::leaveOutShadow).ifPresent(found::add);
        safePath().ifPresent(found::add);
        OwnSources.asModule(patient, answer, seen, program, chain).ifPresent(found::add);
        OwnSources.searched(patient, answer, seen, program, chain).ifPresent(found::add);
        boolean evaded = answer.cause().equals(PathPolluted.CODE) && !found.isEmpty();
        if (!evaded) {
            found.addAll(elsewhere(project()));
        }
        found.addAll(ByHand.of(patient, answer, seen, project(), program));
        for (Examined each : beside) {
            found.addAll(ByHand.of(each.patient(), each.answer(), seen, project(), program));
        }
        return ordered(found);
    }

    private List<Treatment> ordered(List<Treatment> found) {
        return Planner.order(found, standing.inOwnEnvironment(project()));
    }

    /** The program under what has all that it needs: an interpreter that stands, a new environment. */
    private List<Treatment> elsewhere(String project) {
        List<Treatment> found = new ArrayList<>();
        VariableChange change = poisonLeftOut();
        if (!NO_OTHER_PYTHON.contains(answer.cause())) {
            found.addAll(standing.treatments(project, poison.wholly(change, command.folder(), answer.module())));
        }
        if (!NO_NEW_ENVIRONMENT.contains(answer.cause()) && provable() && !shadowStays(change)) {
            List<Treatment> first = poison.parting(change, command.folder());
            if (!first.isEmpty()) {
                return Stream.concat(found.stream(), first.stream()).toList();
            }
            PythonEnvironment whole = VenvBroken.asItWas(patient, answer, seen);
            found.addAll(environments.propose(new Environments.Request(
                    patient,
                    answer,
                    answers.subList(1, answers.size()),
                    whole,
                    program,
                    project,
                    script,
                    change,
                    chain,
                    whole == seen ? standing.needed() : null,
                    versions(found))));
        }
        return found;
    }

    private static Set<String> versions(List<Treatment> standing) {
        return standing.stream()
                .flatMap(each -> Stream.ofNullable(each.title().places().get("version")))
                .collect(Collectors.toSet());
    }

    /** What the program's own options hide is there: nothing else than to start it without them shows it. */
    private Optional<Treatment> withoutOption() {
        return answer.cause().equals(OtherInterpreter.CODE)
                ? HiddenByOption.of(patient, String.valueOf(answer.module()))
                        .map(hidden -> Treatments.withoutOptions(
                                program,
                                seen.interpreter().executable(),
                                hidden.without(),
                                hidden.first(),
                                !chain.modules().contains(String.valueOf(answer.module())),
                                chain))
                : Optional.empty();
    }

    /** What is missing must be known by name before anything is installed for it. */
    private boolean provable() {
        return !answer.cause().equals(DistributionMissing.CODE) || answer.distribution() != null;
    }

    private String project() {
        // A console script lies with its interpreter or where PATH finds it, wherever the project is.
        String python = seen.interpreter().executable();
        boolean own = Interpreters.ofProject(script, python, patient.machine()) != null
                && !Paths.parent(String.valueOf(script)).equals(Paths.parent(python));
        String folder = own ? Paths.parent(String.valueOf(script)) : command.folder();
        String ofScript = ProjectFolder.of(patient.machine(), folder);
        boolean marked = !ofScript.equals(folder);
        return marked || !own ? ofScript : ProjectFolder.of(patient.machine(), nearer(folder));
    }

    /**
     * The folder that the command was started from is the project's, where the script lies below it and it can be one.
     */
    private String nearer(String folder) {
        boolean ours =
                Paths.within(folder, command.folder()) && ProjectRoot.canBeOne(patient.machine(), command.folder());
        return ours ? command.folder() : folder;
    }

    private Optional<Treatment> leaveOut() {
        for (Evidence fact : answer.evidence()) {
            if (fact instanceof Evidence.PathEntryGuilty guilty) {
                String python = seen.interpreter().executable();
                String variable = guilty.declaredBy();
                Optional<String> value = patient.machine().variable(variable);
                if (value.isPresent()) {
                    String entry = written(value.get(), guilty.entry());
                    return poison.parting(entry, guilty.entry())
                            .or(() -> Optional.of(
                                    Treatments.leaveOutEntry(program, python, variable, value.get(), entry, chain)));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * A file that hides a module is passed over with the entry of {@code PYTHONPATH} that leads to it, if nothing else
     * is needed there.
     */
    private Optional<Treatment> leaveOutShadow() {
        Optional<String> value = patient.machine().variable("PYTHONPATH");
        for (Evidence fact : answer.evidence()) {
            if (value.isPresent()
                    && fact instanceof Evidence.Shadow shadow
                    && shadow.hidden() != null
                    && answer.cause().equals(ShadowedModule.CODE)) {
                for (PathEntry entry : seen.path().entries()) {
                    if (entry.origin() == PathEntry.Origin.PYTHONPATH
                            && holds(entry.location(), shadow.path())
                            && findsAllElsewhere(seen.without(entry))
                            && poison.ownOf(entry.location(), answer.module()).isEmpty()) {
                        return Optional.of(Treatments.leaveOutEntry(
                                program,
                                seen.interpreter().executable(),
                                "PYTHONPATH",
                                value.get(),
                                written(value.get(), entry.location()),
                                chain));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether all that the program imports is found elsewhere, too, as far as the disk shows. */
    private boolean findsAllElsewhere(PythonEnvironment without) {
        return patient.imports().foreign().stream()
                .filter(name -> seen.modules().find(name).isPresent())
                .allMatch(name -> without.modules()
                        .find(name)
                        .filter(found -> found.folders()
                                        .containsAll(seen.modules()
                                                .find(name)
                                                .map(Module::folders)
                                                .orElse(List.of()))
                                || found.kind() != Module.Kind.NAMESPACE)
                        .isPresent());
    }

    /** The entry as the variable spells it. */
    private String written(String value, String entry) {
        for (String part : value.split(":", -1)) {
            if (Paths.absolute(command.folder(), part).equals(entry)) {
                return part;
            }
        }
        return entry;
    }

    private Optional<Treatment> safePath() {
        String first = program.firstEntry();
        if (script == null || first == null || whole) {
            return Optional.empty();
        }
        for (Evidence fact : answer.evidence()) {
            if (fact instanceof Evidence.Shadow shadow
                    && shadow.hidden() != null
                    && holds(first, shadow.path())
                    && !OwnFolder.needed(patient, seen, script, first, shadow)) {
                boolean option = seen.interpreter().version().atLeast(3, 11);
                return Optional.of(
                        Treatments.safePath(program, seen.interpreter().executable(), option, first, chain));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the file that is in the way would be found first under any other interpreter, too: it lies in the
     * program's own folder, or in one of {@code PYTHONPATH} that is not left out.
     */
    private boolean shadowStays(VariableChange change) {
        for (Evidence fact :
                answers.stream().flatMap(each -> each.evidence().stream()).toList()) {
            if (fact instanceof Evidence.Shadow shadow) {
                for (PathEntry entry : seen.path().entries()) {
                    boolean stays = entry.origin() == PathEntry.Origin.PROGRAM
                            || (entry.origin() == PathEntry.Origin.PYTHONPATH && !leftOut(entry.location(), change));
                    if (stays && holds(entry.location(), shadow.path())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether a module's file lies directly in an entry of the search path, or in a package there. */
    private static boolean holds(String entry, String file) {
        String folder = Paths.parent(file);
        return folder.equals(entry) || Paths.parent(folder).equals(entry);
    }

    private boolean leftOut(String location, VariableChange change) {
        if (change.unset().contains("PYTHONPATH")) {
            return true;
        }
        String rest = change.set().get("PYTHONPATH");
        if (rest == null) {
            return false;
        }
        for (String part : rest.split(":", -1)) {
            if (!part.isEmpty() && Paths.absolute(command.folder(), part).equals(location)) {
                return false;
            }
        }
        return true;
    }

    /** A new environment must not see the folders of packages that the sick one saw; the user's own sources it may. */
    private VariableChange poisonLeftOut() {
        VariableChange change = poison.leftOut(answers, command.folder());
        return patient.machine().variable("PYTHONHOME").isEmpty()
                ? change
                : change.and(new VariableChange(Map.of(), new TreeSet<>(Set.of("PYTHONHOME"))));
    }
}

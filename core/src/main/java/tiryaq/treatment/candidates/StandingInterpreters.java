package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.binary.NativeHeader;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Python2Program;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;
import tiryaq.python.Damage;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.VirtualEnvironment;
import tiryaq.treatment.LoadChain;
import tiryaq.treatment.Program;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.VariableChange;
import tiryaq.treatment.requirements.Demanded;
import tiryaq.treatment.requirements.Pointed;
import tiryaq.treatment.requirements.Wanted;

/** Interpreters and environments that stand already and have what the program needs, as far as the disk shows. */
final class StandingInterpreters {
    private static final String PATH = "PYTHONPATH";
    private static final int MOST = 2;

    private final Case patient;
    private final List<Diagnosis> answers;
    private final PythonEnvironment seen;
    private final Program program;
    private final LoadChain chain;
    private @Nullable List<Wanted> needed;

    /**
     * For one program.
     *
     * @param answers to its failures, the first one first
     * @param chain all that has to load
     */
    StandingInterpreters(
            Case patient, List<Diagnosis> answers, PythonEnvironment seen, Program program, LoadChain chain) {
        this.patient = patient;
        this.answers = answers;
        this.seen = seen;
        this.program = program;
        this.chain = chain;
    }

    /**
     * Those that would find every module of the chain; the proof shows the rest.
     *
     * @param change what leaves the entries out of {@code PYTHONPATH} that are in the way
     */
    List<Treatment> treatments(String project, VariableChange change) {
        List<Treatment> found = new ArrayList<>();
        Demanded demanded =
                Demanded.by(patient.machine(), project, patient.script().orElse(null));
        List<Treatment> foreign = new ArrayList<>();
        for (PythonEnvironment other : patient.others()) {
            if (found.size() < MOST && Python2Program.mayRunUnder(patient, seen, other) && findsAll(other)) {
                String python = other.interpreter().executable();
                Optional<VirtualEnvironment> venv = VirtualEnvironment.of(python, patient.machine());
                boolean ofProject = venv.filter(each -> isOwn(each, project)).isPresent();
                // The project's own environment is what it runs in, whatever it declares by now.
                if (!ofProject && !demanded.metBy(other)) {
                    continue;
                }
                if (!ofProject && venv.isPresent() && !Pointed.to(patient.machine(), project, venv.get(), other)) {
                    if (foreign.isEmpty()) {
                        foreign.add(Treatments.foreignEnvironment(
                                program, venv.get().prefix(), python, other.label(), chain));
                    }
                    continue;
                }
                found.add(
                        ofProject
                                ? Treatments.projectEnvironment(
                                        program, venv.get().prefix(), python, VariableChange.NONE, chain)
                                : Treatments.otherInterpreter(
                                        program, python, other.label(), VariableChange.NONE, chain));
            }
        }
        found.addAll(foreign);
        if (found.stream().noneMatch(each -> each.kind().equals(Treatments.PROJECT_ENVIRONMENT))) {
            without(change, project).ifPresent(each -> found.addFirst(each));
        }
        return found;
    }

    /**
     * The project's own environment, or the one that ran, which has all that the program needs once some entries of
     * {@code PYTHONPATH} are left out.
     */
    private Optional<Treatment> without(VariableChange change, String project) {
        String value = patient.machine().variable(PATH).orElse("");
        List<String> entries = change.leftOut(PATH, value);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        List<PythonEnvironment> all = new ArrayList<>(List.of(seen));
        patient.others().forEach(all::add);
        for (PythonEnvironment each : all) {
            String python = each.interpreter().executable();
            Optional<VirtualEnvironment> venv =
                    VirtualEnvironment.of(python, patient.machine()).filter(own -> isOwn(own, project));
            boolean reads = !each.start().ignoreEnvironment();
            if (venv.isPresent()
                    && reads
                    && Python2Program.mayRunUnder(patient, seen, each)
                    && findsAll(left(each, entries))) {
                return Optional.of(Treatments.projectEnvironment(
                        program, venv.get().prefix(), python, change, String.join(", ", entries), chain));
            }
        }
        return Optional.empty();
    }

    private PythonEnvironment left(PythonEnvironment each, List<String> entries) {
        PythonEnvironment rest = each;
        for (PathEntry entry : each.path().entries()) {
            boolean out = entry.origin() == PathEntry.Origin.PYTHONPATH
                    && entries.stream()
                            .map(written -> Paths.absolute(patient.folder(), written))
                            .anyMatch(entry.location()::equals);
            rest = out ? rest.without(entry) : rest;
        }
        return rest;
    }

    /** Whether the program ran in an environment of its project, or in a shell in which one is activated. */
    boolean inOwnEnvironment(String project) {
        return VirtualEnvironment.of(seen.interpreter().executable(), patient.machine())
                        .filter(each -> isOwn(each, project))
                        .isPresent()
                || activated()
                        .flatMap(prefix -> VirtualEnvironment.of(prefix + "/bin/python", patient.machine()))
                        .isPresent();
    }

    private boolean isOwn(VirtualEnvironment environment, String project) {
        return Paths.within(environment.prefix(), project)
                || activated().filter(environment.prefix()::equals).isPresent();
    }

    private Optional<String> activated() {
        return patient.machine().variable("VIRTUAL_ENV").filter(prefix -> prefix.startsWith("/"));
    }

    /** The one for which the files in a folder are made that the program itself puts on the search path. */
    Optional<Treatment> loading(String module, String folder) {
        for (PythonEnvironment other : patient.others()) {
            boolean loads = other.with(folder, PathEntry.Origin.ADDED)
                    .modules()
                    .find(module)
                    .filter(there ->
                            Paths.within(there.file(), folder) && NativeHeader.isWhole(patient.machine(), there.file()))
                    .isPresent();
            if (loads && Python2Program.mayRunUnder(patient, seen, other)) {
                String python = other.interpreter().executable();
                Say title = Say.of(
                        "treatment.by-hand.other", "interpreter", python, "version", other.label(), "path", folder);
                // Its imports cannot be proved alone: only the program knows that folder.
                return Optional.of(Treatments.byHand(
                        title, Scope.NONE, title, program.by(python, VariableChange.NONE), List.of()));
            }
        }
        return Optional.empty();
    }

    /** What the program needs under the interpreter that failed; null where that did not matter. */
    @Nullable
    List<Wanted> needed() {
        return needed;
    }

    private boolean findsAll(PythonEnvironment other) {
        // From the end: what is missing here is most likely missing there, too.
        for (String module : chain.modules().reversed()) {
            int colon = module.indexOf(':');
            Optional<Module> found = other.modules().find(colon < 0 ? module : module.substring(0, colon));
            // A namespace package has no names of its own.
            if (found.isEmpty()
                    || (colon >= 0 && found.get().kind() == Module.Kind.NAMESPACE)
                    || !NativeHeader.isWhole(patient.machine(), found.get().file())) {
                return false;
            }
        }
        return !chain.modules().isEmpty()
                && runs(other)
                && namesAll(other)
                && importsAll(other)
                && loadsAll(other)
                && whole(other);
    }

    /** Whether it finds the module that is run by {@code -m}. */
    private boolean runs(PythonEnvironment other) {
        return program.module()
                .filter(name -> other.modules().find(name).isEmpty())
                .isEmpty();
    }

    /** Whether it knows the distributions by their names, as the proof asks. */
    private boolean namesAll(PythonEnvironment other) {
        for (String name : chain.distributions()) {
            if (other.distributions().named(name).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether all that the script imports would be found, too. */
    private boolean importsAll(PythonEnvironment other) {
        Set<String> imports = patient.imports().foreign();
        return imports.stream().allMatch(name -> other.modules().find(name).isPresent());
    }

    /** Whether nothing of it is gone or broken there, as far as file lists and headers tell. */
    private boolean whole(PythonEnvironment other) {
        List<String> modules = new ArrayList<>();
        for (String word : chain.modules()) {
            int colon = word.indexOf(':');
            modules.add(colon < 0 ? word : word.substring(0, colon));
        }
        modules.addAll(Needed.imports(patient, program));
        return Damage.of(other, modules, patient.machine()).isEmpty();
    }

    /** Whether the compiled files of all that the program needs are for that interpreter, where it would see them. */
    private boolean loadsAll(PythonEnvironment other) {
        List<Wanted> all = needed;
        if (all == null) {
            all = Needed.of(patient, answers, seen, Needed.imports(patient, program), seen.interpreter(), null);
            needed = all;
        }
        for (Wanted wanted : all) {
            Optional<Distribution> visible = other.distributions().named(wanted.name());
            if (visible.isPresent() && !Loadable.under(other, visible.get())) {
                return false;
            }
        }
        return true;
    }
}

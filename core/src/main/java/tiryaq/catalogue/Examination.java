package tiryaq.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.child.Ended;
import tiryaq.catalogue.child.UnheardImport;
import tiryaq.catalogue.source.Unshown;
import tiryaq.catalogue.source.path.AddingSource;
import tiryaq.catalogue.source.path.ServerFolders;
import tiryaq.command.Command;
import tiryaq.command.Interpreters;
import tiryaq.command.Invocation;
import tiryaq.command.LogOrigin;
import tiryaq.command.Means;
import tiryaq.command.Resolution;
import tiryaq.command.Resolver;
import tiryaq.command.Target;
import tiryaq.command.Unresolved;
import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Others;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.causes.start.StaleActivation;
import tiryaq.diagnosis.causes.verdict.Misfit;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.WithVariables;
import tiryaq.python.Distribution;
import tiryaq.python.Interpreter;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.Start;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** From a symptom and a machine to what is wrong: which interpreter, what it sees, and the catalogue over it. */
public final class Examination {
    private final Machine machine;
    private final Prober prober;
    private final Earlier earlier;
    private final Function<Interpreter, Providers> index;
    private final ModuleTable table;

    /** An examination of this machine, which may ask the index for a wheel's file list. */
    public Examination(Machine machine, Prober prober, Function<Interpreter, Providers> index) {
        this(machine, prober, new Earlier(machine, prober), index, ModuleTable.shipped());
    }

    /** The same, beginning with what is known already of the machine's other interpreters. */
    public Examination(Machine machine, Prober prober, Earlier earlier, Function<Interpreter, Providers> index) {
        this(machine, prober, earlier, index, ModuleTable.shipped());
    }

    /** The same with another table of import names. */
    Examination(Machine machine, Prober prober, Function<Interpreter, Providers> index, ModuleTable table) {
        this(machine, prober, new Earlier(machine, prober), index, table);
    }

    private Examination(
            Machine machine,
            Prober prober,
            Earlier earlier,
            Function<Interpreter, Providers> index,
            ModuleTable table) {
        this.earlier = earlier;
        this.table = table;
        this.machine = machine;
        this.prober = prober;
        this.index = index;
    }

    /**
     * What was learnt while the command still ran. It holds for what is installed only: what the command itself makes
     * or removes must not be judged by an older answer.
     */
    public record Earlier(Machine machine, Prober prober) {}

    /** What is wrong with a command that was run here and failed so. */
    public Examined of(Symptom symptom, Ran ran) {
        CaseSources sources = new CaseSources(machine);
        Examined found = new Examination(sources, prober, earlier, index, table).found(symptom, ran);
        return sources.end() ? found.readInPart() : found;
    }

    private Examined found(Symptom symptom, Ran ran) {
        Resolution told = Resolver.resolve(ran.command(), machine);
        Examined found = ended(symptom, ran, told);
        List<UnheardImport> unheard =
                found.ownFailure() ? UnheardImport.in(symptom, found.patient(), told, Reading::quoted) : List.of();
        return found.beside(unheard, each -> ended(each.alone(symptom), ran, told));
    }

    private Examined ended(Symptom symptom, Ran ran, Resolution told) {
        return (ran.python() == null
                        ? Ended.in(symptom, ran.command(), told, ran.here(), machine)
                        : Optional.<Ended>empty())
                .map(child ->
                        examined(symptom, new Ran(child.command(), ran.exitCode(), ran.signal(), null), child.python()))
                // The program itself is started as before, whatever its child needs.
                .map(found -> Surroundings.ofChild(found).by(Unresolved.wrapper(ran.command())))
                .orElseGet(() -> examined(symptom, ran, named(ran, told)));
    }

    private Examined examined(Symptom symptom, Ran ran, Resolution told) {
        Command command = ran.command();
        Optional<View> known = view(symptom, ran, told);
        // A script may have gone elsewhere before it started Python: there its relative files are meant.
        String folder = told instanceof Invocation meant ? meant.folder() : command.folder();
        // Of a command that was run just now the search path is known; a log may be that of another one.
        List<String> shown = ran.here()
                ? List.of()
                : known.map(seen -> ShownEntries.of(symptom, seen.environment(), folder, machine))
                        .orElse(List.of());
        boolean set = !shown.isEmpty() && !ShownEntries.byProgram(symptom, shown, folder, machine);
        Optional<Invocation> searching = set && told instanceof Invocation invocation
                ? Optional.of(invocation.searching(shown, machine))
                : Optional.empty();
        Resolution resolution = searching.<Resolution>map(Function.identity()).orElse(told);
        Optional<View> started =
                searching.isPresent() ? view(symptom, ran, resolution) : known.map(seen -> seen.with(shown, set));
        Optional<AddedEntries.Widened> widened = started.map(seen -> AddedEntries.over(
                symptom, seen.environment(), begun(resolution, seen), folder, seen.machine(), ran.here()));
        Optional<View> view = started.map(seen -> seen.with(widened.get().environment()));
        List<Incident> incidents = Deaths.of(symptom, ran, resolution);
        Case first = started(patient(incidents.getFirst(), view, folder), resolution);
        Examined examined = GivenUp.of(symptom, ran, resolution, first)
                .orElseGet(() -> all(first, incidents, symptom, Optional.of(resolution), ran.here()));
        Examined judged = view.map(seen -> Surroundings.judged(
                        examined, seen.environment(), seen.means(), new Surroundings.Shown(shown, set)))
                .orElse(examined);
        Examined sure = widened.map(seen -> seen.judged(judged)).orElse(judged);
        Examined whole = StartFiles.told(AddedEntries.told(sure), symptom.startFiles());
        // A log may be of another shell.
        return ran.here()
                ? whole.diagnosed(StaleActivation.told(
                        whole.patient(),
                        whole.diagnoses(),
                        ran.python() == null ? command.argv().getFirst() : ran.python()))
                : whole;
    }

    /**
     * What a log tells whose machine is not this one.
     *
     * @param folder that its relative files are meant in; empty where that is not known
     */
    public Examined ofLog(Symptom symptom, String folder) {
        List<Incident> incidents = symptom.incidents().isEmpty() ? List.of(Deaths.SILENT) : symptom.incidents();
        Case first = patient(incidents.getFirst(), Optional.empty(), folder);
        return StartFiles.told(all(first, incidents, symptom, Optional.empty(), false), symptom.startFiles());
    }

    /** The answer, and the failures that the program died of beside it. */
    static Examined all(
            Case first, List<Incident> incidents, Symptom symptom, Optional<Resolution> resolution, boolean here) {
        return Besides.with(
                best(first, incidents, resolution), symptom, here, incident -> one(first.about(incident), resolution));
    }

    /** The interpreter that ran, how that is known, and what it sees. */
    private record View(
            PythonEnvironment environment,
            Machine machine,
            Means means,
            Others others,
            @Nullable String script) {
        View with(PythonEnvironment other) {
            return new View(other, machine, means, others, script);
        }

        /** With folders in this order; which were set, or else put there by the program. */
        View with(List<String> entries, boolean set) {
            PythonEnvironment whole = environment;
            for (String entry : entries.reversed()) {
                whole = whole.with(entry, set ? PathEntry.Origin.SITE : PathEntry.Origin.ADDED);
            }
            return with(whole);
        }
    }

    private static AddingSource.Begun begun(Resolution resolution, View seen) {
        return resolution instanceof Invocation invocation
                ? new AddingSource.Begun(
                        GivenUp.start(invocation, seen.environment(), seen.machine()),
                        invocation.target() instanceof Target.Code code ? Optional.of(code.text()) : Optional.empty(),
                        invocation.runsPytest() ? Optional.of(invocation.arguments()) : Optional.empty(),
                        ServerFolders.of(invocation, seen.machine()))
                : new AddingSource.Begun(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private Optional<View> view(Symptom symptom, Ran ran, Resolution resolution) {
        String folder = ran.command().folder();
        return switch (resolution) {
            case Invocation invocation -> {
                Machine seen = new WithVariables(machine, invocation.environment(machine.variables()));
                String script = Starts.script(invocation, machine);
                yield probed(invocation.executable()).map(interpreter -> {
                    Start start = Starts.of(invocation, interpreter.version(), seen);
                    return new View(
                            new PythonEnvironment(interpreter, start, seen),
                            seen,
                            invocation.means(),
                            others(
                                    interpreter,
                                    start,
                                    Interpreters.ofProject(script, interpreter.executable(), seen),
                                    seen),
                            script);
                });
            }
            case Unresolved unresolved ->
                origin(symptom, ran, folder)
                        .flatMap(shown -> probed(shown.python()).map(interpreter -> {
                            Start start = Start.plain(null, folder);
                            return new View(
                                    new PythonEnvironment(interpreter, start, machine),
                                    machine,
                                    shown.means(),
                                    others(interpreter, start, null, machine),
                                    null);
                        }));
        };
    }

    private record ShownPython(String python, Means means) {}

    /** An output names what it likes, so only what the machine itself vouches for is started on its word. */
    private Optional<ShownPython> origin(Symptom symptom, Ran ran, String folder) {
        LogOrigin origin = LogOrigin.of(symptom, folder, machine);
        Optional<String> python = ran.here() ? origin.started(folder, machine) : origin.startable(folder, machine);
        return python.map(found -> new ShownPython(found, origin.means()));
    }

    private Optional<Interpreter> probed(String executable) {
        return prober.probe(executable) instanceof Probed.Answered answered
                ? Optional.of(answered.interpreter())
                : Optional.empty();
    }

    private Others others(Interpreter self, Start start, @Nullable String script, Machine seen) {
        Machine installed = new WithVariables(earlier.machine(), seen.variables());
        return new OtherInterpreters(self, start, script, seen, installed, earlier.prober());
    }

    /** The interpreter that the user names counts more than what the command seems to mean. */
    private static Resolution named(Ran ran, Resolution resolution) {
        if (ran.python() == null) {
            return resolution;
        }
        String python = Paths.absolute(ran.command().folder(), ran.python());
        return switch (resolution) {
            case Invocation told
            when told.means() == Means.SHELL_SCRIPT ->
                Invocation.known(python, ran.means(), new Target.Other(), told.folder());
            case Invocation told -> known(python, ran.means(), told);
            case Unresolved unresolved ->
                Invocation.known(
                        python, ran.means(), new Target.Other(), ran.command().folder());
        };
    }

    private static Invocation known(String python, Means means, Invocation told) {
        return new Invocation(
                python,
                means,
                told.target(),
                told.flags(),
                told.interpreterArguments(),
                told.arguments(),
                told.prefix(),
                told.folder(),
                told.set(),
                told.unset());
    }

    private Case patient(Incident incident, Optional<View> view, String folder) {
        return new Case(
                incident,
                view.map(View::machine).orElse(machine),
                view.map(View::environment),
                view.map(View::others).orElse(Others.NONE),
                table,
                view.map(seen -> index.apply(seen.environment().interpreter())).orElse(Providers.NONE),
                folder,
                view.map(View::script));
    }

    /** The script whose first line leads nowhere is known, though no interpreter is. */
    private static Case started(Case patient, Resolution resolution) {
        return resolution instanceof Unresolved unresolved
                        && !unresolved.script().isEmpty()
                        && patient.script().isEmpty()
                ? FirstLine.of(patient, patient.incident(), unresolved.script())
                : patient;
    }

    /** The first incident that a cause explains; the program's own failure ends the search, as it ended the program. */
    private static Examined best(Case first, List<Incident> incidents, Optional<Resolution> resolution) {
        Examined unexplained = null;
        for (Incident incident : incidents) {
            // What stopped the program is not explained by what it had outlived.
            if (unexplained != null && incident.survived()) {
                continue;
            }
            Optional<Examined> read = one(first.about(incident), resolution);
            if (read.isEmpty()) {
                continue;
            }
            Examined examined = read.get();
            if (examined.ownFailure()) {
                Optional<Examined> misfit = outlivedMisfit(first, examined.patient(), incidents, resolution);
                if (misfit.isPresent()) {
                    return misfit.get();
                }
            }
            if (!examined.answer().cause().equals(Unknown.CODE)) {
                return unexplained != null && examined.ownFailure() ? unexplained : examined;
            }
            unexplained = unexplained == null ? examined : unexplained;
        }
        return unexplained == null ? examined(first.about(Deaths.SILENT), resolution) : unexplained;
    }

    /**
     * What the library that failed had told before of another one that it does not fit: then this is no failure of the
     * program's own.
     */
    private static Optional<Examined> outlivedMisfit(
            Case first, Case own, List<Incident> incidents, Optional<Resolution> resolution) {
        List<Frame> frames = own.incident().frames();
        Optional<Distribution> raiser = own.environment()
                .filter(seen -> !frames.isEmpty())
                .flatMap(seen ->
                        seen.distributions().owner(own.absolute(frames.getLast().file())));
        for (Incident each : raiser.isPresent() ? incidents : List.<Incident>of()) {
            Case told = first.about(each);
            if (each.survived() && Misfit.of(told).map(Misfit::caller).equals(raiser)) {
                return one(told, resolution).filter(found -> !found.ownFailure());
            }
        }
        return Optional.empty();
    }

    /** One incident; empty where it is only a quotation, and not true here. */
    private static Optional<Examined> one(Case patient, Optional<Resolution> resolution) {
        return Reading.of(patient).map(read -> {
            Examined examined = examined(read, resolution);
            if (examined.explained()) {
                return examined;
            }
            // What the words do not tell, the import that they stand in for may; that it failed the disk shows, even
            // where nobody knows what would bring it.
            return CaughtImport.of(read)
                    .map(tried -> tried.judged(examined(tried.patient(), resolution)))
                    .filter(tried -> !tried.ownFailure())
                    .orElseGet(() -> untold(
                            examined,
                            CaughtImport.doubts(read) ? examined.atMost(Certainty.LIKELY) : examined,
                            Unshown.of(read)));
        });
    }

    /** No failure of the program's own where an import has to have failed, of which nothing shows why. */
    static Examined untold(Examined examined, Examined judged, Optional<Unshown> unshown) {
        return examined.ownFailure() && unshown.isPresent()
                ? examined.diagnosed(List.of(unshown.get().answer(examined.patient())))
                : judged;
    }

    /** What may be no more than printed words proves nothing, nor does what the program outlived. */
    static Examined examined(Case patient, Optional<Resolution> resolution) {
        List<Diagnosis> found = Catalogue.examine(patient);
        boolean doubtful =
                patient.environment().isPresent() && (patient.incident().survived() || Reading.quoted(patient));
        return new Examined(
                patient,
                resolution,
                doubtful
                        ? found.stream()
                                .map(each -> each.atMost(Certainty.LIKELY))
                                .toList()
                        : found);
    }
}

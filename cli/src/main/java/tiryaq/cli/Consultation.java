package tiryaq.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Ran;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.Host;
import tiryaq.cli.launch.Output;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.log.Decider;
import tiryaq.cli.log.LogPlace;
import tiryaq.cli.log.Supposed;
import tiryaq.cli.options.MissingProgram;
import tiryaq.cli.options.OptionAfter;
import tiryaq.cli.options.PythonOption;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.LogOrigin;
import tiryaq.command.Resolver;
import tiryaq.command.Target;
import tiryaq.command.Unresolved;
import tiryaq.command.probe.AskedOnce;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.ProbeCache;
import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.machine.FileStatus.Kind;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Remembering;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.report.Finding;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;
import tiryaq.treatment.candidates.IndexProviders;
import tiryaq.treatment.candidates.InstalledProviders;
import tiryaq.treatment.candidates.Remaking;
import tiryaq.treatment.candidates.StandingEnvironment;
import tiryaq.treatment.candidates.Untreated;

/** The way of one failure through the house: output, symptom, examination, treatments, finding. */
final class Consultation {
    /** What a shell ends with when there is no such command. */
    private static final int NOT_FOUND = 127;

    /** What Python ends with when an exception was caught by nobody. */
    private static final int DIED = 1;

    private final Session session;
    private final Machine machine;
    private final Prober prober;
    private final @Nullable StandingEnvironment standing;
    private final Function<Machine, Prober> probe;
    private final Offering offering;
    private @Nullable Preparation preparation;

    /** By what right it asks while the command has not ended yet; null for one that examines after the end. */
    private final Preparation.@Nullable Look early;

    Consultation(Session session) {
        this(session, Probe::new, null, null);
    }

    /** With what was visible before an environment was made that stands now. */
    Consultation(Session session, @Nullable StandingEnvironment standing) {
        this(session, Probe::new, standing, null);
    }

    /** With another way to ask an interpreter. */
    Consultation(Session session, Function<Machine, Prober> probe) {
        this(session, probe, null, null);
    }

    private Consultation(
            Session session,
            Function<Machine, Prober> probe,
            @Nullable StandingEnvironment standing,
            Preparation.@Nullable Look early) {
        this.session = session;
        this.probe = probe;
        this.standing = standing;
        this.machine = live(session);
        this.early = early;
        this.prober = early == null ? asking(machine) : early.asking(asking(machine));
        this.offering = new Offering(session, machine, standing);
    }

    static Machine live(Session session) {
        return new Remembering(new LiveMachine(session.environment(), Host.platform()), false);
    }

    private AskedOnce asking(Machine about) {
        return new AskedOnce(new ProbeCache(probe.apply(about), about, ProbeCache.folder(session.environment())));
    }

    /**
     * Waits until the command has ended, and makes ready meanwhile what a failure of it would need.
     *
     * @throws IOException when the launcher, which runs it, is gone
     */
    Finished watch(RunFolder run) throws IOException {
        Command command = run.command();
        prepare(command);
        Finished finished = run.await(output -> overhear(command, output));
        session.apart(finished.output());
        return finished;
    }

    /** Makes ready, while the command still runs, what a failure of it would need. */
    void prepare(Command command) {
        prepare(command, System::nanoTime);
    }

    /** The same by another clock, which tells nanoseconds. */
    void prepare(Command command, LongSupplier clock) {
        Machine beside = live(session);
        preparation =
                new Preparation(session, beside, asking(beside), command, python(command.folder(), beside), clock);
    }

    /** Ends when what was asked beside the command is answered. */
    void prepared() {
        if (preparation != null) {
            preparation.join();
        }
    }

    /** Looks already into what the command has printed before its end, if it seems to be dying of that. */
    void overhear(Command command, Output output) {
        Preparation ready = preparation;
        Symptom symptom = symptom(output.joined());
        if (ready != null && !symptom.incidents().isEmpty()) {
            // One of its own: what it sees of the machine must not be older than the end, unless its answer is taken.
            Preparation.Look look = new Preparation.Look();
            Consultation own = new Consultation(session, probe, standing, look);
            own.preparation = ready;
            Finished dying = new Finished(DIED, 0, output);
            ready.overhear(symptom, look, () -> own.examine(command, dying, symptom));
        }
    }

    /** What is wrong with a command that the launcher ran. */
    Consulted examine(Command command, Finished finished) {
        if (finished.passed()) {
            return new Consulted(Finding.healthy(command, null), null);
        }
        Symptom symptom = symptom(finished.output().joined());
        boolean overheard = preparation != null
                && finished.exitCode() == DIED
                && !finished.output().truncated();
        Waiting looking = Waiting.during(session, Say.of("cli.progress.examine"));
        try {
            if (preparation != null && !overheard) {
                preparation.drop();
            }
            Optional<Consulted> foreseen =
                    overheard ? Objects.requireNonNull(preparation).foreseen(symptom) : Optional.empty();
            return foreseen.orElseGet(() -> examine(command, finished, symptom));
        } finally {
            looking.close();
        }
    }

    private Consulted examine(Command command, Finished finished, Symptom symptom) {
        Integer code = finished.signal() == 0 ? finished.exitCode() : null;
        String signal = finished.signal() == 0 ? null : Host.signal(finished.signal());
        Ran ran =
                new Ran(command, code, signal, python(command.folder(), machine).orElse(null));
        Examined examined = examination(command.folder()).of(symptom, ran);
        boolean truncated = symptom.truncated() || finished.output().truncated();
        Command naming = Decider.naming(symptom, examined, command, machine);
        Finding finding = finding(command, examined)
                .ended(code, signal, finished.exitCode())
                .fromLog(null, truncated, naming)
                .throughInput(throughInput(examined));
        Consulted consulted = new Consulted(finding, examined);
        if (naming != null) {
            return consulted;
        }
        return switch (finding.verdict()) {
            case DIAGNOSED ->
                consulted.curable(
                        offer(examined, command, Offering.Index.REMEMBERED).treatments());
            case UNKNOWN -> consulted.curable(Remaking.of(examined, command));
            case HEALTHY, OWN_FAILURE -> consulted;
        };
    }

    /** What there is in place of a program that is not there. */
    MissingProgram instead(String missing, Command command) {
        return MissingProgram.of(missing, command, machine);
    }

    /** That an option which the program got was meant for tiryaq; empty where nothing speaks for that. */
    Optional<Say> optionAfter(Command command) {
        return OptionAfter.in(session.options(), command, machine);
    }

    /** The same of a script that its Python was to run. */
    Optional<MissingProgram> noScript(Consulted consulted, Command command) {
        return consulted.examined() != null
                        && consulted.examined().resolution().orElse(null) instanceof Invocation ran
                        && ran.target() instanceof Target.Script script
                        && !machine.stat(script.path()).exists()
                ? Optional.of(MissingProgram.script(script.word(), script.path(), command, machine))
                : Optional.empty();
    }

    /** Whether the program itself came through standard input, which is read by now. */
    private static boolean throughInput(Examined examined) {
        return examined.resolution().orElse(null) instanceof Invocation ran && ran.target() instanceof Target.Stdin;
    }

    /** What a command that passed had gone on without: a thread or process of its own that died of an import. */
    Consulted outlived(Command command, Finished finished) {
        Consulted healthy = new Consulted(Finding.healthy(command, null), null);
        Symptom symptom = symptom(finished.output().joined());
        Ran ran = new Ran(command, 0, null, python(command.folder(), machine).orElse(null));
        for (Incident incident : symptom.incidents()) {
            if (incident.ofOwnThread()) {
                Examined examined = examination(command.folder())
                        .of(new Symptom(List.of(incident), symptom.truncated()), ran)
                        .outlived();
                if (examined.explained()) {
                    Finding finding = finding(command, examined).ended(0, null);
                    return new Consulted(finding.fromLog(null, symptom.truncated(), null), examined);
                }
            }
        }
        // What no thread of its own printed may be quoted, logged, or of a process that it had started.
        return symptom.told()
                .map(words -> new Consulted(Finding.healthy(command, null, words), null))
                .orElse(healthy);
    }

    /** Why what {@code --python} names is no Python that can be run; empty where it is one. */
    Optional<Say> notPython(String folder) {
        return python(folder, machine)
                .filter(python -> !(prober.probe(python) instanceof Probed.Answered))
                .map(python -> PythonOption.because(session.options(), python, machine));
    }

    private Optional<String> python(String folder, Machine about) {
        return PythonOption.of(session.options(), folder, about);
    }

    /** The program that a command names and that is not there. */
    Optional<String> missing(Command command, Finished finished) {
        return finished.exitCode() == NOT_FOUND
                        && Resolver.resolve(command, machine) instanceof Unresolved unresolved
                        && unresolved.reason() == Unresolved.Reason.NOT_FOUND
                        && unresolved.script().isEmpty()
                        && machine.lstat(Paths.absolute(command.folder(), unresolved.subject()))
                                        .kind()
                                != Kind.LINK
                ? Optional.of(unresolved.subject())
                : Optional.empty();
    }

    /**
     * What a log tells; with the disk, if it is a log of this machine or the user says so.
     *
     * @param words the command that it is the output of; empty where that is not known
     */
    LogRead read(Symptom symptom, String name, String here, List<String> words) {
        String folder = words.isEmpty() ? LogPlace.relative(symptom, here, machine) : here;
        Optional<Command> given = words.isEmpty() ? Optional.empty() : Optional.of(Command.of(words, folder));
        if (symptom.incidents().isEmpty()) {
            Finding healthy = Finding.healthy(given.orElse(null), null).fromLog(name, symptom.truncated(), null);
            return new LogRead(new Consulted(healthy, null), given, Optional.empty());
        }
        boolean said = session.options().has("--here");
        LogOrigin origin = LogOrigin.of(symptom, folder, machine);
        Optional<String> named = python(here, machine);
        Supposed supposed = Supposed.of(
                symptom, origin, new Supposed.Told(given, named, said), folder, machine, examination(folder));
        Examined examined = supposed.examined();
        boolean unsure =
                given.isEmpty() && named.isEmpty() && (supposed.python().isEmpty() || !origin.shown());
        Optional<Command> program = examined.resolution()
                .filter(Invocation.class::isInstance)
                .map(Invocation.class::cast)
                .map(ran -> LogPlace.command(symptom, ran, folder))
                .or(() ->
                        supposed.likely().stream().findFirst().map(first -> LogPlace.command(symptom, first, folder)));
        Optional<Command> scripted = program.filter(each -> each.argv().size() > 1);
        Command naming = unsure && LogPlace.elsewhere(origin, false, true).isEmpty()
                ? program.map(each -> Decider.naming(name, session.saidOfLog(), each, machine))
                        .orElse(null)
                : null;
        Command decider = naming == null
                ? Decider.of(
                        examined.answer(),
                        program.map(each -> each.argv().getFirst()).orElse("python"))
                : naming;
        Finding finding = finding(given.orElse(null), examined)
                .fromLog(name, symptom.truncated(), decider)
                .ranBy(scripted.orElse(null));
        Consulted read = new Consulted(finding, examined);
        boolean foreign = LogPlace.elsewhere(origin, said, true).isPresent();
        Consulted consulted = switch (finding.verdict()) {
            case UNKNOWN -> read.curable(Remaking.of(examined, given.orElse(scripted.orElse(null))));
            case DIAGNOSED -> foreign ? read.curable(Untreated.there(examined.answer())) : read;
            case HEALTHY, OWN_FAILURE -> read;
        };
        return new LogRead(
                consulted,
                given.isPresent() || supposed.command().isEmpty() ? supposed.command() : program,
                supposed.elsewhere());
    }

    /** Asks the index in the folder of the command, whose project settings say which index that is. */
    private Examination examination(String folder) {
        boolean offline = session.options().has("--offline");
        StandingEnvironment there = standing;
        Preparation ready = preparation;
        Examination.Earlier earlier = ready == null ? new Examination.Earlier(machine, prober) : ready.earlier(early);
        return new Examination(machine, prober, earlier, python -> {
            Providers index = new IndexProviders(machine, python, folder, offline);
            Providers now = early == null || offline ? index : early.asking(index);
            return there == null ? now : new InstalledProviders(there, now);
        });
    }

    /** {@link Offering#of} for this failure. */
    Offering.Offer offer(Examined examined, Command command, Offering.Index index) {
        return offering.of(examined, command, index);
    }

    /** How it ended and where its output came from is added by who knows. */
    private static Finding finding(@Nullable Command command, Examined examined) {
        Interpreter interpreter = examined.patient()
                .environment()
                .map(PythonEnvironment::interpreter)
                .orElse(null);
        String words = examined.patient().incident().words();
        boolean own = examined.ownFailure();
        Finding.Verdict verdict = own
                ? Finding.Verdict.OWN_FAILURE
                : examined.explained() ? Finding.Verdict.DIAGNOSED : Finding.Verdict.UNKNOWN;
        List<Diagnosis> diagnoses = new ArrayList<>(own ? List.of() : examined.diagnoses());
        if (verdict == Finding.Verdict.DIAGNOSED) {
            Untreated.reasons(examined, command)
                    .forEach(why -> diagnoses.set(0, diagnoses.getFirst().noting(why)));
        }
        Finding.Judged judged = own
                ? Finding.Judged.own(words, examined.answer())
                : new Finding.Judged(verdict, words, diagnoses, List.of());
        return Finding.of(command, interpreter, judged)
                .whileImporting(Consulted.diedImporting(examined))
                .beside(examined.beside().stream().map(Examined::answer).toList(), examined.more());
    }

    private static Symptom symptom(byte[] output) {
        try {
            return Symptoms.read(new ByteArrayInputStream(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

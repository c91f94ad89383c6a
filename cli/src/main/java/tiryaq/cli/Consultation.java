package tiryaq.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Ran;
import tiryaq.cli.launch.Finished;
import tiryaq.command.Command;
import tiryaq.command.Interpreters;
import tiryaq.command.Invocation;
import tiryaq.command.LogOrigin;
import tiryaq.command.Means;
import tiryaq.command.Resolver;
import tiryaq.command.Unresolved;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.ProbeCache;
import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.index.Availability;
import tiryaq.index.WheelFinder;
import tiryaq.machine.FileStatus.Kind;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Remembering;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.report.Finding;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.Symptoms;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.candidates.Candidates;
import tiryaq.treatment.candidates.IndexProviders;
import tiryaq.treatment.candidates.InstalledProviders;
import tiryaq.treatment.candidates.NewEnvironments;
import tiryaq.treatment.candidates.StandingEnvironment;
import tiryaq.treatment.engine.IndexQuestions;

/** The way of one failure through the house: output, symptom, examination, treatments, finding. */
final class Consultation {
    /** What a shell ends with when there is no such command. */
    private static final int NOT_FOUND = 127;

    /** How many other interpreters are asked before it is known whether they matter. */
    private static final int OTHERS = 12;

    private final Session session;
    private final Machine machine;
    private final Prober prober;
    private final @Nullable StandingEnvironment standing;
    private boolean silenceTold;

    Consultation(Session session) {
        this(session, Probe::new, null);
    }

    /** With what was visible before an environment was made that stands now. */
    Consultation(Session session, @Nullable StandingEnvironment standing) {
        this(session, Probe::new, standing);
    }

    /** With another way to ask an interpreter. */
    Consultation(Session session, Function<Machine, Prober> probe) {
        this(session, probe, null);
    }

    private Consultation(Session session, Function<Machine, Prober> probe, @Nullable StandingEnvironment standing) {
        this.session = session;
        this.standing = standing;
        this.machine = new Remembering(new LiveMachine(session.environment(), Host.platform()), false);
        this.prober = new ProbeCache(probe.apply(machine), machine, ProbeCache.folder(session.environment()));
    }

    /** Asks the interpreter while the command still runs; the answer is then in the cache. */
    void prepare(Command command) {
        // A machine of its own: what the command itself makes or removes must not be judged by an older answer.
        Machine early = new Remembering(new LiveMachine(session.environment(), Host.platform()), false);
        Prober asking = new ProbeCache(new Probe(early), early, ProbeCache.folder(session.environment()));
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> {
            if (Resolver.resolve(command, early) instanceof Invocation invocation) {
                asking.probe(python(command.folder()).orElse(invocation.executable()));
                Interpreters.startable(command.folder(), null, early).stream()
                        .limit(OTHERS)
                        .forEach(other -> asking.probe(other.executable()));
            }
        });
        // Whatever goes wrong here goes wrong again, and is told, when the answer is needed.
        asked.exceptionally(fault -> null);
    }

    /** What is wrong with a command that the launcher ran. */
    Consulted examine(Command command, Finished finished) {
        Integer code = finished.signal() == 0 ? finished.exitCode() : null;
        String signal = finished.signal() == 0 ? null : Host.signal(finished.signal());
        if (finished.passed()) {
            return new Consulted(Finding.healthy(command, null), null);
        }
        Symptom symptom = symptom(new ByteArrayInputStream(finished.output().joined()));
        Ran ran = new Ran(command, code, signal, python(command.folder()).orElse(null));
        Examined examined = examination(command.folder()).of(symptom, ran);
        boolean truncated = symptom.truncated() || finished.output().truncated();
        Consulted consulted = consulted(command, examined, code, signal, truncated);
        Command naming = Decider.naming(symptom, examined, command, machine);
        if (naming != null) {
            return new Consulted(consulted.finding().deciding(naming), examined);
        }
        return consulted.finding().verdict() == Finding.Verdict.DIAGNOSED
                ? withTreatments(consulted, offer(examined, command, false).treatments())
                : consulted;
    }

    /** What {@code --python} names, where that is no Python that can be run. */
    Optional<String> notPython(String folder) {
        return python(folder)
                .filter(python -> !(prober.probe(python) instanceof Probed.Answered))
                .flatMap(python -> session.options().value("--python"));
    }

    /** The Python that the user names; one without a folder is found as a command is. */
    private Optional<String> python(String folder) {
        return session.options()
                .value("--python")
                .map(named -> named.indexOf('/') < 0
                                && Resolver.resolve(Command.of(List.of(named), folder), machine)
                                        instanceof Invocation found
                        ? found.executable()
                        : Paths.absolute(folder, named));
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
     * What a log tells; with the disk, if it is a log of this machine or the user says so. Empty where it is no text.
     *
     * @param words the command that it is the output of; empty where that is not known
     */
    Optional<LogRead> read(InputStream log, String name, String folder, List<String> words) {
        Symptom symptom = symptom(log);
        if (!symptom.text()) {
            return Optional.empty();
        }
        Optional<Command> given = words.isEmpty() ? Optional.empty() : Optional.of(Command.of(words, folder));
        if (symptom.incidents().isEmpty()) {
            Finding healthy = Finding.healthy(given.orElse(null), null).fromLog(name, symptom.truncated(), null);
            return Optional.of(new LogRead(new Consulted(healthy, null), given, Optional.empty()));
        }
        LogOrigin origin = LogOrigin.of(symptom, folder, machine);
        Optional<String> named = python(folder);
        Optional<String> python =
                named.or(() -> given.isPresent() ? Optional.empty() : origin.startable(folder, machine));
        Means means = named.isPresent() ? Means.OPTION : origin.means();
        Optional<Command> command = given.or(() -> python.map(known -> LogRead.command(symptom, known, folder)));
        Optional<Say> elsewhere = LogRead.elsewhere(origin, session.options().has("--here"), command.isPresent());
        Examined examined = elsewhere.isEmpty()
                ? examination(folder)
                        .of(symptom, new Ran(command.orElseThrow(), null, null, python.orElse(null), means))
                : examination(folder)
                        .ofLog(symptom, LogRead.folder(origin, session.options().has("--here"), folder));
        Consulted consulted = consulted(given.orElse(null), examined, null, null, symptom.truncated());
        boolean unsure = given.isEmpty() && named.isEmpty() && (python.isEmpty() || !origin.shown());
        Command naming = unsure && LogRead.elsewhere(origin, false, true).isEmpty()
                ? Decider.naming(symptom, name, examined.answer().module(), origin, folder, machine)
                : null;
        Command decider = naming == null ? Decider.of(examined.answer()) : naming;
        Finding finding = consulted.finding().fromLog(name, symptom.truncated(), decider);
        return Optional.of(new LogRead(new Consulted(finding, examined), command, elsewhere));
    }

    /** Asks the index in the folder of the command, whose project settings say which index that is. */
    private Examination examination(String folder) {
        boolean offline = session.options().has("--offline");
        StandingEnvironment there = standing;
        return new Examination(machine, prober, python -> {
            Providers index = new IndexProviders(machine, python, folder, offline);
            return there == null ? index : new InstalledProviders(there, index);
        });
    }

    /**
     * The treatments of an answer, least invasive first.
     *
     * @param askIndex whether the index may be asked which versions have wheels; else only what is remembered counts
     */
    Offer offer(Examined examined, Command command, boolean askIndex) {
        boolean disconnected = session.options().has("--offline");
        boolean offline = !askIndex || disconnected;
        NewEnvironments environments = new NewEnvironments(
                machine,
                (python, engine) -> {
                    WheelFinder finder = IndexQuestions.finder(engine, python, command.folder(), machine, offline);
                    return (name, version) -> heard(name, finder.available(name, version), offline);
                },
                standing,
                disconnected);
        return new Offer(Candidates.of(examined, command, environments), environments);
    }

    /** An index that gives no answer is told of once, with what the installer said of it: nothing else shows why. */
    Availability heard(String distribution, Availability answer, boolean offline) {
        if (answer instanceof Availability.Unknown(String why) && !offline && !silenceTold) {
            silenceTold = true;
            session.tell(Say.of("cli.index-silent", "distribution", distribution));
            if (!why.isBlank()) {
                session.quote(why);
            }
        }
        return answer;
    }

    /** Treatments, and what makes a milder one of one that failed. */
    record Offer(List<Treatment> treatments, NewEnvironments environments) {}

    /** The finding with the treatments of its answer. */
    Consulted withTreatments(Consulted consulted, List<Treatment> treatments) {
        Finding found = consulted.finding();
        return new Consulted(
                new Finding(
                        found.command(),
                        found.exitCode(),
                        found.signal(),
                        found.interpreter(),
                        found.verdict(),
                        found.words(),
                        found.diagnoses(),
                        List.of(treatments),
                        found.outcome(),
                        found.truncated(),
                        found.log(),
                        found.probe()),
                consulted.examined());
    }

    private Consulted consulted(
            @Nullable Command command,
            Examined examined,
            @Nullable Integer code,
            @Nullable String signal,
            boolean truncated) {
        Interpreter interpreter = examined.patient()
                .environment()
                .map(PythonEnvironment::interpreter)
                .orElse(null);
        String words = examined.patient().incident().words();
        boolean own = examined.ownFailure();
        Finding.Verdict verdict = own
                ? Finding.Verdict.OWN_FAILURE
                : examined.explained() ? Finding.Verdict.DIAGNOSED : Finding.Verdict.UNKNOWN;
        List<List<Treatment>> treatments = List.of();
        return new Consulted(
                new Finding(
                        command,
                        code,
                        signal,
                        interpreter,
                        verdict,
                        words,
                        own ? List.of() : examined.diagnoses(),
                        treatments,
                        null,
                        truncated,
                        null,
                        null),
                examined);
    }

    private static Symptom symptom(InputStream output) {
        try {
            return Symptoms.read(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

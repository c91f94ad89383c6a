package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.wanted.Extra;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.Requirement;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.VirtualEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.reading.Symptoms;
import tiryaq.treatment.Filling;
import tiryaq.treatment.Making;
import tiryaq.treatment.Place;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.engine.Engine;
import tiryaq.treatment.engine.EngineFailure;
import tiryaq.treatment.engine.Engines;
import tiryaq.treatment.engine.Offline;
import tiryaq.treatment.requirements.Asked;
import tiryaq.treatment.requirements.Declared;
import tiryaq.treatment.requirements.Demanded;
import tiryaq.treatment.requirements.Settled;
import tiryaq.treatment.requirements.Settling;
import tiryaq.treatment.requirements.Usable;
import tiryaq.treatment.requirements.Wanted;

/** New environments with what the project declares, else with what the user's own environment made visible. */
public final class NewEnvironments implements Environments {
    private final Machine machine;
    private final BiFunction<Interpreter, Engine, Settling.Index> index;
    private final @Nullable StandingEnvironment standing;
    private final boolean offline;
    private final Map<String, Made> made = new HashMap<>();

    /**
     * On this machine.
     *
     * @param index says for an interpreter whether a version has a wheel; may say that it does not know
     * @param standing the one in whose place they are made; null for none
     * @param offline whether the engines are kept off the network
     */
    public NewEnvironments(
            Machine machine,
            BiFunction<Interpreter, Engine, Settling.Index> index,
            @Nullable StandingEnvironment standing,
            boolean offline) {
        this.machine = machine;
        this.index = index;
        this.standing = standing;
        this.offline = offline;
    }

    @Override
    public List<Treatment> propose(Request request) {
        StandingEnvironment there = standing;
        if (there != null) {
            Maker maker = new Maker(there.interpreter(), there.engine(), there.place());
            Request whole = request.requiring(there.chain().and(request.chain()));
            return visible(whole, maker, there).map(List::of).orElse(List.of());
        }
        Declared declared = Declared.in(machine, request.project(), request.script());
        List<Treatment> proposed = new ArrayList<>();
        Optional<Maker> maker = maker(request);
        // What it is to be told depends on what is missing, where that is known.
        boolean told = ByHand.byTool(request.patient(), request.answer(), request.project());
        if (declared instanceof Declared.OwnTool tool && !told) {
            proposed.add(ownTool(request, tool));
        }
        Set<String> wrong = Needed.wrong(request.answers());
        Usable.of(machine, declared, wrong)
                .flatMap(part ->
                        maker.flatMap(by -> by.building(machine, part)).flatMap(by -> declared(request, by, part)))
                .ifPresent(proposed::add);
        maker.flatMap(by -> visible(request, by, null)).ifPresent(proposed::add);
        return proposed;
    }

    /** What the project declares, and beside it all that the program is known to need as well; empty for nothing. */
    private Optional<Treatment> declared(Request request, Maker by, Usable part) {
        Declared.Listed listed = part.listed();
        List<String> missing = new ArrayList<>(Undeclared.of(machine, listed, request, by.interpreter()));
        List<String> words = new ArrayList<>(listed.words());
        missing.forEach(each -> words.add(each + Releases.having(request.patient(), request.answers(), each)));
        List<Wanted> beside = Undeclared.beside(machine, listed, request, by.interpreter()).stream()
                .filter(each -> missing.stream().noneMatch(known -> DistributionName.same(known, each.name())))
                .toList();
        if (!beside.isEmpty()) {
            Settled settled = Settling.settle(beside, index.apply(by.interpreter(), by.engine()));
            words.addAll(settled.requirements());
            beside.stream()
                    .map(Wanted::name)
                    .filter(each -> settled.refused().stream()
                            .noneMatch(refused -> refused.name().equals(each)))
                    .forEach(missing::add);
        }
        if (listed.words().isEmpty()) {
            return Optional.empty();
        }
        Made how = new Made(request, by, words, null, true);
        Say title = part.title(by.place().environment(), label(how), missing);
        return Optional.of(noted(how, treatment(how).withTitle(title)));
    }

    /**
     * How a treatment came about, to make a milder one of it.
     *
     * @param settled null for what the project declares
     * @param meant whether more than a name shows of all else than the answers that it is meant
     */
    private record Made(
            Request request,
            Maker maker,
            List<String> words,
            @Nullable Settled settled,
            boolean meant) {}

    private Treatment of(Made how) {
        Treatment treatment = treatment(how);
        return noted(how, standing == null ? treatment : again(treatment, how, standing));
    }

    private Treatment noted(Made how, Treatment untold) {
        String value = machine.variable("PYTHONPATH").orElse("");
        List<String> lost = how.request().change().leftOut("PYTHONPATH", value);
        Say title = lost.isEmpty() ? untold.title() : untold.title().without("PYTHONPATH", String.join(", ", lost));
        Treatment treatment =
                untold.withTitle(demanded(how.request()).told(title, how.maker().interpreter()));
        Treatment meant = !how.meant() || how.request().namesake() ? treatment.asNamesake() : treatment;
        Treatment told = withheld(how) ? meant.withheld() : meant;
        made.put(told.id(), how);
        return told;
    }

    /** Whether its engine could only fail without the network that it may not use. */
    private boolean withheld(Made how) {
        return offline
                && !new Offline(how.maker().engine())
                        .mayHave(how.words(), how.maker().place().project(), machine);
    }

    /** The Python that it is made with, by its path where its version alone leaves open which one that is. */
    private String label(Made how) {
        Interpreter python = how.maker().interpreter();
        String feature = python.version().feature();
        String label = "Python " + feature;
        String base = VirtualEnvironment.of(python.executable(), machine)
                .map(each -> Paths.join(each.home(), "python" + feature))
                .filter(machine::isFile)
                .orElse(python.executable());
        String found = "";
        for (String folder : machine.variable("PATH").orElse("").split(":")) {
            String command = Paths.join(folder, "python" + feature);
            found = found.isEmpty() && machine.isFile(command) ? command : found;
        }
        boolean command = Paths.real(machine, found).equals(Paths.real(machine, base));
        return command && !how.request().versions().contains(label) ? label : label + " (" + base + ")";
    }

    private Treatment treatment(Made how) {
        Settled settled = how.settled();
        Maker maker = how.maker();
        Engine engine = offline && !withheld(how) ? new Offline(maker.engine()) : maker.engine();
        return Treatments.newEnvironment(
                how.request().program(),
                new Making(maker.place(), engine, maker.interpreter().executable(), label(how)),
                new Filling(
                        how.words(),
                        settled == null ? List.of() : settled.moved(),
                        Declared.content(machine, how.words())),
                how.request().change(),
                how.request().chain(),
                machine.variables());
    }

    /** In the words of a second round, unless there is more to say than what is added. */
    private static Treatment again(Treatment treatment, Made how, StandingEnvironment standing) {
        Diagnosis answer = how.request().answer();
        Settled settled = how.settled();
        if (answer.distribution() == null || settled == null || !settled.moved().isEmpty()) {
            return treatment;
        }
        String path = how.maker().place().environment();
        Set<String> distributions = new LinkedHashSet<>();
        for (Diagnosis each : how.request().answers()) {
            if (each.distribution() != null) {
                distributions.add(Needed.provider(each, standing));
            }
        }
        return treatment.withTitle(Say.of(
                "treatment.new-environment.again", "path", path, "distribution", String.join(", ", distributions)));
    }

    /**
     * The same treatment with the version let go for which the installer found no wheel, or which conflicts; empty
     * where nothing more can be let go.
     */
    public Optional<Treatment> relaxed(Treatment failed, EngineFailure failure) {
        Made how = made.get(failed.id());
        boolean helps = failure.kind() == EngineFailure.Kind.NO_WHEEL || failure.kind() == EngineFailure.Kind.CONFLICT;
        if (how == null || how.settled() == null || !helps) {
            return Optional.empty();
        }
        Maker maker = how.maker();
        // Of what conflicts, only the installer knows which version fits.
        Settled settled = failure.kind() == EngineFailure.Kind.NO_WHEEL
                ? Settling.relaxed(how.settled(), failure.what(), index.apply(maker.interpreter(), maker.engine()))
                : Settling.relaxed(how.settled(), failure.what());
        return settled.requirements().equals(how.words())
                ? Optional.empty()
                : Optional.of(of(new Made(how.request(), how.maker(), settled.requirements(), settled, how.meant())));
    }

    /**
     * The same treatment with what its proof showed to be missing as well: the distribution of a further module, else
     * all that the extra brings which asks for what had been missing; empty where neither is known.
     *
     * @param printed what the proof that failed printed
     */
    public Optional<Treatment> completed(Treatment failed, List<String> printed) {
        Made how = made.get(failed.id());
        if (how == null) {
            return Optional.empty();
        }
        Request request = how.request();
        Interpreter python = how.maker().interpreter();
        List<Incident> died = Symptoms.in(String.join("\n", printed)).incidents();
        Optional<Wanted> module = died.isEmpty()
                        || !(died.getFirst().failure() instanceof Failure.MissingModule missing)
                ? Optional.empty()
                : Needed.module(request.patient(), request.answers(), request.seen(), missing.module(), python)
                        .filter(found -> !asked(how.words()).contains(DistributionName.normalize(found.name())));
        return module.or(() -> extra(how)).flatMap(found -> with(how, found));
    }

    private static Optional<Wanted> extra(Made how) {
        for (Diagnosis answer : how.request().answers()) {
            if (answer.module() != null && answer.distribution() != null) {
                Optional<String> word = Extra.asking(how.request().patient(), answer.module(), answer.distribution())
                        .map(Extra::word);
                if (word.isPresent() && !how.words().contains(word.get())) {
                    return word.map(Wanted::any);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Treatment> with(Made how, Wanted more) {
        Maker maker = how.maker();
        Settled one = Settling.settle(List.of(more), index.apply(maker.interpreter(), maker.engine()));
        if (one.requirements().isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(how.words());
        words.addAll(one.requirements());
        Settled all = how.settled() == null ? null : how.settled().and(one);
        Made whole = new Made(
                how.request(), maker, all == null ? words : all.requirements(), all, how.meant() && more.meant());
        Treatment treatment = treatment(whole);
        boolean moves = all != null && !all.moved().isEmpty();
        return Optional.of(noted(
                whole,
                moves
                        ? treatment
                        : treatment.withTitle(Say.of(
                                "treatment.new-environment.again",
                                "path",
                                maker.place().environment(),
                                "distribution",
                                more.name()))));
    }

    /** The environment that one of these treatments makes; empty for any other treatment. */
    public Optional<StandingEnvironment> standing(Treatment treatment) {
        return Optional.ofNullable(made.get(treatment.id()))
                .map(how -> new StandingEnvironment(
                        how.maker().place(),
                        how.maker().interpreter(),
                        how.maker().engine(),
                        standing == null ? how.request().seen() : standing.before(),
                        how.request().chain(),
                        asked(how.words())));
    }

    /** What one of these treatments asks an installer for; empty for any other treatment. */
    public Optional<Asked> asking(String treatment) {
        return Optional.ofNullable(made.get(treatment))
                .map(how -> Asked.of(machine, how.maker().interpreter().executable(), how.words()));
    }

    /** The names of the distributions that were asked for, as far as the words say them. */
    private static Set<String> asked(List<String> words) {
        Set<String> names = new HashSet<>();
        for (String word : words) {
            Requirement.parse(word).ifPresent(requirement -> names.add(requirement.normalizedName()));
        }
        return names;
    }

    private record Maker(Interpreter interpreter, Engine engine, Place place) {
        /** The one that can install all of this; empty where none can. */
        Optional<Maker> building(Machine machine, Usable part) {
            return part.listed().built().isEmpty()
                    ? Optional.of(this)
                    : Engines.building(machine, engine, interpreter, place.project())
                            .map(able -> new Maker(interpreter, able, place));
        }
    }

    /** One that the project allows; one that it excludes only where no other is here. */
    private Optional<Maker> maker(Request request) {
        return maker(request, demanded(request)::runsUnder).or(() -> maker(request, any -> true));
    }

    private Demanded demanded(Request request) {
        return Demanded.by(machine, request.project(), request.script());
    }

    /** The interpreter that failed, if it can make environments, else another of its version, else any of Python 3. */
    private Optional<Maker> maker(Request request, Predicate<Interpreter> allowed) {
        Interpreter own = request.seen().interpreter();
        Optional<Maker> found = allowed.test(own) ? withEngine(own, request) : Optional.empty();
        if (found.isPresent()) {
            return found;
        }
        Optional<Maker> any = Optional.empty();
        for (PythonEnvironment other : request.patient().others()) {
            Interpreter interpreter = other.interpreter();
            // Where its version is what is excluded, none is nearer than another.
            boolean same = !allowed.test(own)
                    || interpreter.version().feature().equals(own.version().feature());
            boolean sameMajor = interpreter.version().major() == own.version().major();
            if (sameMajor
                    && interpreter.version().atLeast(3, 8)
                    && (same || any.isEmpty())
                    && allowed.test(interpreter)) {
                Optional<Maker> maker = withEngine(interpreter, request);
                if (maker.isPresent() && same) {
                    return maker;
                }
                any = any.isPresent() ? any : maker;
            }
        }
        return any;
    }

    private Optional<Maker> withEngine(Interpreter interpreter, Request request) {
        return Place.choose(machine, request.project(), interpreter.version().feature())
                .flatMap(place -> Engines.choose(machine, interpreter, request.project())
                        .map(engine -> new Maker(interpreter, engine, place)));
    }

    private Optional<Treatment> visible(Request request, Maker maker, @Nullable StandingEnvironment there) {
        List<Wanted> wanted = needed(request, maker, there);
        Settled settled = Settling.settle(wanted, index.apply(maker.interpreter(), maker.engine()));
        boolean meant = wanted.stream().allMatch(Wanted::meant);
        return settled.refused().isEmpty() && !settled.requirements().isEmpty()
                ? Optional.of(of(new Made(request, maker, settled.requirements(), settled, meant)))
                : Optional.empty();
    }

    private static List<Wanted> needed(Request request, Maker maker, @Nullable StandingEnvironment there) {
        List<Wanted> known = request.needed();
        if (known != null
                && there == null
                && maker.interpreter().equals(request.seen().interpreter())) {
            return known;
        }
        Set<String> imports = Needed.imports(request.patient(), request.program());
        return Needed.of(request.patient(), request.answers(), request.seen(), imports, maker.interpreter(), there);
    }

    private static Treatment ownTool(Request request, Declared.OwnTool tool) {
        Say title = Say.of("treatment.by-hand.tool", "tool", tool.tool(), "path", tool.lock());
        Command command = Command.of(tool.argv(), request.project());
        return Treatments.byHand(title, Scope.ENVIRONMENT, title, command, List.of());
    }
}

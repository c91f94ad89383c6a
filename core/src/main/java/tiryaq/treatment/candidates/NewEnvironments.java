package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Place;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.engine.Engine;
import tiryaq.treatment.engine.EngineFailure;
import tiryaq.treatment.engine.Engines;
import tiryaq.treatment.requirements.Declared;
import tiryaq.treatment.requirements.Settled;
import tiryaq.treatment.requirements.Settling;
import tiryaq.treatment.requirements.Wanted;

/** New environments with what the project declares, else with what the user's own environment made visible. */
public final class NewEnvironments implements Environments {
    private final Machine machine;
    private final BiFunction<Interpreter, Engine, Settling.Index> index;
    private final Map<String, Made> made = new HashMap<>();

    /**
     * On this machine.
     *
     * @param index says for an interpreter whether a version has a wheel; may say that it does not know
     */
    public NewEnvironments(Machine machine, BiFunction<Interpreter, Engine, Settling.Index> index) {
        this.machine = machine;
        this.index = index;
    }

    @Override
    public List<Treatment> propose(Request request) {
        Declared declared = Declared.in(machine, request.project(), request.script());
        List<Treatment> proposed = new ArrayList<>();
        Optional<Maker> maker = maker(request);
        switch (declared) {
            case Declared.Listed listed
            when !listed.words().isEmpty() ->
                maker.ifPresent(made -> proposed.add(treatment(request, made, listed.words(), List.of())));
            case Declared.OwnTool tool -> proposed.add(ownTool(request, tool));
            case Declared.Listed listed -> {}
            case Declared.NeedsBuild build -> {}
            case Declared.Nothing nothing -> {}
        }
        maker.ifPresent(made -> {
            Settled settled = Settling.settle(visible(request), index.apply(made.interpreter(), made.engine()));
            if (settled.refused().isEmpty() && !settled.requirements().isEmpty()) {
                proposed.add(of(new Made(request, made, settled)));
            }
        });
        return proposed;
    }

    /** How a treatment came about, to make a milder one of it. */
    private record Made(Request request, Maker maker, Settled settled) {}

    private Treatment of(Made how) {
        Treatment treatment = treatment(
                how.request(),
                how.maker(),
                how.settled().requirements(),
                how.settled().moved());
        made.put(treatment.id(), how);
        return treatment;
    }

    /**
     * The same treatment with the version let go for which the installer found no wheel, or which conflicts; empty where
     * nothing more can be let go.
     */
    public Optional<Treatment> relaxed(Treatment failed, EngineFailure failure) {
        Made how = made.get(failed.id());
        boolean helps = failure.kind() == EngineFailure.Kind.NO_WHEEL || failure.kind() == EngineFailure.Kind.CONFLICT;
        if (how == null || !helps) {
            return Optional.empty();
        }
        Settled settled = Settling.relaxed(how.settled(), failure.what());
        return settled.requirements().equals(how.settled().requirements())
                ? Optional.empty()
                : Optional.of(of(new Made(how.request(), how.maker(), settled)));
    }

    private record Maker(Interpreter interpreter, Engine engine) {}

    /** The interpreter that failed, if it can make environments, else another of its version, else any of Python 3. */
    private Optional<Maker> maker(Request request) {
        Interpreter own = request.seen().interpreter();
        Optional<Maker> found = withEngine(own, request);
        if (found.isPresent()) {
            return found;
        }
        Optional<Maker> any = Optional.empty();
        for (PythonEnvironment other : request.patient().others()) {
            Interpreter interpreter = other.interpreter();
            boolean same = interpreter.version().feature().equals(own.version().feature());
            boolean sameMajor = interpreter.version().major() == own.version().major();
            if (sameMajor && interpreter.version().atLeast(3, 8) && (same || any.isEmpty())) {
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
        return Engines.choose(machine, interpreter, request.project()).map(engine -> new Maker(interpreter, engine));
    }

    private List<Wanted> visible(Request request) {
        Set<String> imports = request.patient().imports().foreign();
        return Needed.of(request.patient(), request.answer(), request.seen(), imports);
    }

    private Treatment treatment(Request request, Maker maker, List<String> words, List<Settled.Moved> moved) {
        Place place = Place.choose(
                machine, request.project(), maker.interpreter().version().feature());
        return Treatments.newEnvironment(
                request.program(),
                place,
                maker.engine(),
                maker.interpreter().executable(),
                "Python " + maker.interpreter().version().feature(),
                words,
                moved,
                request.change(),
                request.chain(),
                machine.variables());
    }

    private static Treatment ownTool(Request request, Declared.OwnTool tool) {
        return Treatments.byHand(
                Say.of("treatment.by-hand.tool", "tool", tool.tool(), "path", tool.lock()),
                Scope.ENVIRONMENT,
                Say.of("treatment.by-hand.tool", "tool", tool.tool(), "path", tool.lock()),
                tiryaq.command.Command.of(tool.argv(), request.project()),
                List.of());
    }
}

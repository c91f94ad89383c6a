package tiryaq.treatment.candidates;

import java.util.Optional;
import java.util.Set;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.LoadChain;
import tiryaq.treatment.Place;
import tiryaq.treatment.engine.Engine;

/**
 * An environment that a treatment has just made and in which another failure showed: the next one is made in its place,
 * by the same means, with all that it holds.
 *
 * @param interpreter the one that it was made with, which outlives it
 * @param before what the user's own environment made visible, for the versions of what is missing
 * @param chain what has to go on loading
 * @param asked normal names of the distributions that were put into it by name
 */
public record StandingEnvironment(
        Place place,
        Interpreter interpreter,
        Engine engine,
        PythonEnvironment before,
        LoadChain chain,
        Set<String> asked) {
    public StandingEnvironment {
        asked = Set.copyOf(asked);
    }

    /** The distribution whose module the user's own environment showed under this name. */
    public Optional<String> provider(String module) {
        return before.modules()
                .find(module)
                .filter(found -> !found.file().isEmpty())
                .flatMap(found -> before.distributions().owner(found.file()))
                .map(before.distributions()::displayName);
    }
}

package tiryaq.diagnosis;

import java.util.List;
import java.util.Optional;
import tiryaq.python.ModuleNames;

/** Knows which distribution provides a module, and how that is proved. Never guesses from likeness. */
public interface Providers {
    /**
     * The first of these distributions whose own file list has the module; asked for {@code a.b:c}, the first whose own
     * source may make the name {@code c} in the module {@code a.b}.
     */
    Optional<Provided> among(List<String> distributions, String module);

    /**
     * Whether one distribution is shown to have a module, or a name of it, asked for as above; unknown where nobody
     * could say.
     */
    default ModuleNames.Answer has(String distribution, String module) {
        return among(List.of(distribution), module).isPresent()
                ? ModuleNames.Answer.YES
                : obstacle().isPresent() ? ModuleNames.Answer.UNKNOWN : ModuleNames.Answer.NO;
    }

    /** Why what was asked could not be answered; empty where it was, or nothing was asked. */
    default Optional<Say> obstacle() {
        return Optional.empty();
    }

    /**
     * A proved pair.
     *
     * @param distribution as its author writes it
     * @param source {@code installed}, {@code table}, {@code index} or {@code namesake}
     */
    record Provided(String distribution, String source) {
        /** By a namesake on the index: it has the module, but whether it is the one that is meant, nobody says. */
        public static final String NAMESAKE = "namesake";

        /** Whether this is the distribution that is meant, and not one that only has the module. */
        public boolean certain() {
            return !source.equals(NAMESAKE);
        }
    }

    /** Knows nothing: offline, or a log alone. */
    Providers NONE = new None();

    /** A class, for a lambda is linked anew in each start where an interface is initialised. */
    final class None implements Providers {
        private None() {}

        @Override
        public Optional<Provided> among(List<String> distributions, String module) {
            return Optional.empty();
        }
    }
}

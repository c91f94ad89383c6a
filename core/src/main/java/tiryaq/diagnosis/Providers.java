package tiryaq.diagnosis;

import java.util.Optional;

/** Knows which distribution provides a module, and how that is proved. Never guesses from likeness. */
public interface Providers {
    /** A distribution that is proved to provide a dotted module. */
    Optional<Provided> of(String module);

    /**
     * A proved pair.
     *
     * @param distribution as its author writes it
     * @param source {@code installed}, {@code table} or {@code index}
     */
    record Provided(String distribution, String source) {}
}

package tiryaq.diagnosis;

import java.util.List;
import java.util.Optional;

/** Knows which distribution provides a module, and how that is proved. Never guesses from likeness. */
public interface Providers {
    /** The first of these distributions whose own file list has the module. */
    Optional<Provided> among(List<String> distributions, String module);

    /**
     * A proved pair.
     *
     * @param distribution as its author writes it
     * @param source {@code installed}, {@code table} or {@code index}
     */
    record Provided(String distribution, String source) {}

    /** Knows nothing: offline, or a log alone. */
    Providers NONE = (distributions, module) -> Optional.empty();
}

package tiryaq.treatment;

import java.util.List;
import tiryaq.treatment.requirements.Settled;

/**
 * What is installed into a new environment.
 *
 * @param words requirements, or {@code -r} and a file
 * @param moved what cannot keep its version
 */
public record Filling(List<String> words, List<Settled.Moved> moved) {
    public Filling {
        words = List.copyOf(words);
        moved = List.copyOf(moved);
    }
}

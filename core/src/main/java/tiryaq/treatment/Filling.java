package tiryaq.treatment;

import java.util.List;
import tiryaq.treatment.requirements.Settled;

/**
 * What is installed into a new environment.
 *
 * @param words requirements, or {@code -r} and a file
 * @param moved what cannot keep its version
 * @param content a hash of what that file says, which is a part of what is approved; empty for none
 */
public record Filling(List<String> words, List<Settled.Moved> moved, String content) {
    /** Of words that name no file. */
    public Filling(List<String> words, List<Settled.Moved> moved) {
        this(words, moved, "");
    }

    public Filling {
        words = List.copyOf(words);
        moved = List.copyOf(moved);
    }
}

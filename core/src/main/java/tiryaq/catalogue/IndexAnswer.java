package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Providers.Provided;

/**
 * What the index was asked once, and what it said.
 *
 * @param distributions those that were asked about, in order
 * @param provided the one that has the module; empty where none has, or nobody knew
 */
public record IndexAnswer(List<String> distributions, String module, Optional<Provided> provided) {
    public IndexAnswer {
        distributions = List.copyOf(distributions);
    }

    /** Providers that know these answers and nothing else. */
    static Providers replayed(List<IndexAnswer> answers) {
        return (distributions, module) -> answers.stream()
                .filter(each -> each.module.equals(module) && each.distributions.equals(distributions))
                .findFirst()
                .flatMap(IndexAnswer::provided);
    }

    /** As a flat list, for a recording. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(module);
        words.add(provided.map(Provided::distribution).orElse(""));
        words.add(provided.map(Provided::source).orElse(""));
        words.addAll(distributions);
        return words;
    }

    /**
     * What such a list says.
     *
     * @throws IllegalArgumentException for any other list
     */
    static IndexAnswer of(List<String> words) {
        if (words.size() < 3) {
            throw new IllegalArgumentException("this is no recording");
        }
        Optional<Provided> provided =
                words.get(1).isEmpty() ? Optional.empty() : Optional.of(new Provided(words.get(1), words.get(2)));
        return new IndexAnswer(words.subList(3, words.size()), words.getFirst(), provided);
    }
}

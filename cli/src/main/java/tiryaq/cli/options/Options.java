package tiryaq.cli.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a command line, understood.
 *
 * @param verb {@code run}, {@code diagnose}, …; empty for none
 * @param values the options that were given, by their long name; a flag's value is empty
 * @param words what is no option
 */
public record Options(String verb, Map<String, String> values, List<String> words) {
    public Options {
        values = Map.copyOf(values);
        words = List.copyOf(words);
    }

    /** Whether it was given; by its long name. */
    public boolean has(String option) {
        return values.containsKey(option);
    }

    /** What was given with it; empty where it was not given. */
    public Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /** Whether the answer is for a program. */
    public boolean json() {
        return value("--format").filter("json"::equals).isPresent();
    }
}

package tiryaq.trials.room;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Names that no project has, so that no rule can be keyed to one. */
public final class Names {
    private static final String CONSONANTS = "bdfgklmnprstvz";
    private static final String VOWELS = "aeiou";

    private Names() {}

    /** A fresh name for each variable; the same seed gives the same names. */
    public static Map<String, String> draw(List<String> variables, long seed) {
        Random random = new Random(seed);
        Map<String, String> names = new LinkedHashMap<>();
        for (String variable : variables) {
            StringBuilder name = new StringBuilder("q");
            for (int i = 0; i < 4; i++) {
                name.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
                name.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
            }
            names.put(variable, name.toString());
        }
        return names;
    }
}

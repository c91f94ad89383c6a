package tiryaq.trials.casefile;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a case file: {@code ${NAME}} stands for a value, which may hold further ones. */
public final class Filling {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+)}");

    private Filling() {}

    /** The expectation with its variables replaced; throws IllegalArgumentException for one that has no value. */
    public static Json fill(Json expectation, Map<String, String> variables) {
        return expectation.with(text -> fill(text, variables));
    }

    private static String fill(String text, Map<String, String> variables) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(found -> {
            String value = variables.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("there is no " + found.group());
            }
            return Matcher.quoteReplacement(value.equals(text) ? value : fill(value, variables));
        });
    }
}

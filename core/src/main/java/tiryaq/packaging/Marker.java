package tiryaq.packaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An environment marker (PEP 508): the condition behind a requirement's semicolon. */
public sealed interface Marker {
    /** The marker that a text is; empty when it is none. */
    static Optional<Marker> parse(String text) {
        MarkerReader reader = new MarkerReader(text, 0);
        Marker marker = reader.marker();
        return marker != null && reader.atEnd() ? Optional.of(marker) : Optional.empty();
    }

    /** One side of a comparison: the name of a variable, or a quoted text. */
    record Operand(String text, boolean variable) {}

    /** A comparison; {@code operator} is one of PEP 508's, {@code not in} with one space. */
    record Comparison(Operand left, String operator, Operand right) implements Marker {}

    /** Holds if all do. */
    record And(List<Marker> all) implements Marker {
        public And {
            all = List.copyOf(all);
        }
    }

    /** Holds if one does. */
    record Or(List<Marker> all) implements Marker {
        public Or {
            all = List.copyOf(all);
        }
    }

    /**
     * Whether this holds.
     *
     * @param environment values by PEP 508's variable names, see {@link MarkerEnvironment}; an absent one counts as ""
     * @param extra the extra that is asked for, or ""
     */
    default boolean evaluate(Map<String, String> environment, String extra) {
        return switch (this) {
            case And and -> {
                boolean holds = true;
                for (Marker part : and.all()) {
                    holds &= part.evaluate(environment, extra);
                }
                yield holds;
            }
            case Or or -> {
                boolean holds = false;
                for (Marker part : or.all()) {
                    holds |= part.evaluate(environment, extra);
                }
                yield holds;
            }
            case Comparison comparison -> holds(comparison, environment, extra);
        };
    }

    /** Whether this holds without an extra or for one of the extras. */
    default boolean evaluate(Map<String, String> environment, Set<String> extras) {
        if (evaluate(environment, "")) {
            return true;
        }
        for (String extra : extras) {
            if (evaluate(environment, extra)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExtra(Operand operand) {
        return operand.variable() && operand.text().equals("extra");
    }

    private static boolean holds(Comparison comparison, Map<String, String> environment, String extra) {
        String left = value(comparison.left(), environment, extra);
        String right = value(comparison.right(), environment, extra);
        if (isExtra(comparison.left()) || isExtra(comparison.right())) {
            return compare(DistributionName.normalize(left), comparison.operator(), DistributionName.normalize(right));
        }
        Version version = VersionReader.read(left);
        if (version != null) {
            Optional<Specifier> specifier = Specifier.parse(comparison.operator() + right);
            if (specifier.isPresent()) {
                return specifier.get().contains(version);
            }
        }
        return compare(left, comparison.operator(), right);
    }

    private static String value(Operand operand, Map<String, String> environment, String extra) {
        if (!operand.variable()) {
            return operand.text();
        }
        if (isExtra(operand)) {
            return extra;
        }
        String value = environment.getOrDefault(operand.text(), "");
        // A Python built from an untagged checkout says "3.13.0+", which is no version until something follows.
        return value.endsWith("+") && operand.text().equals("python_full_version") ? value + "local" : value;
    }

    private static boolean compare(String left, String operator, String right) {
        return switch (operator) {
            case "in" -> right.contains(left);
            case "not in" -> !right.contains(left);
            case "==", "===" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "<" -> left.compareTo(right) < 0;
            case "<=" -> left.compareTo(right) <= 0;
            case ">" -> left.compareTo(right) > 0;
            case ">=" -> left.compareTo(right) >= 0;
            default -> false;
        };
    }
}

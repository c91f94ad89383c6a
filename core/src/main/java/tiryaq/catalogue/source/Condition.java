package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.python.Identifier;

/**
 * A condition on which it depends whether a line of Python is reached.
 *
 * @param code of it
 * @param holds whether it has to hold, or else not to hold
 */
public record Condition(String code, boolean holds) {
    private static final Set<String> WORDS =
            Set.of("if", "elif", "assert", "not", "is", "None", "and", "or", "True", "False", "in", "bool");

    /** What a name may stand for where an import has failed. */
    public enum Value {
        FALSE,
        NONE,
        TRUE,
        /** An object, as the caught exception is one. */
        OBJECT,
        UNKNOWN;

        /** Of an expression; {@code exception} is the name that the handler gives to what it caught. */
        public static Value of(String expression, String exception) {
            return switch (expression) {
                case "False" -> FALSE;
                case "None" -> NONE;
                case "True" -> TRUE;
                default -> expression.equals(exception) ? OBJECT : UNKNOWN;
            };
        }
    }

    /** The first names in it, as far as they are no attributes. */
    public List<String> names(int most) {
        List<String> names = new ArrayList<>();
        for (String each : code.split("[^\\w.]+")) {
            if (names.size() == most) {
                break;
            }
            if (Identifier.is(each) && !WORDS.contains(each) && !names.contains(each)) {
                names.add(each);
            }
        }
        return names;
    }

    /** Whether it asks for nothing but what one name stands for: {@code X}, {@code not X}, {@code X is not None}. */
    public boolean plain() {
        return asked().isPresent();
    }

    /** Whether the line is reached with a value of the name; empty where that cannot be told. */
    public Optional<Boolean> reached(Value value) {
        return asked().flatMap(asked -> asked.met(value)).map(met -> met == holds);
    }

    /** A name is compared with a constant, or taken for true where there is none. */
    private record Asked(String constant, boolean same) {
        Optional<Boolean> met(Value value) {
            Optional<Boolean> equal = switch (value) {
                case UNKNOWN -> Optional.empty();
                case FALSE -> Optional.of(constant.equals("False"));
                case NONE -> Optional.of(constant.equals("None"));
                case TRUE -> Optional.of(constant.equals("True") || constant.isEmpty());
                case OBJECT -> constant.isEmpty() ? Optional.of(true) : Optional.of(false);
            };
            return equal.map(each -> each == same);
        }
    }

    private Optional<Asked> asked() {
        String text = unbracketed(code);
        if (text.startsWith("not ") && Identifier.is(text.substring(4).strip())) {
            return Optional.of(new Asked("", false));
        }
        if (Identifier.is(text)) {
            return Optional.of(new Asked("", true));
        }
        for (String operator : List.of(" is not ", " != ", " is ", " == ")) {
            int at = text.indexOf(operator);
            String constant =
                    at < 0 ? "" : text.substring(at + operator.length()).strip();
            if (at > 0
                    && Identifier.is(text.substring(0, at).strip())
                    && Set.of("None", "False", "True").contains(constant)) {
                return Optional.of(new Asked(constant, operator.equals(" is ") || operator.equals(" == ")));
            }
        }
        return Optional.empty();
    }

    private static String unbracketed(String text) {
        boolean bracketed = text.startsWith("(") && text.indexOf(')') == text.length() - 1;
        return bracketed ? text.substring(1, text.length() - 1).strip() : text;
    }
}

package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.python.NewerSyntax;
import tiryaq.python.PythonVersion;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** Code that is written for a newer Python than the one that ran, by what that says of it. */
final class NewerPython {
    private static final PythonVersion BUILTIN_GENERICS = new PythonVersion(3, 9, 0);
    private static final PythonVersion UNIONS = new PythonVersion(3, 10, 0);

    /** What built-in types gained, in the words of those that lack it. */
    private static final Map<String, PythonVersion> METHODS = Map.of(
            "'str' object has no attribute 'removeprefix'", BUILTIN_GENERICS,
            "'str' object has no attribute 'removesuffix'", BUILTIN_GENERICS,
            "'bytes' object has no attribute 'removeprefix'", BUILTIN_GENERICS,
            "'bytes' object has no attribute 'removesuffix'", BUILTIN_GENERICS,
            "'str' object has no attribute 'isascii'", new PythonVersion(3, 7, 0),
            "'int' object has no attribute 'bit_count'", UNIONS,
            "'int' object has no attribute 'is_integer'", new PythonVersion(3, 12, 0));

    private NewerPython() {}

    /** The least version that takes the line that failed; empty where that is not newer, or nothing shows it. */
    static Optional<PythonVersion> wanted(Case patient) {
        List<Frame> frames = patient.incident().frames();
        if (!(patient.failure() instanceof Failure.OtherException other)
                || frames.isEmpty()
                || frames.getLast().source() == null
                || patient.environment().isEmpty()) {
            return Optional.empty();
        }
        PythonVersion runs = patient.environment().get().interpreter().version();
        String source = String.valueOf(frames.getLast().source());
        Optional<PythonVersion> least = switch (other.type()) {
            case "SyntaxError" -> syntax(other.message(), frames.getLast().file(), source);
            case "TypeError" -> hints(other.message(), source);
            case "AttributeError" ->
                Optional.ofNullable(METHODS.get(other.message().split("\\. ", 2)[0]));
            default -> Optional.empty();
        };
        return least.filter(version -> version.compareTo(runs) > 0);
    }

    private static Optional<PythonVersion> syntax(String message, String file, String source) {
        if (message.startsWith("future feature annotations ")) {
            return Optional.of(new PythonVersion(3, 7, 0));
        }
        // What stands in braces was parsed apart before 3.12, and named so.
        if (file.equals("<fstring>") && source.strip().endsWith("=)")) {
            return Optional.of(new PythonVersion(3, 8, 0));
        }
        boolean backslash = message.startsWith("f-string") && message.contains("backslash");
        if (backslash || NewerSyntax.quotesWithin(source)) {
            return Optional.of(new PythonVersion(3, 12, 0));
        }
        return NewerSyntax.in(source);
    }

    /** Hints of types, which are evaluated as the module is loaded. */
    private static Optional<PythonVersion> hints(String message, String source) {
        boolean hint = source.contains(": ") || source.contains("->");
        if (hint && message.startsWith("unsupported operand type(s) for |: ") && message.contains("type'")) {
            return Optional.of(UNIONS);
        }
        boolean builtin = source.contains("dict[")
                || source.contains("list[")
                || source.contains("tuple[")
                || source.contains("set[")
                || source.contains("type[");
        return message.equals("'type' object is not subscriptable") && builtin
                ? Optional.of(BUILTIN_GENERICS)
                : Optional.empty();
    }
}

package tiryaq.symptom.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Failure.OtherException;
import tiryaq.symptom.lines.Scan;
import tiryaq.symptom.words.ImportWords;
import tiryaq.symptom.words.LoaderWords;

/**
 * What an exception means, once the words that a library put around it are peeled off.
 *
 * @param wrappers the library's own words, if something was found inside of them
 * @param words the line that says it
 */
record Meaning(Failure failure, List<String> wrappers, String words, int line) {
    private static final String ORIGINAL = "Original error was: ";
    private static final int LONGEST_MESSAGE = 8 * 1024;

    static Meaning of(ExceptionText exception) {
        Failure failure = meant(exception.simpleType(), exception.message(), exception.fullMessage());
        if (failure == null && exception.isImportError()) {
            Meaning inside = inside(exception);
            if (inside != null) {
                return inside;
            }
        }
        if (failure == null && exception.isPanic()) {
            failure = pythonErrorIn(exception.message());
            if (failure != null) {
                return new Meaning(failure, List.of(exception.words()), exception.words(), exception.line());
            }
        }
        return new Meaning(
                failure == null ? other(exception) : failure, List.of(), exception.words(), exception.line());
    }

    /** Whether this speaks of the environment in the interpreter's or the loader's own words. */
    static boolean ofEnvironment(Failure failure) {
        return switch (failure) {
            case Failure.MissingModule _,
                    Failure.MissingName _,
                    Failure.MissingAttribute _,
                    Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.Killed _ -> true;
            case OtherException m -> false;
        };
    }

    private static @Nullable Failure meant(String type, String message, String full) {
        if (ExceptionText.isImportError(type)) {
            Failure failure = ImportWords.ofImportError(message);
            return failure == null ? LoaderWords.of(full) : failure;
        }
        return switch (type) {
            case "AttributeError" -> ImportWords.ofAttributeError(message);
            case "OSError", "SystemError" -> LoaderWords.of(full);
            default -> null;
        };
    }

    /**
     * NumPy: {@code Original error was: …}; pandas: {@code Unable to import required dependencies:}, then
     * {@code numpy: …}.
     */
    private static @Nullable Meaning inside(ExceptionText exception) {
        boolean lists = exception.message().startsWith("Unable to import required dependencies:");
        for (int i = 0; i < exception.more().size(); i++) {
            String text = exception.more().get(i).strip();
            int from = text.startsWith(ORIGINAL) ? ORIGINAL.length() : lists ? text.indexOf(": ") + 2 : 0;
            if (from < 2) {
                continue;
            }
            String message = text.substring(from);
            Failure failure = meant("ImportError", message, message);
            if (failure != null) {
                return new Meaning(failure, exception.asWrapper(), text, exception.line() + i + 1);
            }
        }
        return null;
    }

    /** A Rust {@code unwrap} of a Python error quotes it: {@code PyErr { type: …, value: ImportError("…"), …}}. */
    private static @Nullable Failure pythonErrorIn(String message) {
        int at = message.indexOf("value: ", Math.max(0, message.indexOf("PyErr {")));
        int open = at < 0 ? -1 : message.indexOf('(', at);
        if (open < 0 || open + 2 >= message.length()) {
            return null;
        }
        String type = message.substring(at + "value: ".length(), open);
        int close = message.indexOf(message.charAt(open + 1) + ")", open + 2);
        if (close < 0 || !Scan.isDotted(type)) {
            return null;
        }
        String inner = message.substring(open + 2, close);
        return meant(type, inner, inner);
    }

    private static OtherException other(ExceptionText exception) {
        String message = exception.isImportError() || exception.message().isEmpty()
                ? exception.fullMessage()
                : exception.message();
        return new OtherException(
                exception.type(), message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
    }
}

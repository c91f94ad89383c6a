package tiryaq.symptom.reading;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Incident;
import tiryaq.symptom.lines.Scan;

/**
 * The line that names an exception, with what followed it.
 *
 * @param type as printed, with its module
 * @param message of the first line
 * @param more the lines of the message after the first, as far as they may belong to it
 * @param line of the output, from 1
 */
record ExceptionText(String type, String message, List<String> more, int line) {
    private static final int LONGEST_TYPE = 200;

    ExceptionText {
        more = List.copyOf(more);
    }

    /** A line in the place of an exception line, after frames. */
    static @Nullable ExceptionText afterFrames(String text, int line) {
        int end = typeEnd(text);
        if (end == 0) {
            return null;
        }
        String type = text.substring(0, end);
        boolean said = end < text.length();
        boolean dotted = type.indexOf('.') > 0;
        if (!said && !dotted && !looksLikeException(type)) {
            return null;
        }
        if (said && !dotted && Character.isLowerCase(type.charAt(0))) {
            return null;
        }
        return new ExceptionText(type, said ? text.substring(end + 1).strip() : "", List.of(), line);
    }

    /** A line that stands alone counts only for the exceptions that Python itself defines, and with a message. */
    static @Nullable ExceptionText alone(String text, int line) {
        int end = typeEnd(text);
        if (end == 0 || end + 1 >= text.length()) {
            return null;
        }
        String type = text.substring(0, end);
        return Builtin.TYPES.contains(type)
                ? new ExceptionText(type, text.substring(end + 1).strip(), List.of(), line)
                : null;
    }

    /**
     * What of it is kept where something else is the root: its first line, and the Python that NumPy names in its text.
     */
    List<String> asWrapper() {
        for (String each : more) {
            if (each.contains(Incident.PYTHON)) {
                return List.of(words(), each.strip());
            }
        }
        return List.of(words());
    }

    /** The type without its module. */
    String simpleType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The first line, as the output has it. */
    String words() {
        if (!message.isEmpty()) {
            return type + ": " + message;
        }
        for (String each : more) {
            if (!each.isBlank()) {
                return type + ": " + each.strip();
            }
        }
        return type;
    }

    /** The message of all its lines. */
    String fullMessage() {
        if (more.isEmpty()) {
            return message;
        }
        StringBuilder all = new StringBuilder(message);
        for (String each : more) {
            all.append('\n').append(each);
        }
        return all.toString().strip();
    }

    ExceptionText withMore(List<String> lines) {
        return new ExceptionText(type, message, lines, line);
    }

    boolean isImportError() {
        return isImportError(simpleType());
    }

    static boolean isImportError(String simpleType) {
        return simpleType.equals("ImportError")
                || simpleType.equals("ModuleNotFoundError")
                || simpleType.equals("ZipImportError");
    }

    boolean isSyntaxError() {
        String simple = simpleType();
        return simple.equals("SyntaxError") || simple.equals("IndentationError") || simple.equals("TabError");
    }

    boolean isPanic() {
        return simpleType().equals("PanicException");
    }

    private static boolean looksLikeException(String type) {
        return type.endsWith("Error")
                || type.endsWith("Exception")
                || type.endsWith("Interrupt")
                || type.endsWith("Exit")
                || type.endsWith("Iteration")
                || type.endsWith("Warning")
                || type.endsWith("Group");
    }

    /** Where a dotted type ends that a colon or the end of the line follows; 0 if there is none. */
    private static int typeEnd(String text) {
        int i = 0;
        while (i < text.length() && i < LONGEST_TYPE) {
            char c = text.charAt(i);
            if (Character.isJavaIdentifierPart(c) || c == '.') {
                i++;
            } else if (text.startsWith("<locals>", i)) {
                i += 8;
            } else {
                break;
            }
        }
        boolean ends = i == text.length() || (text.charAt(i) == ':' && spaceOrEnd(text, i + 1));
        return ends && i > 0 && Scan.isDotted(text.substring(0, i).replace("<locals>.", "")) ? i : 0;
    }

    private static boolean spaceOrEnd(String text, int at) {
        return at == text.length() || text.charAt(at) == ' ';
    }

    private static final class Builtin {
        static final Set<String> TYPES = Set.of(
                "ArithmeticError",
                "AssertionError",
                "AttributeError",
                "BufferError",
                "EOFError",
                "FileExistsError",
                "FileNotFoundError",
                "FloatingPointError",
                "ImportError",
                "IndentationError",
                "IndexError",
                "IOError",
                "IsADirectoryError",
                "KeyError",
                "LookupError",
                "MemoryError",
                "ModuleNotFoundError",
                "NameError",
                "NotADirectoryError",
                "NotImplementedError",
                "OSError",
                "OverflowError",
                "PermissionError",
                "RecursionError",
                "RuntimeError",
                "SyntaxError",
                "SystemError",
                "TabError",
                "TimeoutError",
                "TypeError",
                "UnboundLocalError",
                "UnicodeDecodeError",
                "UnicodeEncodeError",
                "ValueError",
                "ZeroDivisionError");
    }
}

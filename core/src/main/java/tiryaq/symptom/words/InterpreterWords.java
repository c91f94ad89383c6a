package tiryaq.symptom.words;

import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.Failure.OtherException;

/** What {@code python -m} and {@code python FILE} say on one line, without a traceback. */
public final class InterpreterWords {
    private static final String NO_MODULE = ": No module named ";
    private static final String FINDING = ": Error while finding module specification for '";
    private static final String CANNOT_OPEN = ": can't open file ";

    private InterpreterWords() {}

    /** The meaning of a line that stands alone and begins with an interpreter's name; null if it is none of these. */
    public static @Nullable Failure of(String line) {
        int colon = line.indexOf(": ");
        if (colon <= 0 || !isInterpreter(line.substring(0, colon))) {
            return null;
        }
        if (line.startsWith(NO_MODULE, colon)) {
            return ImportWords.ofImportError(line.substring(colon + 2));
        }
        if (line.startsWith(FINDING, colon)) {
            return finding(line, colon + FINDING.length());
        }
        return line.startsWith(CANNOT_OPEN, colon)
                ? new OtherException("FileNotFoundError", line.substring(colon + 2))
                : null;
    }

    private static @Nullable Failure finding(String line, int start) {
        int end = line.indexOf('\'', start);
        int open = line.indexOf('(', Math.max(end, start));
        if (end < 0 || open < 0) {
            return null;
        }
        String reason = line.substring(open + 1, line.endsWith(")") ? line.length() - 1 : line.length());
        int colon = reason.indexOf(": ");
        if (colon < 0) {
            return null;
        }
        String message = reason.substring(colon + 2);
        if (message.startsWith("__path__ attribute not found on ")) {
            return new MissingModule(line.substring(start, end), true);
        }
        Failure failure = ImportWords.ofImportError(message);
        return failure == null ? new OtherException(reason.substring(0, colon), message) : failure;
    }

    private static boolean isInterpreter(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.startsWith("python") || name.startsWith("pypy") || name.startsWith("Python");
    }
}

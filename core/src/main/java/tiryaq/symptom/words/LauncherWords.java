package tiryaq.symptom.words;

import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.lines.Scan;

/**
 * What uvicorn, Flask and Celery say, without a traceback, of a program that they are to load and that is nowhere, and
 * AWS Lambda of one that does not load.
 */
public final class LauncherWords {
    private static final String LAMBDA = "Runtime.ImportModuleError: Unable to import module '";

    private LauncherWords() {}

    /** The meaning of a line that stands alone; null if it is none of these. */
    public static @Nullable Failure of(String line) {
        int lambda = line.indexOf(LAMBDA);
        if (lambda >= 0) {
            int end = line.indexOf("': ", lambda + LAMBDA.length());
            String why = end < 0 ? "" : line.substring(end + 3).strip();
            return why.isEmpty()
                    ? null
                    : QuotedWords.in(why).orElseGet(() -> new Failure.OtherException("ImportError", why));
        }
        String name = null;
        if (line.contains("Error loading ASGI app. Could not import module \"")) {
            name = Scan.between(line, "module \"", "\".", 0);
        } else if (line.startsWith("Error: Could not import '")) {
            name = Scan.between(line, "import '", "'.", 0);
        } else if (line.startsWith("The module ") && line.endsWith(" was not found.")) {
            name = line.substring("The module ".length(), line.length() - " was not found.".length());
        }
        return name != null && Scan.isDotted(name) ? new MissingModule(name, false) : null;
    }
}

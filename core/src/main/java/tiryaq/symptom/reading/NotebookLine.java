package tiryaq.symptom.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Frame;
import tiryaq.symptom.lines.Prefixes;
import tiryaq.symptom.lines.Scan;

/** The lines of a traceback as IPython writes it, in a terminal and in a notebook. */
final class NotebookLine {
    private static final String MODULE = "<module>";

    /** What stands before a function, since IPython 8 and before it. */
    private static final String IN = ", in ";

    private static final String ONLY_IN = " in ";

    /** What stands before the number of a cell's line, in one version and another. */
    private static final List<String> LINE = List.of("line ", "line: ");

    private NotebookLine() {}

    /** Whether {@code ValueError       Traceback (most recent call last)} begins with this. */
    static boolean begins(String before) {
        String type = before.substring(Prefixes.length(before));
        return type.endsWith(" ") && Scan.isDotted(type.strip());
    }

    /** {@code File /a/x.py:3, in f(a)}, {@code Cell In[1], line 3}, and {@code /a/x.py in f(a)} of before IPython 8. */
    static @Nullable Frame frame(String line) {
        if (line.startsWith("File ")) {
            int in = line.indexOf(IN);
            String place = line.substring("File ".length(), in < 0 ? line.length() : in);
            int colon = place.lastIndexOf(':');
            boolean numbered =
                    colon > 0 && colon + 1 < place.length() && Scan.digits(place, colon + 1) == place.length();
            return numbered
                    ? new Frame(place.substring(0, colon), Scan.number(place, colon + 1), function(line, in, IN), null)
                    : null;
        }
        if (line.startsWith("Cell In") || line.startsWith("Input In")) {
            return new Frame("<cell>", cellLine(line), MODULE, null);
        }
        int in = line.indexOf(ONLY_IN);
        boolean place = line.startsWith("<ipython-input") || line.startsWith("/") || line.startsWith("~/");
        return place && in > 0 ? new Frame(line.substring(0, in), 0, function(line, in, ONLY_IN), null) : null;
    }

    private static int cellLine(String line) {
        for (String before : LINE) {
            int at = line.indexOf(before);
            if (at >= 0) {
                return Scan.number(line, at + before.length());
            }
        }
        return 0;
    }

    private static String function(String line, int in, String before) {
        if (in < 0) {
            return MODULE;
        }
        int open = line.indexOf('(', in);
        String name = line.substring(in + before.length(), open < 0 ? line.length() : open)
                .strip();
        return name.startsWith("<cell line") ? MODULE : name;
    }

    /** Where in {@code ----> 3     source} the number begins; -1 for any other line. */
    static int arrow(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) == '-') {
            i++;
        }
        boolean points = i > 1 && line.startsWith("> ", i);
        return points && i + 2 < line.length() && Scan.isDigit(line.charAt(i + 2)) ? i + 2 : -1;
    }
}

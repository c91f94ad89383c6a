package tiryaq.command;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** The function that an installer's console script calls (the entry points specification of PyPA). */
public record EntryPoint(String module, String function) {
    /** What may stand in a {@code __main__.py} besides; the text of a string is not seen. */
    private static final Set<String> HARMLESS = Set.of("\"\"", "import sys", "if __name__ == \"\":");

    private static final String NAMED = "; sys.argv[0] = '";

    /** Reads the beginning of a script; empty when no installer made it. */
    public static Optional<EntryPoint> of(String text) {
        if (!text.contains("sys.exit(") || !text.contains("import ")) {
            return Optional.empty();
        }
        Matcher call = Shapes.CALL.matcher(text);
        while (call.find()) {
            String function = call.group(1);
            int dot = function.indexOf('.');
            String name = dot < 0 ? function : function.substring(0, dot);
            Matcher line = Shapes.IMPORT.matcher(text);
            while (line.find()) {
                if (line.group(2).equals(name)) {
                    return Optional.of(new EntryPoint(line.group(1), function));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a package's {@code __main__.py} does nothing but call this very function; false where that is not plain.
     *
     * @param folder the package
     * @param text of the file
     */
    public boolean isCalledBy(String folder, String text) {
        Set<String> calls = new HashSet<>();
        boolean called = false;
        SourceCode all = SourceCode.of(text);
        for (Statement each : all.statements()) {
            String code = each.code();
            int names = code.startsWith("from ") ? code.indexOf(" import ") : -1;
            if (names > 0) {
                String from = code.substring("from ".length(), names).strip();
                String name = bare(code.substring(names + " import ".length()));
                String whole = !from.startsWith(".") ? from : from.equals(".") ? folder : folder + from;
                if (whole.equals(module) && name.equals(imported())) {
                    calls.add(function + "()");
                } else if (!from.equals("__future__")) {
                    return false;
                }
            } else if (code.equals("import " + module)) {
                calls.add(module + "." + function + "()");
            } else if (calls.contains(called(code))) {
                called = true;
            } else if (!HARMLESS.contains(code)) {
                return false;
            }
        }
        return called && !all.cut();
    }

    /** A name without the brackets and the comma that may stand around it. */
    private static String bare(String names) {
        String inside = names.startsWith("(") && names.endsWith(")") ? names.substring(1, names.length() - 1) : names;
        String name = inside.strip();
        return name.endsWith(",") ? name.substring(0, name.length() - 1).strip() : name;
    }

    /** What is called, without what makes its result the status of the program. */
    private static String called(String code) {
        for (String before : List.of("sys.exit(", "raise SystemExit(", "exit(")) {
            if (code.startsWith(before) && code.endsWith("())")) {
                return code.substring(before.length(), code.length() - 1);
            }
        }
        return code;
    }

    private String imported() {
        int dot = function.indexOf('.');
        return dot < 0 ? function : function.substring(0, dot);
    }

    /** Python code that does what the console script of this name does. */
    public String code(String script) {
        String quoted = script.replace("\\", "\\\\").replace("'", "\\'");
        return "import sys; from " + module + " import " + imported() + NAMED + quoted + "'; sys.exit(" + function
                + "())";
    }

    /** The name of the console script that such code stands for; empty for any other code. */
    static Optional<String> script(String code) {
        int from = code.indexOf(NAMED);
        int end = from < 0 ? -1 : code.indexOf("'; sys.exit(", from);
        String name = end < 0 ? "" : code.substring(from + NAMED.length(), end);
        return name.isEmpty() || name.indexOf('\\') >= 0 || name.indexOf('/') >= 0
                ? Optional.empty()
                : Optional.of(name);
    }

    /** Compiled when first needed. */
    private static final class Shapes {
        static final Pattern CALL = Pattern.compile("(?m)^\\s*sys\\.exit\\(([A-Za-z_][\\w.]*)\\(\\)\\)");
        static final Pattern IMPORT = Pattern.compile("(?m)^from ([\\w.]+) import ([A-Za-z_]\\w*)\\s*$");
    }
}

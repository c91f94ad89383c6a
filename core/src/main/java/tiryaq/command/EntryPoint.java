package tiryaq.command;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The function that an installer's console script calls (the entry points specification of PyPA). */
public record EntryPoint(String module, String function) {
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

    /** Python code that does what the console script of this name does. */
    public String code(String script) {
        int dot = function.indexOf('.');
        String name = dot < 0 ? function : function.substring(0, dot);
        String quoted = script.replace("\\", "\\\\").replace("'", "\\'");
        return "import sys; from " + module + " import " + name + "; sys.argv[0] = '" + quoted + "'; sys.exit("
                + function + "())";
    }

    /** Compiled when first needed. */
    private static final class Shapes {
        static final Pattern CALL = Pattern.compile("(?m)^\\s*sys\\.exit\\(([A-Za-z_][\\w.]*)\\(\\)\\)");
        static final Pattern IMPORT = Pattern.compile("(?m)^from ([\\w.]+) import ([A-Za-z_]\\w*)\\s*$");
    }
}

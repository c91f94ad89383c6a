package tiryaq.symptom;

import org.jspecify.annotations.Nullable;

/**
 * A frame of a Python traceback.
 *
 * @param file as printed; may be relative, or no file at all ({@code <string>}, {@code <frozen importlib._bootstrap>})
 * @param line from 1; 0 where the output does not say
 * @param function {@code <module>} for module level; empty where the output does not say
 * @param source the quoted source line, trimmed, if there is one
 */
public record Frame(
        String file, int line, String function, @Nullable String source) {
    /** The quoted line; where there is none, the place as Python words it. */
    public String told() {
        return source != null ? source : "File \"" + file + "\", line " + line + ", in " + function;
    }

    /** Whether the quoted line makes the exception itself, {@code raise ImportError("…")}, and does not pass one on. */
    public boolean raisesInOwnWords() {
        String raise = raise();
        int open = raise.indexOf('(');
        int type = raise.lastIndexOf('.', open < 0 ? 0 : open) + 1;
        return open > 0 && Character.isUpperCase(raise.charAt(Math.max(type, "raise ".length())));
    }

    /** {@code raise X(…)}, also behind a condition or another statement on the same line; empty for none. */
    private String raise() {
        String line = source == null ? "" : source;
        int behind = Math.max(line.lastIndexOf(": raise "), line.lastIndexOf("; raise "));
        return line.startsWith("raise ") ? line : behind > 0 && isCode(line, behind) ? line.substring(behind + 2) : "";
    }

    private static boolean isCode(String line, int at) {
        long quotes = line.substring(0, at)
                .chars()
                .filter(each -> each == '"' || each == '\'' || each == '#')
                .count();
        return quotes % 2 == 0;
    }

    /** Whether the quoted line imports, and names what a dotted module is a part of. */
    public boolean imports(String module) {
        if (source == null || !(source.startsWith("import ") || source.startsWith("from "))) {
            return false;
        }
        int dot = module.indexOf('.');
        String top = dot < 0 ? module : module.substring(0, dot);
        for (int at = source.indexOf(top); at >= 0; at = source.indexOf(top, at + 1)) {
            int end = at + top.length();
            if (source.charAt(at - 1) == ' '
                    && (end == source.length() || !Character.isJavaIdentifierPart(source.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is the import system itself or code that has no file. */
    public boolean internal() {
        return file.startsWith("<") && file.endsWith(">");
    }

    /** Whether this is {@code runpy}, by which {@code -m}, folders and archives are started. */
    public boolean startsModules() {
        return file.equals("<frozen runpy>") || file.endsWith("/runpy.py");
    }

    /**
     * Whether this is in the source of a module that was compiled (by Cython): its path is one of where it was built,
     * and its function has the module's name in front ({@code init a.b}, {@code a.b.f}).
     */
    public boolean compiled() {
        return file.endsWith(".pyx")
                || file.endsWith(".pxd")
                || file.endsWith(".pxi")
                || function.startsWith("init ")
                || (function.indexOf('.') > 0 && !file.startsWith("/") && !file.startsWith("~") && !internal());
    }
}

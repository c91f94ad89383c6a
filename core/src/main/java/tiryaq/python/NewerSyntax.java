package tiryaq.python;

import java.util.Locale;
import java.util.Optional;

/**
 * Source text that only newer Pythons read, by forms that older ones have no meaning for. What stands within strings
 * and comments does not count, so that of an f-string only its prefix is seen.
 */
public final class NewerSyntax {
    private NewerSyntax() {}

    /** The least version that reads it, of all its lines; empty where every Python 3 does. */
    public static Optional<PythonVersion> in(String text) {
        PythonVersion least = null;
        for (String line : CodeLines.of(text)) {
            int minor = minor(line.strip());
            if (minor >= 0 && (least == null || minor > least.minor())) {
                least = new PythonVersion(3, minor, 0);
            }
        }
        return Optional.ofNullable(least);
    }

    /** Whether the braces of an f-string have its own quotes in them: {@code f"{a["b"]}"}. */
    public static boolean quotesWithin(String line) {
        for (char quote : new char[] {'"', '\''}) {
            int at = line.indexOf("f" + quote);
            int brace = at < 0 ? -1 : line.indexOf('{', at);
            int inner = brace < 0 ? -1 : line.indexOf(quote, brace);
            int close = brace < 0 ? -1 : line.indexOf('}', brace);
            if (inner > 0 && inner < close && line.indexOf(quote, inner + 1) < line.lastIndexOf(quote)) {
                return true;
            }
        }
        return false;
    }

    /** Of Python 3, newest first; -1 for any. */
    private static int minor(String line) {
        if (parameters(line)) {
            return 12;
        }
        if (line.startsWith("except*") || line.startsWith("except *")) {
            return 11;
        }
        if (line.endsWith(":") && (subject(line, "match ") || subject(line, "case "))) {
            return 10;
        }
        if (line.contains(":=") || line.contains(", /,") || line.contains(", /)")) {
            return 8;
        }
        if (formatted(line)) {
            return 6;
        }
        if (line.startsWith("async ") || line.contains(" await ")) {
            return 5;
        }
        if (line.contains("yield from ")) {
            return 3;
        }
        return (line.startsWith("def ") && annotated(line)) || line.startsWith("nonlocal ") ? 0 : -1;
    }

    /** {@code def f(x: int)} and {@code def f() -> int}. */
    private static boolean annotated(String line) {
        for (int colon = line.indexOf(": "); colon > 0; colon = line.indexOf(": ", colon + 1)) {
            int from = colon;
            while (from > 0 && Character.isJavaIdentifierPart(line.charAt(from - 1))) {
                from--;
            }
            String before = line.substring(0, from).stripTrailing();
            if (from < colon && (before.endsWith("(") || before.endsWith(",") || before.endsWith("*"))) {
                return true;
            }
        }
        return line.contains(") -> ");
    }

    /** {@code match x:}, and no call, assignment or slice of something that has that name. */
    private static boolean subject(String line, String word) {
        if (!line.startsWith(word)) {
            return false;
        }
        String rest = line.substring(word.length()).stripLeading();
        return !rest.equals(":") && "=.+-*/%&|^<>,)]:".indexOf(rest.charAt(0)) < 0 && !rest.startsWith("in ");
    }

    /** {@code type X = …}, {@code def f[T](…)}, {@code class C[T]:}. */
    private static boolean parameters(String line) {
        for (String word : new String[] {"def ", "async def ", "class ", "type "}) {
            if (line.startsWith(word)) {
                int at = word.length();
                int end = at;
                while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
                    end++;
                }
                String rest = line.substring(end).stripLeading();
                boolean alias = word.equals("type ") && rest.startsWith("=") && !rest.startsWith("==");
                return end > at && (alias || rest.startsWith("["));
            }
        }
        return false;
    }

    /** {@code f""}, in any case and with {@code r} on either side. */
    private static boolean formatted(String line) {
        for (int at = line.indexOf(CodeLines.STRING); at >= 0; at = line.indexOf(CodeLines.STRING, at + 2)) {
            int from = at;
            while (from > 0 && Character.isJavaIdentifierPart(line.charAt(from - 1))) {
                from--;
            }
            String prefix = line.substring(from, at);
            if (prefix.length() <= 2 && prefix.toLowerCase(Locale.ROOT).indexOf('f') >= 0) {
                return true;
            }
        }
        return false;
    }
}

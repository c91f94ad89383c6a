package tiryaq.python;

/** What the text of a module makes at its top level, as far as its lines tell without running them. */
public final class TopLevelNames {
    private TopLevelNames() {}

    /** Whether a definition, an assignment or an import outside of every function and class makes this name. */
    public static boolean has(String text, String name) {
        if (name.isEmpty() || !text.contains(name)) {
            return false;
        }
        boolean inner = false;
        boolean importing = false;
        boolean goesOn = false;
        String quotation = "";
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            boolean quoted = !quotation.isEmpty();
            quotation = open(line, quotation);
            if (quoted) {
                continue;
            }
            if (line.isEmpty() || (!importing && "#)]}".indexOf(line.charAt(0)) >= 0)) {
                continue;
            }
            if (importing) {
                importing = goesOn ? line.endsWith("\\") : line.indexOf(')') < 0;
                if (!inner && word(line, name)) {
                    return true;
                }
                continue;
            }
            boolean indented = Character.isWhitespace(raw.charAt(0));
            inner = indented ? inner : defines(line);
            boolean imports = line.startsWith("import ") || line.startsWith("from ");
            goesOn = imports && line.endsWith("\\");
            importing = goesOn || (imports && line.indexOf('(') >= 0 && line.indexOf(')') < 0);
            if ((!indented || !inner) && (imports ? brings(line, name) : makes(line, name))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The triple quotes that are open at the end of a line; empty if none are.
     *
     * @param before those that are open at its beginning
     */
    private static String open(String line, String before) {
        String open = before;
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (!open.isEmpty()) {
                int end = line.indexOf(open, at);
                if (end < 0) {
                    return open;
                }
                at = end + open.length();
                open = "";
            } else if (c == '#') {
                return "";
            } else if (c == '"' || c == '\'') {
                String three = String.valueOf(c).repeat(3);
                boolean triple = line.startsWith(three, at);
                open = triple ? three : "";
                at = triple ? at + three.length() : closed(line, at);
            } else {
                at++;
            }
        }
        return open;
    }

    /** Behind the quote that closes the one here; the length where none does. */
    private static int closed(String line, int from) {
        int at = from + 1;
        while (at < line.length() && line.charAt(at) != line.charAt(from)) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, line.length());
    }

    private static boolean defines(String line) {
        return line.startsWith("def ") || line.startsWith("class ") || line.startsWith("async def ");
    }

    private static boolean makes(String line, String name) {
        for (String start : new String[] {"def ", "class ", "async def "}) {
            if (line.startsWith(start)) {
                return starts(line, start.length(), name);
            }
        }
        if (!starts(line, 0, name)) {
            return false;
        }
        String rest = line.substring(name.length()).stripLeading();
        return (rest.startsWith("=") && !rest.startsWith("==")) || (rest.startsWith(":") && rest.indexOf('=') > 0);
    }

    /** {@code from a import b as c} brings c, and the a of {@code from a} is brought by nothing. */
    private static boolean brings(String line, String name) {
        int names = line.startsWith("from ") ? line.indexOf(" import ") + 1 : 0;
        return word(line.substring(names), name);
    }

    private static boolean word(String line, String name) {
        int comment = line.indexOf('#');
        String code = comment < 0 ? line : line.substring(0, comment);
        for (int at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1)) {
            boolean before = at == 0 || !part(code.charAt(at - 1));
            int end = at + name.length();
            boolean renamed = code.startsWith(" as ", end) && !starts(code, end + " as ".length(), name);
            if (before && (end == code.length() || !part(code.charAt(end))) && !renamed) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(String line, int at, String name) {
        int end = at + name.length();
        return line.startsWith(name, at) && (end == line.length() || !part(line.charAt(end)));
    }

    private static boolean part(char c) {
        return Character.isJavaIdentifierPart(c) || c == '.';
    }
}

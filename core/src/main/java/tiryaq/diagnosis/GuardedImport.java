package tiryaq.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * An import whose failure the code itself expects: {@code try: import x}, {@code except ImportError: …}, or
 * {@code with suppress(ImportError): import x}, which has no handler.
 *
 * @param module dotted, absolute
 * @param line of the import, from 1
 * @param source of the import, trimmed
 * @param from the first line of the handler; 0 where there is none
 * @param until the last line of the handler; -1 where there is none
 * @param handler what the handler does, its lines trimmed
 * @param always whether it stands outside of every function and class, and so is run whenever the file is
 */
public record GuardedImport(
        String module, int line, String source, int from, int until, String handler, boolean always) {
    private static final int SHORTEST = 8;

    /** Before every line. */
    private static final int NO_HANDLER = -1;

    /** All guarded imports of a source file that are absolute, in order. */
    public static List<GuardedImport> in(String text) {
        return in(text, "");
    }

    /** All guarded imports of a file of a package, in order. */
    public static List<GuardedImport> in(String text, String inPackage) {
        String[] lines = text.split("\n", -1);
        List<GuardedImport> found = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.equals("try:")
                    || line.startsWith("try: ")
                    || line.startsWith("try:#")
                    || line.startsWith("try:  #")) {
                of(lines, i, inPackage, found);
            } else if (suppresses(line)) {
                suppressed(lines, i, inPackage, found);
            }
        }
        return found;
    }

    private static boolean suppresses(String line) {
        int open = line.startsWith("with ") ? line.indexOf("suppress(") : -1;
        int close = open < 0 ? -1 : line.indexOf(')', open);
        return close > 0
                && line.endsWith(":")
                && catchesImportErrors("except " + line.substring(open + "suppress(".length(), close) + ":");
    }

    private static void suppressed(String[] lines, int at, String inPackage, List<GuardedImport> found) {
        int indent = indent(lines[at]);
        int end = endOfBlock(lines, at, indent);
        for (int i = at + 1; i < end; i++) {
            String source = whole(lines, i, lines[i].strip(), end);
            for (String module : ImportLine.modules(source, inPackage)) {
                found.add(new GuardedImport(module, i + 1, source, 0, NO_HANDLER, "", indent == 0));
            }
        }
    }

    private static void of(String[] lines, int at, String inPackage, List<GuardedImport> found) {
        int indent = indent(lines[at]);
        int end = endOfBlock(lines, at, indent);
        for (int handler = end; handler < lines.length && clause(lines[handler], indent); ) {
            int after = endOfBlock(lines, handler, indent);
            if (catchesImportErrors(lines[handler].strip())) {
                add(lines, at, end, handler, after, inPackage, found);
            }
            handler = after;
        }
    }

    private static void add(
            String[] lines, int at, int end, int handler, int after, String inPackage, List<GuardedImport> found) {
        StringBuilder body = new StringBuilder();
        String head = lines[handler].strip();
        body.append(head.substring(head.indexOf(':') + 1).strip());
        for (int i = handler + 1; i < after; i++) {
            body.append('\n').append(lines[i].strip());
        }
        for (int i = at; i < end; i++) {
            String first = i == at ? lines[i].strip().substring("try:".length()).strip() : lines[i].strip();
            String source = whole(lines, i, first, end);
            for (String module : ImportLine.modules(source, inPackage)) {
                found.add(new GuardedImport(
                        module,
                        i + 1,
                        source,
                        handler + 1,
                        after,
                        body.toString().strip(),
                        indent(lines[at]) == 0));
            }
        }
    }

    /** An import whose names stand in brackets goes on to where these close. */
    private static String whole(String[] lines, int at, String first, int end) {
        StringBuilder all = new StringBuilder(first);
        boolean open = first.startsWith("from ") && first.indexOf('(') > 0;
        for (int i = at + 1; open && i < end && all.indexOf(")") < 0; i++) {
            all.append(' ').append(lines[i].strip());
        }
        return all.toString();
    }

    /** The first line after a block that belongs to it no more. */
    static int endOfBlock(String[] lines, int head, int indent) {
        int i = head + 1;
        while (i < lines.length
                && (lines[i].isBlank() || lines[i].strip().startsWith("#") || indent(lines[i]) > indent)) {
            i++;
        }
        return i;
    }

    static boolean clause(String line, int indent) {
        return indent(line) == indent && line.strip().startsWith("except") && line.indexOf(':') > 0;
    }

    static boolean catchesImportErrors(String clause) {
        String caught = clause.substring("except".length(), clause.indexOf(':'));
        return caught.isBlank()
                || caught.contains("ImportError")
                || caught.contains("ModuleNotFoundError")
                || caught.strip().startsWith("Exception")
                || caught.strip().startsWith("BaseException");
    }

    static int indent(String line) {
        int i = 0;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /** Whether the import is what would have brought a name into the module. */
    public boolean brings(String name) {
        int names = source.indexOf("import ") + "import ".length();
        for (String part : source.substring(names).split("[ ,()]+")) {
            if (part.equals(name) || part.equals("*")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the import is what would have bound a name: {@code import a.b} binds {@code a}. */
    public boolean binds(String name) {
        boolean whole = source.startsWith("import ") && !source.contains(" as ");
        return whole ? module.equals(name) || module.startsWith(name + ".") : brings(name);
    }

    /** Whether a line of the file belongs to the handler. */
    public boolean handles(int number) {
        return number >= from && number <= until;
    }

    /** Whether the handler ends the program. */
    public boolean exits() {
        return exits(handler);
    }

    static boolean exits(String handler) {
        return handler.contains("SystemExit")
                || handler.contains("exit(")
                || handler.contains("quit(")
                || handler.contains("abort(");
    }

    /** Whether a text of some length that stands in the handler was printed. */
    public boolean says(List<String> printed) {
        for (String quote : List.of("\"", "'")) {
            String[] pieces = handler.split(quote, -1);
            for (int i = 1; i < pieces.length; i += 2) {
                // What is put in at run time is not looked for.
                for (String words : pieces[i].split("[{}%\\\\]", -1)) {
                    String wanted = words.strip();
                    if (wanted.length() >= SHORTEST && printed.stream().anyMatch(line -> line.contains(wanted))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}

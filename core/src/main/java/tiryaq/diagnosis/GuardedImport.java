package tiryaq.diagnosis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tiryaq.packaging.ModuleName;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * An import whose failure the code itself expects: {@code try: import x}, {@code except ImportError: …}, or
 * {@code with suppress(ImportError): import x}, which has no handler.
 *
 * @param module dotted, absolute
 * @param line of the import, from 1
 * @param source of the import, trimmed
 * @param by what keeps its failure from ending the program
 * @param clause the head of the handler, as code
 * @param from the first line of the handler; 0 where there is none
 * @param until the last line of the handler; -1 where there is none
 * @param handler what the handler does, its lines trimmed
 * @param always whether it stands outside of every function and class and under no condition, and so is run whenever
 *     the file is
 * @param direct whether its failure leads to the handler, and nothing that comes before it may: it stands under no
 *     condition in the block, and where the handler catches more than failed imports, behind nothing else
 */
public record GuardedImport(
        String module,
        int line,
        String source,
        By by,
        String clause,
        int from,
        int until,
        String handler,
        boolean always,
        boolean direct) {
    /** What keeps the failure of an import from ending the program. */
    public enum By {
        HANDLER,
        /** {@code contextlib.suppress}. */
        SUPPRESSED,
        /** It is run only where something said before that the module is there. */
        CONDITION
    }

    private static final int SHORTEST = 8;

    private static final Set<String> OF_IMPORTS = Set.of("ImportError", "ModuleNotFoundError");

    /** What a failed import is as well. */
    private static final Set<String> WIDER = Set.of("Exception", "BaseException");

    /** Of one file: each import stands here once for each handler. */
    private static final int MOST = 20_000;

    /** Of one statement. */
    private static final int NAMES = 256;

    /** Before every line. */
    private static final int NO_HANDLER = -1;

    /** The top-level modules without which a text goes on wherever it imports them. */
    public static Set<String> optional(String text) {
        SourceCode code = SourceCode.of(text);
        Set<String> all = new HashSet<>();
        in(code, "").forEach(each -> all.add(ModuleName.top(each.module())));
        for (int i = 0; i < code.statements().size(); i++) {
            if (code.around(i).isEmpty()) {
                ImportLine.modules(code.statements().get(i).code()).forEach(each -> all.remove(ModuleName.top(each)));
            }
        }
        return all;
    }

    /** All guarded imports of a source file that are absolute, in order. */
    public static List<GuardedImport> in(String text) {
        return in(text, "");
    }

    /** All guarded imports of a file of a package, in order. */
    public static List<GuardedImport> in(String text, String inPackage) {
        return text.contains("import") ? in(SourceCode.of(text), inPackage) : List.of();
    }

    /** The same of a file that was read already. */
    public static List<GuardedImport> in(SourceCode code, String inPackage) {
        List<GuardedImport> found = new ArrayList<>();
        for (int i = 0; i < code.statements().size(); i++) {
            Statement head = code.statements().get(i);
            if (head.code().startsWith("try:")) {
                of(code, i, inPackage, found);
            } else if (suppresses(head.code())) {
                Body body = new Body(code, i, code.end(i));
                add(body, "except ImportError:", 0, NO_HANDLER, "", true, inPackage, found);
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

    private static void of(SourceCode code, int at, String inPackage, List<GuardedImport> found) {
        Body body = new Body(code, at, code.end(at));
        boolean first = true;
        for (int handler = body.end(); clause(code, handler, at); handler = code.end(handler)) {
            Statement head = code.statements().get(handler);
            if (catchesImportErrors(head.code()) && found.size() < MOST) {
                int until = code.statements().get(code.end(handler) - 1).until();
                add(body, head.code(), head.from(), until, handler(code, handler), first, inPackage, found);
                first = false;
            }
        }
    }

    /** The statements between a head and where its block ends. */
    private record Body(SourceCode code, int head, int end) {
        /** Whether a statement of it stands in no other block. */
        boolean has(int at) {
            List<Statement> all = code.statements();
            return at == head || all.get(at).indent() == all.get(head + 1).indent();
        }
    }

    private static void add(
            Body body,
            String clause,
            int from,
            int until,
            String handler,
            boolean first,
            String inPackage,
            List<GuardedImport> found) {
        List<Statement> all = body.code().statements();
        boolean outside = all.get(body.head()).indent() == 0;
        boolean onlyImportsBefore = true;
        for (int i = body.head(); i < body.end() && found.size() < MOST; i++) {
            String source = i == body.head() ? all.get(i).inline() : all.get(i).code();
            List<String> modules = ImportLine.modules(source, inPackage);
            for (String module : modules.subList(0, Math.min(NAMES, modules.size()))) {
                boolean direct = first && body.has(i) && (narrow(clause) || onlyImportsBefore);
                found.add(new GuardedImport(
                        module,
                        all.get(i).from(),
                        source,
                        until == NO_HANDLER ? By.SUPPRESSED : By.HANDLER,
                        clause,
                        from,
                        until,
                        handler,
                        outside && body.has(i),
                        direct));
            }
            onlyImportsBefore &=
                    i == body.head() || ImportLine.imports(all.get(i).code());
        }
    }

    /** What a handler does, its lines trimmed. */
    static String handler(SourceCode code, int handler) {
        Statement head = code.statements().get(handler);
        String whole = code.lines(head.from(), head.until());
        int last = code.statements().get(code.end(handler) - 1).until();
        return (whole.substring(whole.indexOf(':') + 1).strip() + "\n" + code.lines(head.until() + 1, last)).strip();
    }

    /** Whether a statement is an {@code except} of the {@code try} that stands there. */
    static boolean clause(SourceCode code, int at, int tried) {
        List<Statement> all = code.statements();
        return at < all.size()
                && all.get(at).indent() == all.get(tried).indent()
                && all.get(at).keyword().equals("except")
                && all.get(at).code().indexOf(':') > 0;
    }

    static boolean catchesImportErrors(String clause) {
        List<String> types = types(clause);
        return types.isEmpty() || types.stream().anyMatch(each -> OF_IMPORTS.contains(each) || WIDER.contains(each));
    }

    /** The simple names of the types that a clause catches; none where it catches all. */
    private static List<String> types(String clause) {
        String caught = clause.substring("except".length(), clause.indexOf(':'));
        int as = caught.indexOf(" as ");
        List<String> types = new ArrayList<>();
        for (String each : (as < 0 ? caught : caught.substring(0, as)).split("[ (),*]+")) {
            if (!each.isEmpty()) {
                types.add(each.substring(each.lastIndexOf('.') + 1));
            }
        }
        return types;
    }

    /** Whether the handler is reached by failed imports alone, and by no other exception. */
    public boolean narrow() {
        return narrow(clause);
    }

    /** The name that the handler gives to what it caught; empty for none. */
    public String exception() {
        int as = clause.indexOf(" as ");
        return as < 0
                ? ""
                : clause.substring(as + " as ".length(), clause.lastIndexOf(':'))
                        .strip();
    }

    private static boolean narrow(String clause) {
        List<String> types = types(clause);
        return !types.isEmpty() && OF_IMPORTS.containsAll(types);
    }

    /** Whether the import is what would have brought a name into the module; {@code *} may bring any. */
    public boolean brings(String name) {
        return ImportLine.bound(source).contains(name) || bringsAll();
    }

    /** Whether it brings all that the module has, whatever that is. */
    public boolean bringsAll() {
        return ImportLine.bound(source).contains("*");
    }

    /** Whether the import is what would have bound a name: {@code import a.b} binds {@code a}. */
    public boolean binds(String name) {
        return source.contains(name) && ImportLine.bound(source).contains(name);
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

    /** A text of some length that stands in the handler and was printed; empty for none. */
    public String said(List<String> printed) {
        for (String quote : List.of("\"", "'")) {
            String[] pieces = handler.split(quote, -1);
            for (int i = 1; i < pieces.length; i += 2) {
                // What is put in at run time is not looked for.
                for (String words : pieces[i].split("[{}%\\\\]", -1)) {
                    String wanted = words.strip();
                    if (wanted.length() >= SHORTEST && printed.stream().anyMatch(line -> line.contains(wanted))) {
                        return wanted;
                    }
                }
            }
        }
        return "";
    }
}

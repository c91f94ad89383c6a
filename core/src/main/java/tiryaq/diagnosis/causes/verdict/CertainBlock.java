package tiryaq.diagnosis.causes.verdict;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import tiryaq.diagnosis.ImportLine;
import tiryaq.packaging.ModuleName;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * What a file does to {@code sys.modules} in any case before an import fails, as its text alone tells.
 *
 * @param limit the line, from 1, that it had come to then outside of its functions; the greatest number for its end
 * @param lines all of its lines that were running then
 */
record CertainBlock(SourceCode code, int limit, List<Integer> lines) {
    private static final String STRING = "\"\"";
    private static final String ITEM = "sys.modules[\"\"]";
    private static final String DEFAULT = "sys.modules.setdefault(\"\",None)";
    private static final String PATCH = "(sys.modules,{";

    private static final List<String> UNDOING =
            List.of("delsys.modules", "sys.modules.pop", "sys.modules.clear(", "sys.modules.update(");

    /** Whether a statement puts {@code None} in the place of a module, and had been come to where the import fails. */
    boolean blocks(int at, String name) {
        Statement each = code.statements().get(at);
        if (each.indent() > 0) {
            return false;
        }
        String text = each.code().replace(" ", "");
        int patch = text.indexOf(PATCH);
        if (patch >= 0 && (each.code().startsWith("with ") || each.code().startsWith("@"))) {
            return patches(each, text, patch, name) && encloses(at);
        }
        if (each.branches() || each.defines() || each.code().startsWith("@") || !before(each, name)) {
            return false;
        }
        Set<Integer> set = new HashSet<>();
        Set<Integer> first = new HashSet<>();
        boolean started = false;
        int from = 0;
        for (String piece : text.split(";")) {
            if (piece.equals(ITEM + "=None")) {
                set.add(from + ITEM.indexOf(STRING));
            } else if (piece.equals(DEFAULT)) {
                first.add(from + DEFAULT.indexOf(STRING));
            }
            started |= piece.endsWith(".start()") && patch >= from;
            from += piece.length() + 1;
        }
        return names(each, text, set::contains, name)
                || (started && patches(each, text, patch, name))
                || (!first.isEmpty() && !imported(at, name) && names(each, text, first::contains, name));
    }

    /**
     * The last statement that gives the module back before the import fails; {@link Integer#MAX_VALUE} where one of a
     * function does, wherever that stands, and -1 for none.
     */
    int lastUndoing(String name) {
        int last = -1;
        for (int i = 0; i < code.statements().size(); i++) {
            Statement each = code.statements().get(i);
            if (each.code().contains("sys.modules") && givesBack(each, name)) {
                if (inFunction(code, i)) {
                    return Integer.MAX_VALUE;
                }
                last = each.from() <= limit ? i : last;
            }
        }
        return last;
    }

    private boolean givesBack(Statement each, String name) {
        String text = each.code().replace(" ", "");
        int item = text.indexOf("sys.modules[");
        int close = item < 0 ? -1 : text.indexOf(']', item);
        boolean sets = close > 0
                && text.startsWith("]=", close)
                && !text.startsWith("]==", close)
                && !text.startsWith("]=None", close);
        boolean changes = sets || UNDOING.stream().anyMatch(text::contains);
        // By which key, a variable does not tell.
        return changes && (!text.contains(STRING) || code.strings(each).stream().anyMatch(is(name)));
    }

    /** Whether what a statement opens or decorates is what had been come to. */
    private boolean encloses(int at) {
        int head = at;
        while (head < code.statements().size() - 1
                && code.statements().get(head).code().startsWith("@")) {
            head++;
        }
        Statement opened = code.statements().get(head);
        int last = code.end(head) - 1;
        int end = code.statements().get(last).until();
        return last > head
                && (opened.code().startsWith("with ")
                        ? limit > opened.until() && limit <= end
                        : opened.code().startsWith("def ")
                                && lines.stream().anyMatch(line -> line > opened.until() && line <= end));
    }

    private boolean before(Statement each, String name) {
        if (each.until() < limit) {
            return true;
        }
        List<String> pieces = List.of(each.code().split(";"));
        int set = first(pieces, piece -> piece.contains("sys.modules"));
        int asked = first(
                pieces,
                piece -> ImportLine.modules(piece.strip()).stream()
                        .anyMatch(module -> ModuleName.top(module).equals(ModuleName.top(name))));
        return each.from() <= limit && asked > set;
    }

    private static int first(List<String> pieces, Predicate<String> wanted) {
        int at = 0;
        while (at < pieces.size() && !wanted.test(pieces.get(at))) {
            at++;
        }
        return at < pieces.size() ? at : -1;
    }

    private boolean imported(int at, String name) {
        return code.statements().subList(0, at).stream()
                .flatMap(each -> ImportLine.modules(each.code()).stream())
                .anyMatch(module -> module.equals(name) || module.startsWith(name + "."));
    }

    private boolean patches(Statement each, String text, int patch, String name) {
        return names(each, text, at -> at >= patch && text.startsWith(":None", at + STRING.length()), name);
    }

    /** Whether one of the strings at some indices of a statement without its blanks is a name. */
    private boolean names(Statement each, String text, IntPredicate wanted, String name) {
        List<String> all = code.strings(each);
        int number = 0;
        int at = text.indexOf(STRING);
        while (at >= 0 && number < all.size()) {
            if (wanted.test(at) && is(name).test(all.get(number))) {
                return true;
            }
            number++;
            at = text.indexOf(STRING, at + STRING.length());
        }
        return false;
    }

    private static Predicate<String> is(String name) {
        return literal -> literal.equals("'" + name + "'") || literal.equals("\"" + name + "\"");
    }

    /** Whether a statement is reached only when a function is called. */
    static boolean inFunction(SourceCode code, int at) {
        return code.around(at).stream()
                .map(head -> code.statements().get(head))
                .anyMatch(head -> head.defines() && !head.code().startsWith("class "));
    }
}

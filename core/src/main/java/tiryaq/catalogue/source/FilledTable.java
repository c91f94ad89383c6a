package tiryaq.catalogue.source;

import tiryaq.diagnosis.GuardedImport;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** A table that code fills with what an import brings, in the same {@code try}. */
public final class FilledTable {
    private FilledTable() {}

    /**
     * Whether a key that is not in a table would be there, had the import not failed.
     *
     * @param here the file of the line that looked it up
     * @param at the statement there
     * @param key as Python prints it: {@code 'c'}, {@code 3}
     */
    public static boolean lacks(SourceCode there, GuardedImport guard, SourceCode here, int at, String key) {
        Bindings.Range range = Bindings.Range.of(there, guard);
        String line = here.statements().get(at).code();
        for (int i = range.from(); i < range.until(); i++) {
            Statement each = there.statements().get(i);
            int open = each.code().indexOf('[');
            String table = open < 0 || guard.handles(each.from()) ? "" : Calls.nameBefore(each.code(), open);
            boolean fills = !table.isEmpty() && each.code().startsWith("=", after(each.code(), open));
            if (fills && looksUp(line, table) && written(there, each).contains("[" + plain(key) + "]")) {
                return true;
            }
        }
        return false;
    }

    private static int after(String code, int open) {
        int at = Brackets.close(code, open) + 1;
        while (at < code.length() && code.charAt(at) == ' ') {
            at++;
        }
        return Math.min(at, code.length());
    }

    private static boolean looksUp(String line, String table) {
        for (int at = line.indexOf(table + "["); at >= 0; at = line.indexOf(table + "[", at + 1)) {
            if (Identifier.standsIn(line.substring(at == 0 ? 0 : at - 1, at + table.length()), table)) {
                return true;
            }
        }
        return false;
    }

    private static String written(SourceCode code, Statement statement) {
        return plain(code.lines(statement.from(), statement.until()).replace(" ", ""));
    }

    /** With one kind of quotes. */
    private static String plain(String text) {
        return text.replace('"', '\'').replace(" ", "");
    }
}

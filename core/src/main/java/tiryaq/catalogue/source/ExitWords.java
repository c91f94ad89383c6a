package tiryaq.catalogue.source;

import tiryaq.machine.Machine;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.python.source.CaseSources;

/** The words that a file gives to an exit of its own: {@code sys.exit("no input given")}. */
public final class ExitWords {
    private static final int SHORTEST = 6;
    private static final int MOST = 32;

    private ExitWords() {}

    /** Where, from 1, an exit has them that depends on no import which the file had tried; 0 for nowhere. */
    public static int said(String file, String line, PythonEnvironment seen, Machine machine) {
        SourceCode code = CaseSources.code(machine, file);
        int asked = 0;
        for (Statement each : code.statements()) {
            boolean exits = each.code().contains("exit(") || each.code().contains("SystemExit(");
            boolean said = exits && code.strings(each).stream().anyMatch(literal -> in(literal, line));
            asked += said ? 1 : 0;
            if (said
                    && asked <= MOST
                    && ImportFlag.over(file, each.from(), seen, machine).isEmpty()) {
                return each.from();
            }
        }
        return 0;
    }

    private static boolean in(String literal, String line) {
        // What is put in at run time is not looked for.
        for (String piece : literal.split("[{}%\\\\\"']", -1)) {
            if (piece.strip().length() >= SHORTEST && line.contains(piece.strip())) {
                return true;
            }
        }
        return false;
    }
}

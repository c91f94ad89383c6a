package tiryaq.catalogue.source.path;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/**
 * The names by which a file calls what leaves the folder that it was started in, or this process.
 *
 * @param moves those that change the folder
 * @param becomes those that go on as another process, which may be another Python or one with other options
 */
record Departures(Set<String> moves, Set<String> becomes) {
    private static final Set<String> MOVES = Set.of("chdir", "fchdir");
    private static final Set<String> BECOMES =
            Set.of("execl", "execle", "execlp", "execlpe", "execv", "execve", "execvp", "execvpe");

    /** More names than a program gives them by hand. */
    private static final int MOST = 16;

    static Departures of(SourceCode code) {
        Set<String> moves = new LinkedHashSet<>(List.of("contextlib.chdir"));
        Set<String> becomes = new LinkedHashSet<>();
        Set<String> modules = new LinkedHashSet<>(List.of("os"));
        for (Statement each : code.statements()) {
            if (modules.size() + moves.size() + becomes.size() > MOST) {
                break;
            }
            modules.addAll(PathNames.modules(each.code(), "os"));
            moves.addAll(PathNames.imported(each.code(), "os", MOVES));
            moves.addAll(PathNames.imported(each.code(), "contextlib", Set.of("chdir")));
            becomes.addAll(PathNames.imported(each.code(), "os", BECOMES));
            if (each.code().startsWith("from os import *")) {
                moves.addAll(MOVES);
                becomes.addAll(BECOMES);
            }
        }
        for (String module : modules) {
            MOVES.forEach(name -> moves.add(module + "." + name));
            BECOMES.forEach(name -> becomes.add(module + "." + name));
        }
        return new Departures(Set.copyOf(moves), Set.copyOf(becomes));
    }

    /** Whether a text may have any at all. */
    static boolean in(String text) {
        return text.contains("chdir") || text.contains("exec");
    }

    boolean moves(Statement statement) {
        return statement.code().contains("(") && calls(statement.code(), moves);
    }

    boolean becomes(Statement statement) {
        return statement.code().contains("(") && calls(statement.code(), becomes);
    }

    private static boolean calls(String code, Set<String> names) {
        for (String name : names) {
            for (int i = PathNames.index(code, name, 0); i >= 0; i = PathNames.index(code, name, i + 1)) {
                int end = i + name.length();
                while (end < code.length() && code.charAt(end) == ' ') {
                    end++;
                }
                boolean defined = code.startsWith("def " + name) || code.startsWith("async def " + name);
                if (!defined && end < code.length() && code.charAt(end) == '(') {
                    return true;
                }
            }
        }
        return false;
    }
}

package tiryaq.command.words;

import java.util.List;
import java.util.Optional;
import tiryaq.machine.Paths;

/**
 * A script for {@code sh} that is Python too, and whose second line hands it over: what pip, uv, distlib and conda
 * write when an interpreter's path is too long for a first line or has a space in it.
 */
public final class Trampoline {
    private Trampoline() {}

    /** The words that it executes, arguments included; empty when {@code text} is none of these. */
    public static Optional<List<String>> words(
            String text, String script, List<String> arguments, Situation situation) {
        int start = text.indexOf('\n') + 1;
        if (start == 0) {
            return Optional.empty();
        }
        String line = text.substring(start, end(text, start)).strip();
        String rest = null;
        for (String opening : List.of("'''exec'", "''''exec", "''':'; exec", "\"exec\"", "'exec'", "exec")) {
            if (line.startsWith(opening + " ")) {
                rest = line.substring(opening.length()).strip();
                break;
            }
        }
        if (rest == null || !rest.contains("$@")) {
            return Optional.empty();
        }
        return split(here(rest, script, situation), script, arguments);
    }

    private static int end(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    /** The forms in which relocatable scripts name their own folder. */
    private static String here(String line, String script, Situation situation) {
        if (!line.contains("dirname")) {
            return line;
        }
        String own = Paths.parent(script);
        String real = Paths.parent(
                Paths.real(situation.machine(), situation.absolute(script)).orElse(script));
        String out = line;
        for (String form : List.of(
                "$(dirname -- \"$(realpath -- \"$0\")\")",
                "$(dirname \"$(realpath \"$0\")\")",
                "$(dirname -- \"$(readlink -f -- \"$0\")\")",
                "$(dirname \"$(readlink -f \"$0\")\")")) {
            out = out.replace(form, real);
        }
        for (String form : List.of("$(dirname -- \"$0\")", "$(dirname \"$0\")", "$(dirname $0)", "`dirname $0`")) {
            out = out.replace(form, own);
        }
        return out;
    }

    private static Optional<List<String>> split(String line, String script, List<String> arguments) {
        Splitting all = new Splitting();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '`' || (c == '$' && !all.literal() && !line.startsWith("$0", i) && !line.startsWith("$@", i))) {
                return Optional.empty();
            }
            if (c == '$' && !all.literal()) {
                if (line.charAt(i + 1) == '@') {
                    all.words().addAll(arguments);
                    return Optional.of(all.words());
                }
                all.add(script);
                i++;
            } else if (!all.quotes(c)) {
                if (c == ' ' || c == '\t') {
                    all.end();
                } else {
                    all.add(c);
                }
            }
        }
        return Optional.empty();
    }
}

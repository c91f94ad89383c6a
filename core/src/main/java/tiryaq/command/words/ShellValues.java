package tiryaq.command.words;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.machine.Paths;

/**
 * What words of a shell script stand for, as far as that is plain: variables that it was given or has set itself, its
 * own arguments, and the usual ways to name its own folder. Nothing is run for it.
 */
final class ShellValues {
    private static final int DEEPEST = 6;

    private final String script;
    private final List<String> arguments;
    private final String home;
    private final Map<String, Optional<String>> own = new HashMap<>();
    private boolean shifted;

    /**
     * At the beginning of a script.
     *
     * @param script what it calls {@code $0}
     * @param home the folder that it starts in
     */
    ShellValues(String script, List<String> arguments, String home) {
        this.script = script;
        this.arguments = List.copyOf(arguments);
        this.home = home;
    }

    /** Keeps a variable's value; empty for one that nobody knows. */
    void set(String name, Optional<String> value) {
        own.put(name, value);
    }

    /** The script has changed its own arguments. */
    void shift() {
        shifted = true;
    }

    /** What a variable holds, nothing where it is not set; empty where nobody knows. */
    Optional<String> variable(String name, Situation now) {
        Optional<String> value = own.get(name);
        if (value != null) {
            return value;
        }
        String given = now.variable(name);
        return Optional.of(given == null ? "" : given);
    }

    /** The arguments, if a word stands for all of them. */
    Optional<List<String>> all(String word) {
        boolean each = word.equals("\"$@\"") || word.equals("$@") || word.equals("\"${@}\"");
        return each && !shifted ? Optional.of(arguments) : Optional.empty();
    }

    /** The text of a word; empty where that is not plain. */
    Optional<String> text(String word, Situation now) {
        return text(word, now, 0);
    }

    private Optional<String> text(String word, Situation now, int depth) {
        StringBuilder out = new StringBuilder();
        boolean quoted = false;
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        for (int i = 0; i < word.length(); ) {
            char c = word.charAt(i);
            int end = i + 1;
            if (c == '\'' && !quoted) {
                end = ShellCommands.end(word, i);
                out.append(word, i + 1, Math.max(i + 1, end - 1));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                end = Math.min(word.length(), i + 2);
                boolean kept = quoted && "$`\"\\".indexOf(word.charAt(end - 1)) < 0;
                out.append(word, kept ? i : end - 1, end);
            } else if (c == '~' && i == 0 && (word.length() == 1 || word.charAt(1) == '/')) {
                out.append(variable("HOME", now).orElse("~"));
            } else if (c == '$' || c == '`') {
                end = endOf(word, i);
                Optional<String> value = value(word.substring(i, end), now, depth);
                if (value.isEmpty() || (!quoted && hasSpace(value.get()))) {
                    return Optional.empty();
                }
                out.append(value.get());
            } else {
                out.append(c);
            }
            i = end;
        }
        return Optional.of(out.toString());
    }

    private static int endOf(String word, int start) {
        char next = start + 1 < word.length() ? word.charAt(start + 1) : ' ';
        if (word.charAt(start) == '`' || next == '(' || next == '{') {
            return ShellCommands.end(word, start);
        }
        int end = start + 1;
        if (!isName(next)) {
            return Math.min(word.length(), start + 2);
        }
        while (end < word.length() && isName(word.charAt(end)) && (end == start + 1 || !Character.isDigit(next))) {
            end++;
        }
        return end;
    }

    private Optional<String> value(String form, Situation now, int depth) {
        if (form.startsWith("$(") || form.startsWith("`")) {
            int from = form.startsWith("`") ? 1 : 2;
            return form.length() > from
                    ? printed(ShellCommands.of(form.substring(from, form.length() - 1)), now, depth)
                    : Optional.empty();
        }
        boolean braces = form.startsWith("${");
        String name = braces ? form.substring(2, form.length() - 1) : form.substring(1);
        if (name.equals("0%/*") || name.equals("BASH_SOURCE%/*")) {
            return self(now).map(ShellValues::parent);
        }
        if (name.equals("0") || name.equals("BASH_SOURCE") || name.equals("BASH_SOURCE[0]")) {
            return self(now);
        }
        if (name.equals("PWD")) {
            return Optional.of(now.folder());
        }
        if (name.length() == 1 && Character.isDigit(name.charAt(0))) {
            int number = name.charAt(0) - '0';
            return shifted
                    ? Optional.empty()
                    : Optional.of(number <= arguments.size() ? arguments.get(number - 1) : "");
        }
        return !name.isEmpty() && name.chars().allMatch(each -> isName((char) each))
                ? variable(name, now)
                : Optional.empty();
    }

    /** The script's own name, which is of no use any more in another folder if it is relative. */
    private Optional<String> self(Situation now) {
        return !script.isEmpty() && (script.startsWith("/") || now.folder().equals(home))
                ? Optional.of(script)
                : Optional.empty();
    }

    /** What commands print that only name folders; empty for all others. */
    private Optional<String> printed(List<ShellCommands.Simple> commands, Situation now, int depth) {
        if (commands.isEmpty() || commands.size() > 2) {
            return Optional.empty();
        }
        List<String> last = commands.getLast().words();
        Situation there = now;
        if (commands.size() == 2) {
            List<String> first = commands.getFirst().words();
            Optional<String> folder =
                    first.getFirst().equals("cd") ? text(first.getLast(), now, depth + 1) : Optional.empty();
            if (folder.isEmpty()) {
                return Optional.empty();
            }
            there = now.in(Paths.absolute(now.folder(), folder.get()));
        }
        String program = last.getFirst();
        if (program.equals("pwd")) {
            return Optional.of(there.folder());
        }
        Optional<String> path =
                last.size() > 1 && commands.size() == 1 ? text(last.getLast(), there, depth + 1) : Optional.empty();
        return switch (program) {
            case "dirname" -> path.map(ShellValues::parent);
            case "realpath", "readlink" -> path.flatMap(each -> Paths.real(now.machine(), now.absolute(each)));
            default -> Optional.empty();
        };
    }

    /** As {@code dirname} has it: the folder of a bare name is the one it is in. */
    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    private static boolean hasSpace(String text) {
        return text.indexOf(' ') >= 0 || text.indexOf('\t') >= 0 || text.indexOf('\n') >= 0;
    }

    private static boolean isName(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}

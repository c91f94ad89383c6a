package tiryaq.command.words;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tiryaq.machine.Paths;

/**
 * What words of a shell script stand for, as far as that is plain: variables that it was given or has set itself, its
 * own arguments, and the usual ways to name its own folder. Nothing is run for it.
 */
final class ShellValues {
    private static final int DEEPEST = 6;
    private static final Set<String> OF_SHELL = Set.of(
            "_",
            "COLUMNS",
            "DIRSTACK",
            "EPOCHREALTIME",
            "EPOCHSECONDS",
            "EUID",
            "FUNCNAME",
            "GROUPS",
            "HOSTNAME",
            "HOSTTYPE",
            "IFS",
            "LINENO",
            "LINES",
            "MACHTYPE",
            "OLDPWD",
            "OPTARG",
            "OPTIND",
            "OSTYPE",
            "PIPESTATUS",
            "PPID",
            "PS1",
            "PS2",
            "PS4",
            "RANDOM",
            "REPLY",
            "SECONDS",
            "SHELL",
            "SHELLOPTS",
            "SHLVL",
            "SRANDOM",
            "UID");

    private final String script;
    private final List<String> arguments;
    private final String home;
    private final boolean bash;
    private final Map<String, Optional<String>> own = new HashMap<>();
    private boolean shifted;

    /**
     * At the beginning of a script.
     *
     * @param script what it calls {@code $0}
     * @param home the folder that it starts in
     */
    ShellValues(String script, List<String> arguments, String home, boolean bash) {
        this.script = script;
        this.arguments = List.copyOf(arguments);
        this.home = home;
        this.bash = bash;
    }

    /** The same, to be changed apart. */
    ShellValues copy() {
        ShellValues copy = new ShellValues(script, arguments, home, bash);
        copy.own.putAll(own);
        copy.shifted = shifted;
        return copy;
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
        return ofShell(name) ? Optional.empty() : Optional.of(given == null ? "" : given);
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
        if (word.equals("[") || word.equals("[[") || word.equals("{}")) {
            return Optional.of(word);
        }
        for (int i = 0; i < word.length(); ) {
            char c = word.charAt(i);
            int end = i + 1;
            if (c == '\'' && !quoted) {
                end = ShellCommands.end(word, i);
                if (end < 0) {
                    return Optional.empty();
                }
                out.append(word, i + 1, end - 1);
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                end = Math.min(word.length(), i + 2);
                boolean kept = quoted && "$`\"\\\n".indexOf(word.charAt(end - 1)) < 0;
                out.append(word, kept ? i : end - 1, word.charAt(end - 1) == '\n' ? end - 1 : end);
            } else if (c == '$' || c == '`') {
                end = endOf(word, i);
                Optional<String> value = end < 0 ? Optional.empty() : value(word.substring(i, end), now, depth);
                if (value.isEmpty() || (!quoted && splits(value.get()))) {
                    return Optional.empty();
                }
                out.append(value.get());
            } else if (!quoted && c == '~') {
                Optional<String> value = i == 0 && (word.length() == 1 || word.charAt(1) == '/')
                        ? variable("HOME", now).filter(each -> each.startsWith("/"))
                        : i == 0 || ":=".indexOf(word.charAt(i - 1)) >= 0 ? Optional.empty() : Optional.of("~");
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                out.append(value.get());
            } else if (!quoted && "*?[{(".indexOf(c) >= 0) {
                return Optional.empty();
            } else {
                out.append(c);
            }
            i = end;
        }
        return quoted ? Optional.empty() : Optional.of(out.toString());
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
            String inner = form.substring(from, form.length() - 1);
            return inner.startsWith("(") || (from == 1 && inner.indexOf('\\') >= 0)
                    ? Optional.empty()
                    : ShellCommands.of(inner, bash).flatMap(commands -> printed(commands, now, depth));
        }
        boolean braces = form.startsWith("${");
        String name = braces ? form.substring(2, form.length() - 1) : form.substring(1);
        if (name.equals("0%/*")) {
            return self(now).map(ShellValues::before);
        }
        if (name.equals("BASH_SOURCE%/*")) {
            return self(now).filter(each -> bash).map(ShellValues::before);
        }
        if (name.equals("0")) {
            return self(now);
        }
        if (name.equals("BASH_SOURCE") || name.equals("BASH_SOURCE[0]")) {
            return self(now).filter(each -> bash);
        }
        if (name.equals("PWD")) {
            return own.containsKey(name) ? Optional.empty() : Optional.of(now.folder());
        }
        int colon = name.indexOf(':');
        if (braces && colon > 0 && colon + 1 < name.length() && "-+".indexOf(name.charAt(colon + 1)) >= 0) {
            Optional<String> held = value("$" + name.substring(0, colon), now, depth + 1);
            boolean other = name.charAt(colon + 1) == '+';
            return isName(name.substring(0, colon)) && held.isPresent()
                    ? held.get().isEmpty() == other
                            ? Optional.of(other ? "" : held.get())
                            : plain(name.substring(colon + 2), now, depth + 1)
                    : Optional.empty();
        }
        if (name.length() == 1 && Character.isDigit(name.charAt(0))) {
            int number = name.charAt(0) - '0';
            return shifted
                    ? Optional.empty()
                    : Optional.of(number <= arguments.size() ? arguments.get(number - 1) : "");
        }
        return isName(name) ? variable(name, now) : Optional.empty();
    }

    /** What stands for a variable's value, without quotes, which count differently there. */
    private Optional<String> plain(String word, Situation now, int depth) {
        return word.indexOf('"') >= 0 || word.indexOf('\'') >= 0 || word.indexOf('\\') >= 0
                ? Optional.empty()
                : text("\"" + word + "\"", now, depth).filter(each -> each.isEmpty() || each.charAt(0) != '~');
    }

    /** The script's own name, which is of no use any more in another folder if it is relative. */
    private Optional<String> self(Situation now) {
        return !script.isEmpty() && (script.startsWith("/") || now.folder().equals(home))
                ? Optional.of(script)
                : Optional.empty();
    }

    /**
     * The folder that {@code cd} goes to with these words; empty where that is not known or not there.
     *
     * @param words as they are written, perhaps with {@code CDPATH=} before them
     */
    Optional<String> entered(List<String> words, Situation now) {
        return entered(words, now, 0);
    }

    private Optional<String> entered(List<String> words, Situation now, int depth) {
        boolean alone = words.getFirst().equals("CDPATH=") || words.getFirst().equals("CDPATH=''");
        int at = alone ? 1 : 0;
        boolean real = false;
        if (at >= words.size() || !words.get(at++).equals("cd")) {
            return Optional.empty();
        }
        while (at < words.size() && (words.get(at).equals("-P") || words.get(at).equals("-L"))) {
            real = words.get(at++).equals("-P");
        }
        at += at < words.size() && words.get(at).equals("--") ? 1 : 0;
        if (at + 1 < words.size()) {
            return Optional.empty();
        }
        boolean home = at == words.size();
        Optional<String> named = home ? variable("HOME", now) : text(words.get(at), now, depth + 1);
        String folder = named.orElse("");
        if (folder.isEmpty() || folder.startsWith("-")) {
            return Optional.empty();
        }
        boolean below = folder.startsWith("/")
                || folder.equals(".")
                || folder.equals("..")
                || folder.startsWith("./")
                || folder.startsWith("../");
        boolean sure = below || alone || variable("CDPATH", now).orElse("?").isEmpty();
        boolean up = folder.contains("..");
        if (!sure || (up && !isReal(Paths.join(now.folder(), folder.substring(0, folder.lastIndexOf(".."))), now))) {
            return Optional.empty();
        }
        String path = Paths.absolute(now.folder(), folder);
        return (real ? Paths.real(now.machine(), path) : Optional.of(path)).filter(now.machine()::isFolder);
    }

    /** Where there are links on the way, what is above depends on how the shell came there. */
    private static boolean isReal(String folder, Situation now) {
        String path = Paths.absolute("/", folder);
        return Paths.real(now.machine(), path).filter(path::equals).isPresent();
    }

    /** What commands print that only name folders; empty for all others. */
    private Optional<String> printed(List<ShellCommands.Simple> commands, Situation now, int depth) {
        if (commands.isEmpty() || commands.size() > 2 || depth > DEEPEST) {
            return Optional.empty();
        }
        ShellCommands.Simple command = commands.getLast();
        Situation there = now;
        if (commands.size() == 2) {
            ShellCommands.Simple first = commands.getFirst();
            Optional<String> folder =
                    first.perhaps() || command.otherwise() ? Optional.empty() : entered(first.words(), now, depth + 1);
            if (folder.isEmpty()) {
                return Optional.empty();
            }
            there = now.in(folder.get());
        } else if (command.perhaps()) {
            return Optional.empty();
        }
        List<String> last = command.words();
        if (last.getFirst().equals("pwd")) {
            return switch (String.join(" ", last)) {
                case "pwd", "pwd -L" -> Optional.of(there.folder());
                case "pwd -P" -> Paths.real(now.machine(), there.folder());
                default -> Optional.empty();
            };
        }
        return commands.size() == 1 ? named(last, there, depth) : Optional.empty();
    }

    /** What is printed of the one path that is given. */
    private Optional<String> named(List<String> words, Situation now, int depth) {
        boolean follows = words.size() > 1 && words.get(1).equals("-f");
        int at = follows ? 2 : 1;
        at += at < words.size() && words.get(at).equals("--") ? 1 : 0;
        if (at != words.size() - 1) {
            return Optional.empty();
        }
        Optional<String> path =
                text(words.get(at), now, depth + 1).filter(each -> !each.isEmpty() && !each.startsWith("-"));
        return switch (words.getFirst()) {
            case "dirname" -> path.filter(each -> !follows).map(ShellValues::parent);
            case "realpath" -> path.filter(each -> !follows).flatMap(each -> real(each, now));
            case "readlink" ->
                path.flatMap(each -> follows ? real(each, now) : now.machine().readLink(now.absolute(each)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> real(String path, Situation now) {
        return Paths.real(now.machine(), now.absolute(path))
                .filter(each -> now.machine().stat(each).exists());
    }

    /** As {@code dirname} has it: the folder of a bare name is the one it is in. */
    private static String parent(String path) {
        String whole = stripped(path);
        int slash = whole.lastIndexOf('/');
        return slash < 0 ? "." : stripped(whole.substring(0, slash + 1));
    }

    private static String stripped(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** As <code>${x%/*}</code> has it: a bare name stays. */
    private static String before(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** Whether a value becomes more words than one, or the names of files, where it is not quoted. */
    private static boolean splits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (" \t\n*?[\\".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** What shells say themselves. */
    private static boolean ofShell(String name) {
        return name.startsWith("BASH") || OF_SHELL.contains(name);
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(each -> isName((char) each));
    }

    private static boolean isName(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}

package tiryaq.command.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.machine.Paths;

/**
 * The Python that a small shell script starts in plain words. Whatever could change which one that is, a variable as a
 * program, a sourced file, another PATH, makes it unknown.
 */
public final class ShellScript {
    private static final Set<String> KEYWORDS = Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{");
    private static final Set<String> CHANGING =
            Set.of(".", "source", "eval", "alias", "conda", "module", "cd", "pushd");
    private static final Set<String> PLAIN_EXPORTS = Set.of("export", "declare", "readonly", "local", "typeset");

    private ShellScript() {}

    /**
     * Words that start the one Python, its arguments included as far as they are plain; empty where that is not sure.
     */
    public static Optional<List<String>> python(String text) {
        if (text.indexOf("python") < 0 && text.indexOf("pypy") < 0) {
            return Optional.empty();
        }
        List<String> found = null;
        for (String line : text.replace("\\\n", " ").split("\n", -1)) {
            for (List<String> words : commands(line.strip())) {
                if (words.isEmpty()) {
                    continue;
                }
                String first = words.getFirst();
                boolean sets = PLAIN_EXPORTS.contains(first) || assigns(first);
                if (CHANGING.contains(first) || (sets && words.toString().contains("PATH="))) {
                    return Optional.empty();
                }
                if (sets && !runs(words)) {
                    continue;
                }
                List<String> command = words;
                while (!command.isEmpty() && assigns(command.getFirst())) {
                    command = command.subList(1, command.size());
                }
                int before = command.isEmpty() ? 0 : Math.max(0, ProgramNames.prefix(command));
                command = command.subList(before, command.size());
                String program = program(command);
                if (program.indexOf('$') >= 0 || program.indexOf('`') >= 0) {
                    return Optional.empty();
                }
                if (ProgramNames.namesPython(Paths.name(program))) {
                    if (found != null && !program.equals(program(found))) {
                        return Optional.empty();
                    }
                    found = found == null ? List.copyOf(command) : found;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** The program of words that may begin with {@code env A=b}. */
    private static String program(List<String> words) {
        int at = 0;
        if (!words.isEmpty() && Paths.name(words.getFirst()).equals("env")) {
            at = 1;
            while (at < words.size() && assigns(words.get(at))) {
                at++;
            }
        }
        return at < words.size() ? words.get(at) : "";
    }

    private static boolean runs(List<String> words) {
        return !PLAIN_EXPORTS.contains(words.getFirst()) && words.stream().anyMatch(each -> !assigns(each));
    }

    private static boolean assigns(String word) {
        int sign = word.indexOf('=');
        for (int i = 0; i < sign; i++) {
            char c = word.charAt(i);
            if (c != '_' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return sign > 0;
    }

    /** The commands of a line, as words without their quotes; a comment is none. */
    private static List<List<String>> commands(String line) {
        List<List<String>> all = new ArrayList<>();
        Splitting command = new Splitting();
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : '\n';
            if (c != '\n' && command.quotes(c)) {
                continue;
            }
            boolean comment = c == '#' && !command.inWord();
            boolean ends = c == '\n' || c == ';' || c == '|' || c == '&' || comment;
            if (!ends && c != ' ' && c != '\t') {
                command.add(c);
                continue;
            }
            command.end();
            if (command.words().size() == 1 && KEYWORDS.contains(command.words().getFirst())) {
                command.words().clear();
            }
            if (ends) {
                all.add(command.words());
                command = new Splitting();
            }
            if (comment) {
                return all;
            }
        }
        return all;
    }
}

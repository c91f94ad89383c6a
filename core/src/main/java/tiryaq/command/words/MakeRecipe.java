package tiryaq.command.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Machine;
import tiryaq.machine.OsText;

/** What make gives to a shell, where a Makefile is plain: rules and variables, no functions, patterns or conditions. */
public final class MakeRecipe {
    private static final int LIMIT = 64 << 10;
    private static final int DEEPEST = 20;

    /** Variables that name each other twice and more would take for ever. */
    private static final int MOST = 10_000;

    /** Beyond this a shell's script is not read either. */
    static final int LONGEST = 16 << 10;

    private static final Set<String> NO_RULES = Set.of(".PHONY", ".SILENT", ".PRECIOUS", ".SUFFIXES", ".DEFAULT");
    private static final Set<String> KEYWORDS = Set.of(
            "include",
            "-include",
            "sinclude",
            "define",
            "endef",
            "ifeq",
            "ifneq",
            "ifdef",
            "ifndef",
            "else",
            "endif",
            "override",
            "export",
            "unexport",
            "vpath",
            "load",
            "-load",
            "private",
            "undefine");

    private final Situation situation;
    private final Map<String, String> given = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final StringBuilder shell = new StringBuilder();
    private final Set<String> made = new HashSet<>();
    private List<Rule> open = List.of();
    private int expansions;

    private MakeRecipe(Situation situation) {
        this.situation = situation;
    }

    private record Rule(String target, List<String> needs, List<String> lines) {}

    /** Something that only make itself understands. */
    private static final class NotPlainException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * The lines of its goals and of all that these need, each as make runs it: in a shell of its own.
     *
     * @param words the command, {@code make} first
     */
    public static Optional<String> of(List<String> words, Situation situation) {
        Machine machine = situation.machine();
        for (String name : List.of("GNUmakefile", "makefile", "Makefile")) {
            String file = situation.absolute(name);
            if (machine.isFile(file)) {
                try {
                    return machine.stat(file).size() > LIMIT
                            ? Optional.empty()
                            : Optional.of(new MakeRecipe(situation)
                                    .read(
                                            OsText.decode(
                                                    machine.read(file, 0, LIMIT).bytes()),
                                            words));
                } catch (NotPlainException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private String read(String text, List<String> words) throws NotPlainException {
        List<String> goals = goals(words);
        StringBuilder whole = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            boolean goesOn = !whole.isEmpty() && whole.charAt(0) == '\t' && line.startsWith("\t");
            whole.append(goesOn ? line.substring(1) : line);
            if (line.endsWith("\\")) {
                boolean recipe = whole.charAt(0) == '\t';
                whole.setLength(whole.length() - 1);
                whole.append(recipe ? "\\\n" : " ");
            } else {
                line(whole.toString());
                whole.setLength(0);
            }
        }
        if (goals.isEmpty()) {
            goals.add(rules.keySet().stream()
                    .filter(each -> !each.startsWith("."))
                    .findFirst()
                    .orElseThrow(NotPlainException::new));
        }
        for (String goal : goals) {
            if (!rules.containsKey(goal)) {
                throw new NotPlainException();
            }
            make(goal, 0);
        }
        return shell.toString();
    }

    private List<String> goals(List<String> words) throws NotPlainException {
        List<String> goals = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            int sign = word.indexOf('=');
            if (sign > 0) {
                given.put(word.substring(0, sign), word.substring(sign + 1));
            } else if (!word.startsWith("-")) {
                goals.add(word);
            } else if (!Set.of("-s", "-k", "-B", "-S", "--silent", "--no-print-directory")
                    .contains(word)) {
                throw new NotPlainException();
            }
        }
        return goals;
    }

    private void line(String line) throws NotPlainException {
        if (line.startsWith("\t")) {
            for (Rule rule : open) {
                rule.lines().add(line.substring(1));
            }
            return;
        }
        int comment = line.indexOf('#');
        String bare = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (bare.isEmpty()) {
            return;
        }
        String first = bare.split("\\s", 2)[0];
        if (KEYWORDS.contains(first)) {
            throw new NotPlainException();
        }
        int equals = bare.indexOf('=');
        int colon = bare.indexOf(':');
        if (equals > 0 && (colon < 0 || colon >= equals - 2 || equals < colon)) {
            assign(bare, equals);
        } else if (colon > 0 && equals < 0) {
            rule(bare, colon);
        } else {
            throw new NotPlainException();
        }
    }

    private void assign(String line, int equals) throws NotPlainException {
        int end = equals;
        while (end > 0 && "?+:!".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        String name = line.substring(0, end).strip();
        String sign = line.substring(end, equals);
        boolean environment = situation.variable(name) != null;
        boolean special =
                Set.of("SHELL", ".SHELLFLAGS", "MAKEFLAGS", ".RECIPEPREFIX").contains(name);
        if (!plain(name) || special || sign.equals("!") || (environment && !sign.equals("?"))) {
            throw new NotPlainException();
        }
        String value = line.substring(equals + 1).strip();
        String before = variables.get(name);
        if (sign.equals("+")) {
            variables.put(name, before == null ? value : before + " " + value);
        } else if (!sign.equals("?") || (before == null && !environment)) {
            variables.put(name, sign.startsWith(":") ? expanded(value, null, 0) : value);
        }
    }

    private void rule(String line, int colon) throws NotPlainException {
        String needs = line.substring(colon + 1);
        if (needs.startsWith(":") || line.indexOf('%') >= 0 || line.indexOf(';') >= 0 || line.indexOf('&') >= 0) {
            throw new NotPlainException();
        }
        open = new ArrayList<>();
        for (String target : expanded(line.substring(0, colon), null, 0).strip().split("\\s+")) {
            if (NO_RULES.contains(target)) {
                continue;
            }
            if (target.startsWith(".") && target.indexOf('/') < 0) {
                throw new NotPlainException();
            }
            Rule rule = rules.computeIfAbsent(target, each -> new Rule(each, new ArrayList<>(), new ArrayList<>()));
            for (String need : expanded(needs, null, 0).strip().split("\\s+")) {
                if (!need.isEmpty() && !need.equals("|")) {
                    rule.needs().add(need);
                }
            }
            open.add(rule);
        }
    }

    private void make(String target, int depth) throws NotPlainException {
        Rule rule = rules.get(target);
        if (depth > DEEPEST) {
            throw new NotPlainException();
        }
        if (rule == null || !made.add(target)) {
            return;
        }
        for (String need : rule.needs()) {
            make(need, depth + 1);
        }
        for (String line : rule.lines()) {
            String words = expanded(line, rule, 0);
            int at = 0;
            while (at < words.length() && "@-+ \t".indexOf(words.charAt(at)) >= 0) {
                at++;
            }
            if (shell.length() + words.length() > LONGEST) {
                throw new NotPlainException();
            }
            if (at < words.length()) {
                shell.append("(\n").append(words, at, words.length()).append("\n)\n");
            }
        }
    }

    private String expanded(String text, @Nullable Rule rule, int depth) throws NotPlainException {
        StringBuilder all = new StringBuilder();
        int at = 0;
        for (int sign = text.indexOf('$'); sign >= 0; sign = text.indexOf('$', at)) {
            all.append(text, at, sign);
            char next = sign + 1 < text.length() ? text.charAt(sign + 1) : ' ';
            int end = next == '(' ? text.indexOf(')', sign) : next == '{' ? text.indexOf('}', sign) : sign + 1;
            if (end < 0 || depth > DEEPEST || ++expansions > MOST) {
                throw new NotPlainException();
            }
            String name = end == sign + 1 ? String.valueOf(next) : text.substring(sign + 2, end);
            String value = next == '$' ? "$" : value(name, rule, depth);
            if (all.length() + value.length() > LIMIT) {
                throw new NotPlainException();
            }
            all.append(value);
            at = end + 1;
        }
        return all.append(text, at, text.length()).toString();
    }

    private String value(String name, @Nullable Rule rule, int depth) throws NotPlainException {
        if (rule != null && name.equals("@")) {
            return rule.target();
        }
        if (rule != null && (name.equals("<") || name.equals("^"))) {
            return name.equals("^") || rule.needs().isEmpty()
                    ? String.join(" ", rule.needs())
                    : rule.needs().getFirst();
        }
        String found = given.get(name);
        found = found == null ? variables.get(name) : found;
        found = found == null ? situation.variable(name) : found;
        if (!plain(name) || found == null) {
            throw new NotPlainException();
        }
        return expanded(found, rule, depth + 1);
    }

    private static boolean plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return !name.isEmpty();
    }
}

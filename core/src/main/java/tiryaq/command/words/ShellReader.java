package tiryaq.command.words;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.command.words.ShellCommands.Simple;

/** Goes through the commands of a shell script one after the other, as far as it is known what they do. */
final class ShellReader {
    private static final Set<String> BETWEEN = Set.of("then", "else", "elif", "do", "!", "if", "while", "until", "{");
    private static final Set<String> LOOPS = Set.of("for", "while", "until", "select");
    private static final int DEEPEST = 6;

    private final boolean bash;
    private final List<ShellScript> starts;
    private final Map<String, Boolean> functions;
    private final int nesting;
    private final Deque<Frame> open = new ArrayDeque<>();
    private ShellState state;
    private @Nullable String naming;
    private boolean ended;

    /** A construct that is open, and what has to be known until it closes. */
    private static final class Frame {
        private final String closing;
        private final @Nullable ShellState outside;
        private @Nullable String function;
        private boolean quiet = true;
        private boolean pattern;

        Frame(String closing, @Nullable ShellState outside) {
            this.closing = closing;
            this.outside = outside;
        }
    }

    /** One that adds to {@code starts} what is started. */
    ShellReader(ShellState state, boolean bash, List<ShellScript> starts) {
        this(state, bash, starts, new HashMap<>(), 0);
    }

    private ShellReader(
            ShellState state, boolean bash, List<ShellScript> starts, Map<String, Boolean> functions, int nesting) {
        this.state = state;
        this.bash = bash;
        this.starts = starts;
        this.functions = functions;
        this.nesting = nesting;
    }

    /** Whether a command may begin after this word. */
    static boolean opens(String word) {
        return BETWEEN.contains(word);
    }

    /** Whether all of it is understood. */
    boolean read(List<Simple> commands) {
        for (int i = 0; i < commands.size() && !ended; i++) {
            if (!read(commands.get(i), commands.subList(i + 1, commands.size()))) {
                return false;
            }
        }
        return ended || (open.isEmpty() && naming == null);
    }

    private boolean read(Simple command, List<Simple> following) {
        List<String> words = command.words();
        String first = words.getFirst();
        Frame top = open.peek();
        if (top != null && top.pattern) {
            return pattern(top, words);
        }
        if (first.equals(ShellCommands.FUNCTION)) {
            return names(words.get(1));
        }
        if (first.equals("function")) {
            if (!bash || words.size() < 2 || !names(words.get(1))) {
                return false;
            }
            return words.size() == 2 || read(new Simple(words.subList(2, words.size()), false, false), following);
        }
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            switch (word) {
                case "(" -> push(")", state);
                case "{" -> push("}", null);
                case "if" -> push("fi", null);
                case "while", "until" -> {
                    push("done", null);
                    loops(following);
                }
                case "for", "select" -> {
                    push("done", null);
                    loops(following);
                    return at + 1 < words.size()
                            && state.forgets(words.subList(at + 1, at + 2))
                            && substitutes(words.subList(at + 1, words.size()));
                }
                case "case" -> {
                    push("esac", null);
                    open.element().pattern = true;
                    return substitutes(words.subList(at + 1, words.size()));
                }
                case ")", "}", "fi", "done", "esac" -> {
                    if (!pop(word) || at + 1 < words.size()) {
                        return false;
                    }
                }
                case ";;" -> {
                    if (top == null || !top.closing.equals("esac")) {
                        return false;
                    }
                    top.pattern = true;
                }
                case "then", "else", "elif", "do", "!" -> {}
                default -> {
                    boolean timed = bash
                            && word.equals("time")
                            && at + 1 < words.size()
                            && !words.get(at + 1).startsWith("-");
                    if (!timed) {
                        return naming == null
                                && runs(words.subList(at, words.size()), command.perhaps() || isPerhaps());
                    }
                }
            }
        }
        return true;
    }

    /** Up to its bracket nothing in an arm of {@code case} is a command. */
    private boolean pattern(Frame top, List<String> words) {
        switch (words.getFirst()) {
            case "esac" -> {
                return words.size() == 1 && pop("esac");
            }
            case ")" -> top.pattern = false;
            case "(" -> {}
            default -> {
                return substitutes(words);
            }
        }
        return true;
    }

    private boolean names(String name) {
        boolean other = ShellBuiltins.QUIET.contains(name)
                || ShellBuiltins.CHANGING.contains(name)
                || ShellBuiltins.MODELLED.contains(name);
        boolean free = naming == null && !other && name.indexOf('$') < 0 && name.indexOf('"') < 0;
        naming = name;
        return free;
    }

    private void push(String closing, @Nullable ShellState inside) {
        Frame frame = new Frame(closing, inside);
        frame.function = naming;
        naming = null;
        open.push(frame);
        if (inside != null) {
            state = inside.copy();
        }
    }

    private boolean pop(String closing) {
        Frame top = open.poll();
        if (top == null || naming != null || !top.closing.equals(closing)) {
            return false;
        }
        if (top.outside != null) {
            state = top.outside;
        }
        if (top.function != null) {
            functions.merge(top.function, top.quiet && !isPerhaps(), Boolean::logicalAnd);
        }
        return true;
    }

    /** Whether it is not sure that what stands here runs, as seen from the shell that it would run in. */
    private boolean isPerhaps() {
        Frame top = open.peek();
        return top != null && top.outside == null;
    }

    private @Nullable Frame function() {
        for (Frame frame : open) {
            if (frame.function != null) {
                return frame;
            }
        }
        return null;
    }

    /** What is set in a loop may hold when it begins anew. */
    private void loops(List<Simple> following) {
        int depth = 1;
        for (Simple each : following) {
            String first = each.words().getFirst();
            String second =
                    each.words().size() > 1 && opens(first) ? each.words().get(1) : first;
            depth += LOOPS.contains(first) || LOOPS.contains(second) ? 1 : first.equals("done") ? -1 : 0;
            if (depth == 0) {
                return;
            }
            for (String word : each.words()) {
                if (ShellState.assigns(word)) {
                    state.forgetsValue(word);
                }
            }
            if (each.words().contains("read")
                    || each.words().contains("unset")
                    || each.words().contains("getopts")) {
                each.words().forEach(state::forgetsValue);
            }
            if (each.words().contains("shift") || each.words().contains("set")) {
                state.shift();
            }
        }
    }

    private boolean runs(List<String> raw, boolean perhaps) {
        Frame function = function();
        if (function != null) {
            function.quiet &= isQuiet(raw, 0);
            return true;
        }
        if (!substitutes(raw)) {
            return false;
        }
        int set = 0;
        while (set < raw.size() && ShellState.assigns(raw.get(set))) {
            set++;
        }
        if (set == raw.size()) {
            return state.sets(raw, perhaps);
        }
        List<String> assignments = raw.subList(0, set);
        List<String> written = raw.subList(set, raw.size());
        List<String> words = state.texts(written);
        // An empty word before it makes another one the command.
        if (words.isEmpty()
                || (words.size() < written.size() && !words.getFirst().equals(written.getFirst()))) {
            return false;
        }
        boolean looks = false;
        while (words.size() > 1
                && (words.getFirst().equals("command") || words.getFirst().equals("builtin"))) {
            if (words.getFirst().equals("builtin") && !bash) {
                return false;
            }
            words = words.subList(1, words.size());
            written = written.subList(1, written.size());
            looks = words.getFirst().equals("-v") || words.getFirst().equals("-V");
            if (words.getFirst().startsWith("-")) {
                return looks;
            }
        }
        return command(words, written, assignments, perhaps);
    }

    private boolean command(List<String> words, List<String> written, List<String> assignments, boolean perhaps) {
        String name = words.getFirst();
        if (name.indexOf(ShellState.UNKNOWN) >= 0 || state.now().variable("BASH_FUNC_" + name + "%%") != null) {
            return false;
        }
        if (functions.containsKey(name)) {
            return functions.getOrDefault(name, false);
        }
        if (ShellBuiltins.CHANGING.contains(name) || (name.equals("printf") && words.contains("-v"))) {
            return name.equals("hash") && words.size() == 2 && words.getLast().equals("-r");
        }
        if (ShellBuiltins.QUIET.contains(name)) {
            ended |= name.equals("exit") && !perhaps && open.isEmpty();
            return true;
        }
        boolean literal = written.getFirst().equals(name);
        if (ShellBuiltins.MODELLED.contains(name)
                && (!literal || !(assignments.isEmpty() || mayBeSetFor(name, assignments)))) {
            return false;
        }
        return switch (name) {
            case "cd" -> !perhaps && enters(written, assignments);
            case "source" -> bash && !perhaps && state.activates(written);
            case "." -> !perhaps && state.activates(written);
            case "unset" -> state.unsets(written, perhaps);
            case "read", "getopts" -> state.forgets(written);
            case "shift" -> shifts();
            case "set" -> state.options(written);
            case "export", "readonly", "declare", "typeset" -> state.declares(written, perhaps);
            case "trap" -> traps(words);
            case "exec" -> executes(words, assignments, perhaps);
            default -> starts(words, assignments);
        };
    }

    private static boolean mayBeSetFor(String name, List<String> assignments) {
        return switch (name) {
            case "exec" -> true;
            case "read" -> assignments.stream().allMatch(each -> each.startsWith("IFS="));
            case "cd" -> assignments.size() == 1 && assignments.getFirst().startsWith("CDPATH=");
            default -> false;
        };
    }

    private boolean enters(List<String> written, List<String> assignments) {
        List<String> whole = new ArrayList<>(assignments);
        whole.addAll(written);
        return state.enters(whole);
    }

    private boolean shifts() {
        state.shift();
        return true;
    }

    /** What is done at the end counts only if it is nothing. */
    private boolean traps(List<String> words) {
        String action = words.size() < 2 ? "" : words.get(1);
        if (action.indexOf(ShellState.UNKNOWN) >= 0) {
            return false;
        }
        if (words.size() < 3 || action.isEmpty() || action.equals("-")) {
            return words.size() < 3 ? words.size() == 1 : true;
        }
        return functions.getOrDefault(action, false)
                || ShellCommands.of(action, bash)
                        .filter(all -> all.stream().allMatch(each -> isQuiet(each.words(), 0)))
                        .isPresent();
    }

    private boolean executes(List<String> words, List<String> assignments, boolean perhaps) {
        if (words.size() == 1) {
            return assignments.isEmpty();
        }
        if (words.get(1).startsWith("-")) {
            return false;
        }
        boolean known = starts(words.subList(1, words.size()), assignments);
        ended |= !perhaps && open.isEmpty();
        return known;
    }

    private boolean starts(List<String> words, List<String> assignments) {
        Optional<Situation> there = state.with(assignments);
        if (there.isEmpty() || words.getFirst().indexOf(ShellState.UNKNOWN) >= 0) {
            return false;
        }
        ShellScript start = new ShellScript(words, there.get());
        if (!starts.contains(start)) {
            starts.add(start);
        }
        return true;
    }

    /** What runs within words is started too, in a shell of its own. */
    private boolean substitutes(List<String> words) {
        for (String word : words) {
            Optional<List<String>> texts = ShellSubstitutions.in(word);
            if (texts.isEmpty() || (nesting >= DEEPEST && !texts.get().isEmpty())) {
                return false;
            }
            for (String text : texts.get()) {
                Frame function = function();
                Optional<List<Simple>> commands = ShellCommands.of(text, bash);
                if (commands.isEmpty()) {
                    return false;
                }
                if (function != null) {
                    function.quiet &= commands.get().stream().allMatch(each -> isQuiet(each.words(), 0));
                } else if (!new ShellReader(state.copy(), bash, starts, functions, nesting + 1).read(commands.get())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a command of a function does nothing that counts, wherever that is called. */
    private boolean isQuiet(List<String> raw, int depth) {
        String first = raw.getFirst();
        boolean harmless = first.equals("local")
                || (ShellBuiltins.QUIET.contains(first) && !(first.equals("printf") && raw.contains("-v")));
        for (String word : raw) {
            Optional<List<String>> texts = ShellSubstitutions.in(word);
            harmless &= texts.isPresent() && (depth < DEEPEST || texts.get().isEmpty());
            for (String text : harmless ? texts.orElseThrow() : List.<String>of()) {
                harmless &= ShellCommands.of(text, bash)
                        .filter(all -> all.stream().allMatch(each -> isQuiet(each.words(), depth + 1)))
                        .isPresent();
            }
        }
        return harmless;
    }
}

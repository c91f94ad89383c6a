package tiryaq.catalogue.source.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/**
 * A path as Python source spells it out: literals, {@code __file__}, {@code os.path} and {@code pathlib} over these,
 * and names for such. What cannot be told from the text alone is no path.
 */
final class PathExpression {
    private static final int DEEPEST = 12;

    /** As long as Linux lets a path be. */
    private static final int LONGEST = 4096;

    private static final Set<String> HOMES = Set.of("os", "path", "osp", "op", "posixpath", "pathlib", "pl");

    private final Scope scope;
    private final String text;
    private int at;
    private int depth;

    PathExpression(Scope scope, String text, int at) {
        this.scope = scope;
        this.text = text;
        this.at = at;
    }

    /**
     * Where an expression stands.
     *
     * @param folder in which relative paths are meant
     * @param file absolute; what {@code __file__} is
     * @param names the path that a name stands for
     */
    record Scope(Machine machine, String folder, String file, Function<String, Optional<Value>> names) {}

    /**
     * What an expression gives.
     *
     * @param path not yet normal
     * @param object whether it is one of {@code pathlib}, which Python passes over on its search path
     * @param here whether it hangs on the folder in which the program stood when it was worked out
     */
    record Value(String path, boolean object, boolean here) {
        private Value to(String other) {
            return new Value(other, object, here);
        }

        private Value or(boolean also) {
            return new Value(path, object, here || also);
        }

        boolean relative() {
            return !path.startsWith("/");
        }

        /** The same where the program has not yet left the folder that it was started in. */
        Value settled() {
            return new Value(path, object, false);
        }
    }

    /** What the expression that begins here gives; empty where the text does not tell. Ends after it. */
    Optional<Value> value() {
        Optional<Value> value = Optional.ofNullable(sum());
        blanks();
        return value.filter(found -> found.path.length() <= LONGEST)
                .filter(found -> at == text.length() || ")],;".indexOf(text.charAt(at)) >= 0);
    }

    /** Whether a mark follows; it is passed then. */
    boolean passes(char mark) {
        blanks();
        boolean there = at < text.length() && text.charAt(at) == mark;
        at += there ? 1 : 0;
        return there;
    }

    /** The whole number that follows, {@code -1} too; null for none. */
    @Nullable
    Integer number() {
        blanks();
        int end = at;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || (end == at && text.charAt(end) == '-'))) {
            end++;
        }
        if (end == at || end - at > 4 || text.substring(at, end).equals("-")) {
            return null;
        }
        int found = Integer.parseInt(text.substring(at, end));
        at = end;
        return found;
    }

    /** Whether a value is assigned to what was before; the sign is passed then. */
    boolean assigns() {
        blanks();
        return !text.startsWith("==", at) && passes('=');
    }

    /** Whether the statement ends here. */
    boolean ends() {
        blanks();
        return at == text.length() || text.charAt(at) == ';';
    }

    /** Those of a list or tuple that begins here; null where one of them does not tell, or there is none. */
    @Nullable
    List<Value> all() {
        boolean list = passes('[');
        if (!list && !passes('(')) {
            return null;
        }
        List<Value> found = new ArrayList<>();
        boolean more = true;
        while (!passes(list ? ']' : ')')) {
            Optional<Value> each = more ? value() : Optional.empty();
            if (each.isEmpty()) {
                return null;
            }
            found.add(each.get());
            more = passes(',');
        }
        // One in brackets is no tuple.
        return list || more || found.size() > 1 ? found : null;
    }

    private void blanks() {
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\\') {
                at++;
            } else {
                return;
            }
        }
    }

    private @Nullable Value sum() {
        if (++depth > DEEPEST) {
            return null;
        }
        Value value = operand();
        while (value != null) {
            boolean parts = passes('/');
            if (!parts && !passes('+')) {
                break;
            }
            Value rest = operand();
            value = rest == null || value.path.length() > LONGEST ? null : joined(value, rest, parts);
        }
        depth--;
        return value;
    }

    /** By a slash only what is of {@code pathlib} is joined, and by a plus only what is not. */
    private static @Nullable Value joined(Value value, Value rest, boolean parts) {
        if (parts != (value.object || rest.object)) {
            return null;
        }
        return parts
                ? new Value(Paths.join(value.path, rest.path), true, value.here || rest.here)
                : value.to(value.path + rest.path).or(rest.here);
    }

    private @Nullable Value operand() {
        blanks();
        Value value;
        if (passes('(')) {
            value = sum();
            value = value != null && passes(')') ? value : null;
        } else if (at < text.length() && Character.isJavaIdentifierStart(text.charAt(at)) && !literal()) {
            value = named();
        } else {
            value = string();
        }
        while (value != null && passes('.')) {
            value = member(value, word());
        }
        return value;
    }

    private boolean literal() {
        int quote = at;
        while (quote < text.length() && quote - at < 2 && "rRuUfF".indexOf(text.charAt(quote)) >= 0) {
            quote++;
        }
        return quote < text.length() && (text.charAt(quote) == '"' || text.charAt(quote) == '\'');
    }

    private @Nullable Value string() {
        boolean raw = false;
        boolean filled = false;
        while (at < text.length() && "rRuUfF".indexOf(text.charAt(at)) >= 0) {
            raw |= Character.toLowerCase(text.charAt(at)) == 'r';
            filled |= Character.toLowerCase(text.charAt(at)) == 'f';
            at++;
        }
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0 || text.startsWith(String.valueOf(quote).repeat(3), at)) {
            return null;
        }
        String content = text.substring(at + 1, end);
        at = end + 1;
        boolean plain = content.indexOf('\n') < 0 && (raw || content.indexOf('\\') < 0);
        return !plain ? null : filled ? filled(content) : new Value(content, false, false);
    }

    private @Nullable Value filled(String content) {
        StringBuilder whole = new StringBuilder();
        boolean here = false;
        int from = 0;
        for (int open = content.indexOf('{'); open >= 0; open = content.indexOf('{', from)) {
            int close = content.indexOf('}', open);
            PathExpression inner = new PathExpression(scope, close < 0 ? "" : content.substring(open + 1, close), 0);
            inner.depth = depth;
            Value value = inner.sum();
            if (value == null || inner.at < inner.text.length()) {
                return null;
            }
            whole.append(content, from, open).append(value.path);
            here |= value.here;
            from = close + 1;
        }
        return new Value(whole.append(content.substring(from)).toString(), false, here);
    }

    /** The name that follows; it is passed then. */
    String word() {
        blanks();
        int from = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** What a name stands for, or a function of {@code os.path} or {@code pathlib} gives. */
    private @Nullable Value named() {
        String word = word();
        if (word.equals("__file__")) {
            // Before 3.9 that of a script is as it was given.
            return new Value(scope.file(), false, true);
        }
        Optional<Value> known = scope.names().apply(word);
        if (known.isPresent()) {
            return known.get();
        }
        while (HOMES.contains(word) && passes('.')) {
            word = word();
        }
        if (word.equals("Path") && passes('.')) {
            return word().equals("cwd") && passes('(') && passes(')') ? new Value(scope.folder(), true, true) : null;
        }
        List<Value> given = passes('(') ? arguments() : null;
        return given == null ? null : called(word, given);
    }

    private @Nullable Value called(String function, List<Value> given) {
        if (given.isEmpty()) {
            return function.equals("getcwd") ? new Value(scope.folder(), false, true) : null;
        }
        Value value = given.getFirst();
        String first = value.path;
        boolean here = given.stream().anyMatch(Value::here);
        if (function.equals("join") || function.equals("Path")) {
            return new Value(joined(first, given.subList(1, given.size())), function.equals("Path"), here);
        }
        boolean asks = value.relative() && (function.equals("abspath") || function.equals("realpath"));
        String found = given.size() > 1
                ? null
                : switch (function) {
                    case "str", "fspath" -> first;
                    case "dirname" -> Paths.parent(first);
                    case "abspath" -> Paths.absolute(scope.folder(), first);
                    case "normpath" -> first.startsWith("/") ? Paths.absolute("/", first) : first;
                    case "realpath" -> real(first);
                    case "expanduser" -> home(first);
                    default -> null;
                };
        return found == null ? null : new Value(found, false, here || asks);
    }

    /** Those of a call whose bracket is open; null where one of them does not tell. */
    private @Nullable List<Value> arguments() {
        List<Value> given = new ArrayList<>();
        while (!passes(')')) {
            Value each = sum();
            if (each == null || (!passes(',') && (at >= text.length() || text.charAt(at) != ')'))) {
                return null;
            }
            given.add(each);
        }
        return given;
    }

    /** What an object of {@code pathlib} is asked for. */
    private @Nullable Value member(Value value, String member) {
        if (!value.object) {
            return null;
        }
        if (member.equals("parent")) {
            return value.to(Paths.parent(value.path));
        }
        if (member.equals("parents")) {
            Integer level = passes('[') ? number() : null;
            return level == null || level < 0 || !passes(']') ? null : value.to(above(value.path, level + 1));
        }
        List<Value> given = passes('(') ? arguments() : null;
        if (given == null) {
            return null;
        }
        String found = switch (member) {
            case "resolve" -> real(value.path);
            case "absolute" -> Paths.join(scope.folder(), value.path);
            case "expanduser" -> home(value.path);
            case "joinpath" -> joined(value.path, given);
            case "as_posix" -> value.path;
            default -> null;
        };
        boolean asks = value.relative() && (member.equals("resolve") || member.equals("absolute"));
        boolean here = value.here || asks || given.stream().anyMatch(Value::here);
        return found == null ? null : new Value(found, !member.equals("as_posix"), here);
    }

    private static String above(String path, int levels) {
        String above = path;
        for (int i = 0; i < levels; i++) {
            above = Paths.parent(above);
        }
        return above;
    }

    private static String joined(String first, List<Value> rest) {
        String whole = first;
        for (Value each : rest) {
            whole = Paths.join(whole, each.path);
        }
        return whole;
    }

    private @Nullable String real(String path) {
        return Paths.real(scope.machine(), Paths.join(scope.folder(), path)).orElse(null);
    }

    private @Nullable String home(String path) {
        return path.equals("~") || path.startsWith("~/")
                ? scope.machine()
                        .variable("HOME")
                        .map(home -> home + path.substring(1))
                        .orElse(null)
                : path;
    }
}

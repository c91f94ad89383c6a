package tiryaq.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The messages that the sources build, read from the sources themselves: key and places of every call. */
final class SourceSays {
    private static final Pattern CALL =
            Pattern.compile("\\b(?:Say\\.of|(?<=\\.)summary|messages\\.prose|(?<![.\\w])(?:heading|say))\\(");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern CODE = Pattern.compile("String CODE = \"([a-z-]+)\";");

    private static final Pattern SUMMARY = Pattern.compile("\\.summary\\((?!\\))");
    private static final Path DIAGNOSIS = Path.of("src/main/java/tiryaq/diagnosis");

    private SourceSays() {}

    /**
     * One call.
     *
     * @param keys what its key may be; with {@code *} where a part of it is decided elsewhere
     * @param places the names that it fills
     */
    record Call(String where, Set<String> keys, Set<String> places) {}

    /**
     * The sources that word the summary of a diagnosis, each with the code of its cause: its own, or that of the one
     * cause which begins the diagnosis and calls it.
     */
    static Map<Path, String> wording() throws IOException {
        Map<Path, String> sources = new TreeMap<>();
        Map<String, String> causes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(DIAGNOSIS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                Matcher code = CODE.matcher(source);
                if (code.find()) {
                    causes.put(code.group(1), source);
                }
                if (SUMMARY.matcher(source).find()) {
                    sources.put(file, source);
                }
            }
        }
        Map<Path, String> wording = new TreeMap<>();
        sources.forEach((file, source) -> {
            Matcher code = CODE.matcher(source);
            String name = file.getFileName().toString().replace(".java", "");
            wording.put(file, code.find() ? code.group(1) : beginning(name, causes));
        });
        return wording;
    }

    static String beginning(String name, Map<String, String> causes) {
        Pattern call = Pattern.compile("\\b" + name + "\\.\\w+\\(");
        List<String> callers = causes.entrySet().stream()
                .filter(cause -> call.matcher(cause.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
        if (callers.size() != 1) {
            throw new AssertionError("whose summary does " + name + " word? That of " + callers);
        }
        return callers.getFirst();
    }

    /** All calls in the sources of core and of the command line whose key is written there, at least in part. */
    static List<Call> read() throws IOException {
        List<Call> calls = new ArrayList<>();
        Map<Path, String> wording = wording();
        for (String root : List.of("src/main/java", "../cli/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    String name = file.getFileName().toString();
                    read(name, Files.readString(file), wording.getOrDefault(file, ""), calls);
                }
            }
        }
        return calls;
    }

    /** The calls in a source, in which {@code summary} words that of this cause; empty where it is no cause's. */
    static void read(String name, String source, String code, List<Call> calls) {
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            List<String> arguments = arguments(source, call.end());
            boolean summary = call.group().startsWith("summary");
            // Names and values come in pairs; where they do not, they are handed through from elsewhere.
            boolean paired = summary || call.group().startsWith("Say");
            if (arguments.isEmpty()
                    || (paired && arguments.size() % 2 == 0)
                    || (summary && (code.isEmpty() || arguments.size() < 2))) {
                continue;
            }
            Set<String> keys = new TreeSet<>();
            for (String key : values(arguments.getFirst(), source)) {
                keys.add(summary ? "cause." + code + ".summary" + key : key);
            }
            keys.removeIf(key -> !summary && (key.startsWith("*") || key.indexOf('.') < 0));
            Set<String> places = new TreeSet<>();
            for (int i = 1; i < arguments.size(); i += 2) {
                Matcher place = LITERAL.matcher(arguments.get(i));
                if (place.matches()) {
                    places.add(place.group(1));
                }
            }
            if (!keys.isEmpty()) {
                calls.add(new Call(name + " " + arguments.getFirst(), keys, places));
            }
        }
    }

    /** The arguments of a call whose bracket is open. */
    private static List<String> arguments(String source, int from) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = from;
        boolean quoted = false;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '(' || c == '{' || c == '[') {
                depth++;
            } else if (depth > 0 && (c == ')' || c == '}' || c == ']')) {
                depth--;
            } else if (depth == 0 && (c == ',' || c == ')')) {
                String argument = source.substring(start, i).strip();
                if (!argument.isEmpty()) {
                    arguments.add(argument);
                }
                start = i + 1;
                if (c == ')') {
                    return arguments;
                }
            }
        }
        return arguments;
    }

    /** What an expression of literals, names, {@code +} and {@code ?:} may come to. */
    private static Set<String> values(String expression, String source) {
        List<String> branches = split(expression, ':');
        if (branches.size() > 1 && expression.indexOf('?') >= 0) {
            Set<String> all = new TreeSet<>();
            for (String branch : branches) {
                List<String> afterCondition = split(branch, '?');
                all.addAll(values(afterCondition.getLast().strip(), source));
            }
            return all;
        }
        Set<String> all = Set.of("");
        for (String part : split(expression, '+')) {
            Set<String> next = new TreeSet<>();
            for (String head : all) {
                for (String tail : part(part.strip(), source)) {
                    next.add(head + tail);
                }
            }
            all = next;
        }
        return all;
    }

    private static Set<String> part(String part, String source) {
        Matcher literal = LITERAL.matcher(part);
        if (literal.matches()) {
            return Set.of(literal.group(1));
        }
        if (!part.matches("\\w+")) {
            return Set.of("*");
        }
        Matcher assigned =
                Pattern.compile("String " + part + "\\s*=\\s*([^;{]*?);").matcher(source);
        return assigned.find() && !assigned.group(1).contains(part)
                ? values(assigned.group(1).strip(), source)
                : Set.of("*");
    }

    /** Pieces between separators that stand in no bracket and no text. */
    private static List<String> split(String expression, char separator) {
        List<String> pieces = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                boolean reference =
                        c == ':' && (expression.startsWith("::", i) || (i > 0 && expression.charAt(i - 1) == ':'));
                if (c == separator && depth == 0 && !reference) {
                    pieces.add(expression.substring(start, i));
                    start = i + 1;
                }
            }
        }
        pieces.add(expression.substring(start));
        return pieces;
    }
}

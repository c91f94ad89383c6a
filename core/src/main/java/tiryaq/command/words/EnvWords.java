package tiryaq.command.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words of an {@code env} command, as GNU coreutils and the BSDs read them.
 *
 * @param situation what the program that it runs will see
 * @param command that program and its arguments; empty when there is none
 */
public record EnvWords(Situation situation, List<String> command) {
    /** Options of one call: a string that is split can name itself again, without end. */
    private static final int MOST = 1000;

    /** Characters that a string may come to with its variables, as long as a command line may be. */
    private static final int LONGEST = 2 << 20;

    /** {@code words} starts with {@code env} itself; empty when an option is not understood. */
    public static Optional<EnvWords> of(List<String> words, Situation before) {
        Situation situation = before;
        List<String> rest = new ArrayList<>(words.subList(1, words.size()));
        int read = 0;
        while (!rest.isEmpty() && rest.getFirst().startsWith("-")) {
            if (++read > MOST) {
                return Optional.empty();
            }
            String word = rest.removeFirst();
            if (word.equals("--")) {
                break;
            }
            if (word.equals("-") || word.equals("-i") || word.equals("--ignore-environment")) {
                situation = situation.withNothing();
            } else if (word.startsWith("--") && !word.equals("--debug")) {
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                String value = equals < 0 ? next(rest) : word.substring(equals + 1);
                if (value == null) {
                    return Optional.empty();
                }
                switch (name) {
                    case "--unset" -> situation = situation.without(value);
                    case "--chdir" -> situation = situation.in(value);
                    case "--argv0" -> {}
                    case "--split-string" -> {
                        if (!unfolds(value, rest, situation)) {
                            return Optional.empty();
                        }
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            } else if (!word.equals("--debug")) {
                Optional<Situation> after = letters(word, rest, situation);
                if (after.isEmpty()) {
                    return Optional.empty();
                }
                situation = after.get();
            }
        }
        while (!rest.isEmpty() && rest.getFirst().indexOf('=') > 0) {
            String word = rest.removeFirst();
            int equals = word.indexOf('=');
            situation = situation.with(word.substring(0, equals), word.substring(equals + 1));
        }
        return Optional.of(new EnvWords(situation, List.copyOf(rest)));
    }

    private static Optional<Situation> letters(String word, List<String> rest, Situation before) {
        Situation situation = before;
        for (int i = 1; i < word.length(); i++) {
            switch (word.charAt(i)) {
                case 'i' -> situation = situation.withNothing();
                case 'v' -> {}
                case 'u', 'C', 'S', 'a', 'P' -> {
                    String value = i + 1 < word.length() ? word.substring(i + 1) : next(rest);
                    if (value == null) {
                        return Optional.empty();
                    }
                    return switch (word.charAt(i)) {
                        case 'u' -> Optional.of(situation.without(value));
                        case 'C' -> Optional.of(situation.in(value));
                        case 'S' -> unfolds(value, rest, situation) ? Optional.of(situation) : Optional.empty();
                        case 'a' -> Optional.of(situation);
                        default -> Optional.empty();
                    };
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(situation);
    }

    /** Puts the words of a string first; false where they come to more than any command may have. */
    private static boolean unfolds(String text, List<String> rest, Situation situation) {
        Optional<List<String>> words = split(text, situation);
        words.ifPresent(all -> rest.addAll(0, all));
        return words.isPresent() && rest.stream().mapToLong(String::length).sum() <= LONGEST;
    }

    private static @Nullable String next(List<String> rest) {
        return rest.isEmpty() ? null : rest.removeFirst();
    }

    /**
     * The words of one string: quotes, escapes and {@code ${NAME}} as {@code env -S} has them; empty where they come to
     * more than any command may have.
     */
    public static Optional<List<String>> split(String text, Situation situation) {
        Splitting all = new Splitting();
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                if (escaped == 'c' && !all.quoted()) {
                    break;
                }
                if (escaped == '_' && !all.quoted()) {
                    all.end();
                } else {
                    all.add(all.literal() ? literal(escaped) : meant(escaped));
                }
            } else if (c == '$' && !all.literal() && text.startsWith("{", i + 1) && text.indexOf('}', i) > 0) {
                int end = text.indexOf('}', i);
                String value = situation.variable(text.substring(i + 2, end));
                if (value != null) {
                    length += value.length();
                    if (length > LONGEST) {
                        return Optional.empty();
                    }
                    all.add(value);
                }
                i = end;
            } else if (!all.quotes(c)) {
                if (c == ' ' || (c >= '\t' && c <= '\r')) {
                    all.end();
                } else if (c == '#' && !all.inWord()) {
                    break;
                } else {
                    all.add(c);
                }
            }
        }
        all.end();
        return Optional.of(all.words());
    }

    private static String literal(char escaped) {
        return escaped == '\'' || escaped == '\\' ? String.valueOf(escaped) : "\\" + escaped;
    }

    private static String meant(char escaped) {
        return switch (escaped) {
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'v' -> "\013";
            case '_' -> " ";
            default -> String.valueOf(escaped);
        };
    }
}

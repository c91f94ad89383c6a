package tiryaq.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@code tiryaq fix --format json} answered, as far as the demo shows it.
 *
 * @param status {@code cured}, …
 * @param treatment the title of the treatment that was applied; empty when none was
 * @param argv the command that works now; empty unless cured
 * @param folder its working folder
 */
record Answer(
        String status,
        String treatment,
        List<String> argv,
        String folder,
        Map<String, String> set,
        List<String> unset) {
    Answer {
        argv = List.copyOf(argv);
        set = Map.copyOf(set);
        unset = List.copyOf(unset);
    }

    /** Reads the answer; what is no such object has an empty status. */
    static Answer read(String json) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            Map<?, ?> answer = map(value(parser));
            Map<?, ?> outcome = map(answer.get("outcome"));
            Map<?, ?> command = map(outcome.get("command"));
            Map<?, ?> env = map(command.get("env"));
            Map<String, String> set = new LinkedHashMap<>();
            map(env.get("set")).forEach((name, value) -> set.put(text(name), text(value)));
            return new Answer(
                    text(outcome.get("status")),
                    title(answer, outcome),
                    texts(command.get("argv")),
                    text(command.get("cwd")),
                    set,
                    texts(env.get("unset")));
        } catch (JacksonException e) {
            return new Answer("", "", List.of(), "", Map.of(), List.of());
        }
    }

    /** The command as it would be typed into a new shell. */
    String typed() {
        List<String> words = new ArrayList<>();
        if (!set.isEmpty() || !unset.isEmpty()) {
            words.add("env");
            unset.forEach(name -> words.addAll(List.of("-u", name)));
            set.keySet().stream().sorted().forEach(name -> words.add(name + "=" + set.get(name)));
        }
        words.addAll(argv);
        return typed(words);
    }

    /** The words as a POSIX shell reads them. */
    static String typed(List<String> words) {
        List<String> quoted = new ArrayList<>();
        for (String word : words) {
            boolean plain = !word.isEmpty()
                    && word.chars()
                            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "@%+=:,./_-".indexOf(c) >= 0));
            quoted.add(plain ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return String.join(" ", quoted);
    }

    private static String title(Map<?, ?> answer, Map<?, ?> outcome) {
        List<?> rounds = list(outcome.get("rounds"));
        Object applied = rounds.isEmpty() ? null : map(rounds.getLast()).get("treatment");
        for (Object diagnosis : list(answer.get("diagnoses"))) {
            for (Object treatment : list(map(diagnosis).get("treatments"))) {
                if (applied != null && applied.equals(map(treatment).get("id"))) {
                    return text(map(treatment).get("title"));
                }
            }
        }
        return "";
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case null, default -> null;
        };
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(Answer::text).toList();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}

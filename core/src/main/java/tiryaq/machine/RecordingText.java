package tiryaq.machine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A recording as one JSON object. Each answer is an array, the question first; contents that are plain text stand as
 * text, others in base64. Nothing is in it that was not asked for.
 */
public final class RecordingText {
    private RecordingText() {}

    /** Writes one object. */
    public static void write(Recording recording, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("system", recording.platform().system());
        json.writeStringProperty("processor", recording.platform().processor());
        json.writeObjectPropertyStart("variables");
        recording.variables().forEach(json::writeStringProperty);
        json.writeEndObject();
        stats(json, "stats", recording.stats());
        stats(json, "lstats", recording.lstats());
        json.writeArrayPropertyStart("listings");
        recording.listings().forEach((path, listing) -> {
            strings(json, path, listing.problem().name());
            listing.names().forEach(json::writeString);
            json.writeEndArray();
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("links");
        recording.links().forEach((path, target) -> {
            strings(json, path);
            target.ifPresent(json::writeString);
            json.writeEndArray();
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("contents");
        recording.contents().forEach((span, content) -> {
            boolean text = isText(content.bytes());
            strings(
                    json,
                    span.path(),
                    Long.toString(span.position()),
                    Integer.toString(span.length()),
                    content.problem().name(),
                    text ? "text" : "base64",
                    text ? content.text() : Base64.getEncoder().encodeToString(content.bytes()));
            json.writeEndArray();
        });
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void stats(JsonGenerator json, String name, Map<String, FileStatus> answers) {
        json.writeArrayPropertyStart(name);
        answers.forEach((path, status) -> {
            strings(json, path, status.kind().name().toLowerCase(Locale.ROOT));
            if (status.exists()) {
                json.writeString(Long.toString(status.size()));
                json.writeString(Long.toString(status.modified()));
                json.writeString(status.identity());
                json.writeString(status.executable() ? "755" : "644");
            }
            json.writeEndArray();
        });
        json.writeEndArray();
    }

    /** Opens an array with these strings. */
    private static void strings(JsonGenerator json, String... all) {
        json.writeStartArray();
        for (String each : all) {
            json.writeString(each);
        }
    }

    private static boolean isText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 && text.indexOf('\0') < 0;
    }

    /**
     * Reads the object that the parser stands at the beginning of.
     *
     * @throws IllegalArgumentException for anything that is no such object
     */
    public static Recording read(JsonParser json) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> variables = new TreeMap<>();
        Map<String, List<List<String>>> answers = new TreeMap<>();
        expect(json.currentToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            switch (json.nextToken()) {
                case START_OBJECT -> {
                    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                        String variable = json.currentName();
                        json.nextToken();
                        variables.put(variable, string(json));
                    }
                }
                case START_ARRAY -> answers.put(name, rows(json));
                default -> texts.put(name, string(json));
            }
        }
        return new Recording(
                new Platform(texts.getOrDefault("system", ""), texts.getOrDefault("processor", "")),
                variables,
                statuses(answers.getOrDefault("stats", List.of())),
                statuses(answers.getOrDefault("lstats", List.of())),
                listings(answers.getOrDefault("listings", List.of())),
                links(answers.getOrDefault("links", List.of())),
                contents(answers.getOrDefault("contents", List.of())));
    }

    private static List<List<String>> rows(JsonParser json) {
        List<List<String>> rows = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_ARRAY) {
            List<String> row = new ArrayList<>();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                row.add(string(json));
            }
            expect(json.currentToken() == JsonToken.END_ARRAY && !row.isEmpty());
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, FileStatus> statuses(List<List<String>> rows) {
        Map<String, FileStatus> all = new TreeMap<>();
        for (List<String> row : rows) {
            expect(row.size() == 2 || row.size() >= 6);
            FileStatus.Kind kind = FileStatus.Kind.valueOf(row.get(1).toUpperCase(Locale.ROOT));
            FileStatus bare = kind == FileStatus.Kind.ABSENT ? FileStatus.ABSENT : FileStatus.UNREADABLE;
            all.put(
                    row.getFirst(),
                    row.size() == 2
                            ? bare
                            : new FileStatus(
                                    kind,
                                    Long.parseLong(row.get(2)),
                                    Long.parseLong(row.get(3)),
                                    row.get(4),
                                    kind == FileStatus.Kind.FILE && (Integer.parseInt(row.get(5), 8) & 0111) != 0));
        }
        return all;
    }

    private static Map<String, Listing> listings(List<List<String>> rows) {
        Map<String, Listing> all = new TreeMap<>();
        for (List<String> row : rows) {
            expect(row.size() >= 2);
            all.put(row.getFirst(), new Listing(row.subList(2, row.size()), Problem.valueOf(row.get(1))));
        }
        return all;
    }

    private static Map<String, Optional<String>> links(List<List<String>> rows) {
        Map<String, Optional<String>> all = new TreeMap<>();
        for (List<String> row : rows) {
            all.put(row.getFirst(), row.size() > 1 ? Optional.of(row.get(1)) : Optional.empty());
        }
        return all;
    }

    private static Map<Recording.Span, Content> contents(List<List<String>> rows) {
        Map<Recording.Span, Content> all = new TreeMap<>();
        for (List<String> row : rows) {
            expect(row.size() == 6);
            byte[] bytes = row.get(4).equals("text")
                    ? row.get(5).getBytes(StandardCharsets.UTF_8)
                    : Base64.getDecoder().decode(row.get(5));
            all.put(
                    new Recording.Span(row.get(0), Long.parseLong(row.get(1)), Integer.parseInt(row.get(2))),
                    new Content(bytes, Problem.valueOf(row.get(3))));
        }
        return all;
    }

    private static String string(JsonParser json) {
        @Nullable String text = json.getString();
        expect(text != null);
        return text == null ? "" : text;
    }

    private static void expect(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("this is no recording");
        }
    }
}

package tiryaq.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.command.probe.InterpreterText;
import tiryaq.machine.Recording;
import tiryaq.machine.RecordingText;
import tiryaq.python.Interpreter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * A whole case, to be examined again elsewhere: what was run, how it ended, what it printed, and all that the machine,
 * its interpreters and the index answered.
 *
 * @param interpreters those that answered
 * @param output what the program printed
 * @param index what the index was asked
 */
public record CaseRecording(
        Recording machine, List<Interpreter> interpreters, Ran ran, String output, List<IndexAnswer> index) {
    /** More than any recording holds. */
    private static final int LARGEST = 256 << 20;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    public CaseRecording {
        interpreters = List.copyOf(interpreters);
        index = List.copyOf(index);
    }

    /**
     * Writes it as gzipped JSON.
     *
     * @throws IOException what the stream throws
     */
    public void save(OutputStream to) throws IOException {
        try (GZIPOutputStream zipped = new GZIPOutputStream(to)) {
            zipped.write(text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads what was saved.
     *
     * @throws IOException what the stream throws, and for anything that is no recording
     */
    public static CaseRecording load(InputStream from) throws IOException {
        try (GZIPInputStream zipped = new GZIPInputStream(from)) {
            return parse(new String(zipped.readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The JSON text of it, in ASCII. */
    public String text() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            strings(json, "argv", ran.command().argv());
            json.writeStringProperty("folder", ran.command().folder());
            json.writeObjectPropertyStart("set");
            ran.command().set().forEach(json::writeStringProperty);
            json.writeEndObject();
            strings(json, "unset", List.copyOf(ran.command().unset()));
            if (ran.exitCode() != null) {
                json.writeStringProperty("exitCode", Integer.toString(ran.exitCode()));
            }
            if (ran.signal() != null) {
                json.writeStringProperty("signal", ran.signal());
            }
            if (ran.python() != null) {
                json.writeStringProperty("python", ran.python());
            }
            json.writeStringProperty("output", output);
            strings(
                    json,
                    "interpreters",
                    interpreters.stream().map(InterpreterText::write).toList());
            json.writeArrayPropertyStart("index");
            index.forEach(answer -> words(json, answer.words()));
            json.writeEndArray();
            json.writeName("machine");
            RecordingText.write(machine, json);
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void strings(JsonGenerator json, String name, List<String> all) {
        json.writeName(name);
        words(json, all);
    }

    private static void words(JsonGenerator json, List<String> all) {
        json.writeStartArray();
        all.forEach(json::writeString);
        json.writeEndArray();
    }

    /**
     * Reads such a text.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static CaseRecording parse(String text) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, List<String>> lists = new TreeMap<>();
        Map<String, String> set = new TreeMap<>();
        List<IndexAnswer> index = new ArrayList<>();
        Recording machine = null;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (name.equals("machine")) {
                    machine = RecordingText.read(json);
                } else if (token == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                        String variable = json.currentName();
                        json.nextToken();
                        set.put(variable, Objects.requireNonNullElse(json.getString(), ""));
                    }
                } else if (name.equals("index")) {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        index.add(IndexAnswer.of(words(json)));
                    }
                } else if (token == JsonToken.START_ARRAY) {
                    lists.put(name, words(json));
                } else {
                    texts.put(name, Objects.requireNonNullElse(json.getString(), ""));
                }
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is no recording", e);
        }
        if (machine == null) {
            throw new IllegalArgumentException("this is no recording");
        }
        return new CaseRecording(
                machine,
                lists.getOrDefault("interpreters", List.of()).stream()
                        .flatMap(each -> InterpreterText.read(each).stream())
                        .toList(),
                ran(texts, lists, set),
                texts.getOrDefault("output", ""),
                index);
    }

    private static List<String> words(JsonParser json) {
        List<String> words = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            words.add(Objects.requireNonNullElse(json.getString(), ""));
        }
        return words;
    }

    private static Ran ran(Map<String, String> texts, Map<String, List<String>> lists, Map<String, String> set) {
        @Nullable String exit = texts.get("exitCode");
        return new Ran(
                new Command(
                        lists.getOrDefault("argv", List.of()),
                        texts.getOrDefault("folder", "/"),
                        set,
                        new TreeSet<>(lists.getOrDefault("unset", List.of()))),
                exit == null ? null : Integer.valueOf(exit),
                texts.get("signal"),
                texts.get("python"));
    }
}

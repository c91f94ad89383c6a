package tiryaq.command.probe;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.OsText;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonVersion;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** An interpreter as one flat JSON object: what the probe script prints, and what the cache keeps. */
final class InterpreterJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private InterpreterJson() {}

    /** An object's members: strings, and lists of strings. */
    record Members(Map<String, String> texts, Map<String, List<String>> lists) {
        @Nullable
        String text(String name) {
            return texts.get(name);
        }
    }

    /** The interpreter in these members; empty when any is missing or of the wrong kind. */
    static Optional<Interpreter> interpreter(Members members, String executable) {
        try {
            List<String> version = members.lists.getOrDefault("version", List.of());
            return Optional.of(new Interpreter(
                    executable,
                    new PythonVersion(
                            Integer.parseInt(version.get(0)),
                            Integer.parseInt(version.get(1)),
                            Integer.parseInt(version.get(2))),
                    text(members, "implementation"),
                    text(members, "cache_tag"),
                    text(members, "soabi"),
                    list(members, "suffixes"),
                    text(members, "prefix"),
                    text(members, "exec_prefix"),
                    text(members, "platlibdir"),
                    text(members, "platform"),
                    text(members, "libc"),
                    text(members, "abiflags"),
                    list(members, "builtins"),
                    list(members, "path"),
                    Integer.parseInt(text(members, "bits"))));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes an interpreter and what identifies it. */
    static String write(Interpreter interpreter, Map<String, String> more) {
        StringWriter out = new StringWriter(4096);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            more.forEach(json::writeStringProperty);
            PythonVersion version = interpreter.version();
            list(
                    json,
                    "version",
                    List.of(
                            Integer.toString(version.major()),
                            Integer.toString(version.minor()),
                            Integer.toString(version.micro())));
            json.writeStringProperty("implementation", interpreter.implementation());
            json.writeStringProperty("cache_tag", interpreter.cacheTag());
            json.writeStringProperty("soabi", interpreter.soabi());
            list(json, "suffixes", interpreter.extensionSuffixes());
            json.writeStringProperty("prefix", interpreter.prefix());
            json.writeStringProperty("exec_prefix", interpreter.execPrefix());
            json.writeStringProperty("platlibdir", interpreter.platlibdir());
            json.writeStringProperty("platform", interpreter.platform());
            json.writeStringProperty("libc", interpreter.libc());
            json.writeStringProperty("abiflags", interpreter.abiflags());
            list(json, "builtins", interpreter.builtins());
            list(json, "path", interpreter.path());
            json.writeStringProperty("bits", Integer.toString(interpreter.bits()));
            json.writeEndObject();
        }
        return out.toString();
    }

    /** Reads one object; empty when it is no such object. */
    static Optional<Members> read(String text) {
        Map<String, String> texts = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    List<String> items = new ArrayList<>();
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        items.add(canonical(json.getString()));
                    }
                    lists.put(name, items);
                } else if (json.currentToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, canonical(json.getString()));
                } else {
                    return Optional.empty();
                }
            }
            return json.currentToken() == JsonToken.END_OBJECT
                    ? Optional.of(new Members(texts, lists))
                    : Optional.empty();
        } catch (JacksonException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Python 2, and Python 3 in an ASCII locale, escape bytes that other locales decode. */
    private static String canonical(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return OsText.decode(OsText.encode(text));
            }
        }
        return text;
    }

    private static void list(JsonGenerator json, String name, List<String> items) {
        json.writeArrayPropertyStart(name);
        for (String item : items) {
            json.writeString(item);
        }
        json.writeEndArray();
    }

    private static String text(Members members, String name) {
        String text = members.texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name);
        }
        return text;
    }

    private static List<String> list(Members members, String name) {
        List<String> items = members.lists.get(name);
        if (items == null) {
            throw new IllegalArgumentException(name);
        }
        return items;
    }
}

package tiryaq.treatment.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object, read by name. What is not there throws {@link NoSuchElementException}. */
record JsonMap(Map<String, Object> values) {
    static JsonMap read(String text) {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            if (value(json) instanceof JsonMap map) {
                return map;
            }
            throw new NoSuchElementException("object");
        }
    }

    private static Object value(JsonParser json) {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> values = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                values.put(name, value(json));
            }
            return new JsonMap(values);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> values = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
                values.add(value(json));
            }
            return values;
        }
        String text = json.getString();
        return text == null ? "" : text;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String string(String name) {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw new NoSuchElementException(name);
    }

    Optional<JsonMap> object(String name) {
        return values.get(name) instanceof JsonMap map ? Optional.of(map) : Optional.empty();
    }

    List<JsonMap> objects(String name) {
        return array(name, JsonMap.class);
    }

    List<String> list(String name) {
        return array(name, String.class);
    }

    Map<String, String> strings() {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof String text) {
                found.put(name, text);
            }
        });
        return found;
    }

    /** What in an array is of a type; the rest is left out. */
    private <T> List<T> array(String name, Class<T> type) {
        if (!(values.get(name) instanceof List<?> all)) {
            throw new NoSuchElementException(name);
        }
        List<T> found = new ArrayList<>();
        for (Object each : all) {
            if (type.isInstance(each)) {
                found.add(type.cast(each));
            }
        }
        return found;
    }
}

package tiryaq.trials.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object, asked by the names of its fields. */
public record Json(Map<String, @Nullable Object> fields) {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    /**
     * The object that a text holds, and nothing after it.
     *
     * @throws tools.jackson.core.JacksonException when it is none
     */
    public static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more after the object");
            }
            return of(value);
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getString();
    }

    @SuppressWarnings("unchecked") // every map of value() has names for keys
    private static Json of(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            return new Json((Map<String, @Nullable Object>) fields);
        }
        throw new IllegalArgumentException("not an object: " + value);
    }

    /** A text, or null where there is none. */
    public @Nullable String text(String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }

    /** A whole number, as a number or as a text of digits, or -1 where there is none. */
    public long number(String name) {
        Object value = fields.get(name);
        if (value instanceof String text) {
            return Long.parseLong(text);
        }
        return value instanceof Long number ? number : -1;
    }

    /** An object within, empty where there is none. */
    public Json object(String name) {
        Object value = fields.get(name);
        return value == null ? new Json(Map.of()) : of(value);
    }

    /** The objects of a list, none where there is none. */
    public List<Json> objects(String name) {
        return fields.get(name) instanceof List<?> items
                ? items.stream().map(Json::of).toList()
                : List.of();
    }

    /** The texts of a list, none where there is none. */
    public List<String> texts(String name) {
        return fields.get(name) instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The same with every text within replaced. */
    public Json with(UnaryOperator<String> replaced) {
        return of(replace(fields, replaced));
    }

    private static @Nullable Object replace(@Nullable Object value, UnaryOperator<String> replaced) {
        if (value instanceof String text) {
            return replaced.apply(text);
        }
        if (value instanceof Map<?, ?> fields) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            fields.forEach((name, each) -> copy.put(String.valueOf(name), replace(each, replaced)));
            return copy;
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(each -> copy.add(replace(each, replaced)));
            return copy;
        }
        return value;
    }
}

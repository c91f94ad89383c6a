package tiryaq.cli.demo.server;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The bodies of answers, in PostgREST's form. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** An array of objects, one for each row. */
    static byte[] rows(Table table, Query query, List<List<@Nullable Object>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartArray();
            for (List<@Nullable Object> row : rows) {
                row(json, table, query, row);
            }
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    /** The object of a single row. */
    static byte[] object(Table table, Query query, List<@Nullable Object> row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            row(json, table, query, row);
        }
        return bytes.toByteArray();
    }

    /** An error object. */
    static byte[] refusal(Refusal refusal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("code", refusal.code());
            text(json, "details", refusal.details());
            text(json, "hint", refusal.hint());
            json.writeStringProperty("message", refusal.message());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void row(JsonGenerator json, Table table, Query query, List<@Nullable Object> row) {
        json.writeStartObject();
        for (int column : query.columns()) {
            json.writeName(table.columns().get(column));
            switch (row.get(column)) {
                case null -> json.writeNull();
                case BigDecimal number -> json.writeNumber(number);
                case Boolean truth -> json.writeBoolean(truth);
                case Object text -> json.writeString(text.toString());
            }
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }
}

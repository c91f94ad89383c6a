package tiryaq.treatment.journal;

import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** A journal as JSON. */
final class JournalText {
    private static final int FORM = 1;

    private JournalText() {}

    static String write(Journal journal) {
        StringWriter text = new StringWriter();
        JsonFactory factory =
                JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("form", FORM);
            json.writeStringProperty("id", journal.id());
            json.writeStringProperty("time", journal.time().toString());
            json.writeStringProperty("state", journal.state().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("cause", journal.cause());
            json.writeStringProperty("treatment", journal.treatment());
            json.writeObjectPropertyStart("title");
            json.writeStringProperty("key", journal.title().key());
            map(json, "places", journal.title().places());
            json.writeEndObject();
            Command command = journal.command();
            if (command != null) {
                json.writeObjectPropertyStart("command");
                strings(json, "argv", command.argv());
                json.writeStringProperty("cwd", command.folder());
                map(json, "set", command.set());
                strings(json, "unset", command.unset());
                json.writeEndObject();
            }
            json.writeStringProperty("project", journal.project());
            json.writeArrayPropertyStart("created");
            for (Journal.Created each : journal.created()) {
                json.writeStartObject();
                json.writeStringProperty("name", each.name());
                if (each.identity() != null) {
                    json.writeStringProperty("identity", each.identity());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectPropertyStart("before");
            json.writeStringProperty("modified", Long.toString(journal.before().modified()));
            json.writeStringProperty("names", Long.toString(journal.before().names()));
            strings(json, "made", journal.before().made());
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void strings(JsonGenerator json, String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void map(JsonGenerator json, String name, Map<String, String> values) {
        json.writeObjectPropertyStart(name);
        values.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    /** The journal that a text holds; empty if it is none, or reaches out of its project. */
    static Optional<Journal> read(String text) {
        try {
            JsonMap all = JsonMap.read(text);
            JsonMap title = all.object("title").orElseThrow();
            JsonMap before = all.object("before").orElseThrow();
            List<Journal.Created> created = new ArrayList<>();
            for (JsonMap each : all.objects("created")) {
                String identity = each.has("identity") ? each.string("identity") : null;
                created.add(new Journal.Created(each.string("name"), identity));
            }
            Journal journal = new Journal(
                    all.string("id"),
                    Instant.parse(all.string("time")),
                    all.string("cause"),
                    all.string("treatment"),
                    new Say(
                            title.string("key"),
                            title.object("places").orElseThrow().strings()),
                    command(all),
                    all.string("project"),
                    created,
                    new Journal.Before(
                            Long.parseLong(before.string("modified")),
                            Long.parseLong(before.string("names")),
                            before.list("made")),
                    Journal.State.valueOf(all.string("state").toUpperCase(Locale.ROOT)));
            return journal.staysInside() ? Optional.of(journal) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException | NoSuchElementException e) {
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Command command(JsonMap all) {
        JsonMap command = all.object("command").orElse(null);
        return command == null
                ? null
                : new Command(
                        command.list("argv"),
                        command.string("cwd"),
                        new LinkedHashMap<>(command.object("set").orElseThrow().strings()),
                        new TreeSet<>(command.list("unset")));
    }
}

package tiryaq.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.command.masking.Secrets;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.python.Interpreter;
import tiryaq.report.messages.Messages;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Treatment;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A finding as one JSON object (RFC 8259) by {@code docs/schema/report.schema.json}; secrets are masked in it too. */
final class JsonForm {
    /** Above it all is escaped, so that lone surrogates (bytes that are no UTF-8) survive the encoding. */
    private static final int LAST_BEFORE_SURROGATES = 0xD7FF;

    private final JsonGenerator json;
    private final Messages messages;

    private JsonForm(JsonGenerator json, Messages messages) {
        this.json = json;
        this.messages = messages;
    }

    /** A finding of type {@code fix} where a treatment was asked for, else {@code diagnosis}; one line, ended. */
    static String write(Finding finding, Messages messages) {
        return with(messages, form -> form.finding(finding));
    }

    /** The object of type {@code history}; one line, ended. */
    static String write(History journals, Messages messages) {
        return with(messages, form -> form.journals(journals));
    }

    private interface Body {
        void write(JsonForm form);
    }

    private static String with(Messages messages, Body body) {
        JsonFactory factory = JsonFactory.builder()
                .highestNonEscapedChar(LAST_BEFORE_SURROGATES)
                .characterEscapes(new JsonEscapes())
                .build();
        StringWriter out = new StringWriter(8192);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            body.write(new JsonForm(json, messages));
        }
        return out.append('\n').toString();
    }

    private void head(String type) {
        json.writeStartObject();
        json.writeNumberProperty("schema", 1);
        json.writeStringProperty("type", type);
        json.writeStringProperty("version", Report.version());
    }

    private void finding(Finding finding) {
        head(finding.outcome() == null ? "diagnosis" : "fix");
        command("command", finding.command());
        if (finding.ending().code() == null) {
            json.writeNullProperty("exitCode");
        } else {
            json.writeNumberProperty("exitCode", finding.ending().code());
        }
        text("signal", finding.ending().signal());
        interpreter(finding.interpreter());
        json.writeArrayPropertyStart("diagnoses");
        for (int i = 0; i < finding.diagnoses().size(); i++) {
            Diagnosis diagnosis = finding.diagnoses().get(i);
            if (!diagnosis.cause().equals(NotAnEnvironmentFailure.CODE)) {
                diagnosis(diagnosis, finding, finding.treatmentsOf(i));
            }
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("beside");
        finding.beside().forEach(each -> diagnosis(each, finding, List.of()));
        json.writeEndArray();
        json.writeNumberProperty("more", finding.more());
        Diagnosis own = finding.judged().own();
        if (own == null) {
            json.writeNullProperty("ownFailure");
        } else {
            json.writeName("ownFailure");
            diagnosis(own, finding, List.of());
        }
        if (finding.outcome() != null) {
            outcome(finding, finding.outcome());
        }
        json.writeEndObject();
    }

    private void journals(History journals) {
        head("history");
        json.writeArrayPropertyStart("journals");
        for (History.Entry entry : journals.entries()) {
            json.writeStartObject();
            text("id", entry.id());
            text("when", entry.when().toString());
            text(
                    "state",
                    switch (entry.state()) {
                        case IN_FORCE -> "in-force";
                        case RUNNING -> "running";
                        case INTERRUPTED -> "interrupted";
                        case LOST -> "lost";
                    });
            text("cause", entry.cause());
            json.writeStringProperty("treatment", messages.text(entry.treatment()));
            text("folder", entry.folder());
            command("command", entry.command());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void interpreter(@Nullable Interpreter interpreter) {
        if (interpreter == null) {
            json.writeNullProperty("interpreter");
            return;
        }
        json.writeObjectPropertyStart("interpreter");
        text("path", interpreter.executable());
        text("version", interpreter.version().toString());
        text("implementation", interpreter.implementation());
        text("platform", interpreter.platform());
        text("soabi", interpreter.soabi().isEmpty() ? null : interpreter.soabi());
        text("libc", interpreter.libc().isEmpty() ? null : interpreter.libc());
        json.writeEndObject();
    }

    private void diagnosis(Diagnosis diagnosis, Finding finding, List<Treatment> offered) {
        json.writeStartObject();
        text("cause", diagnosis.cause());
        words("contributing", diagnosis.contributing());
        text(
                "certainty",
                switch (diagnosis.certainty()) {
                    case PROVED -> "proved";
                    case LIKELY -> "likely";
                    case POSSIBLE -> "possible";
                });
        text(
                "basis",
                switch (diagnosis.basis()) {
                    case TRIAL -> "trial";
                    case DISK -> "disk";
                    case LOG -> "log";
                });
        text("fingerprint", Fingerprint.of(diagnosis, finding.interpreter()));
        json.writeStringProperty("summary", messages.text(diagnosis.summary()));
        text("module", diagnosis.module());
        text("distribution", diagnosis.distribution());
        text("library", diagnosis.library());
        json.writeArrayPropertyStart("chain");
        diagnosis.chain().forEach(this::link);
        json.writeEndArray();
        json.writeArrayPropertyStart("evidence");
        JsonEvidence facts = new JsonEvidence(this, messages);
        diagnosis.evidence().forEach(facts::write);
        json.writeEndArray();
        json.writeArrayPropertyStart("notes");
        diagnosis.notes().forEach(note -> json.writeString(messages.text(note)));
        json.writeEndArray();
        json.writeArrayPropertyStart("treatments");
        JsonTreatment treatments = new JsonTreatment(this, messages);
        offered.forEach(treatments::write);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void link(Link link) {
        json.writeStartObject();
        text("file", link.file());
        if (link.line() > 0) {
            json.writeNumberProperty("line", link.line());
        } else {
            json.writeNullProperty("line");
        }
        text("module", link.module());
        text("distribution", link.distribution());
        text("version", link.version());
        json.writeEndObject();
    }

    private void outcome(Finding finding, Outcome outcome) {
        json.writeObjectPropertyStart("outcome");
        text("status", status(outcome.status()));
        command("command", outcome.command());
        json.writeArrayPropertyStart("rounds");
        for (Outcome.Round round : outcome.rounds()) {
            json.writeStartObject();
            text("cause", round.cause());
            text("treatment", round.treatment());
            if (round.title() != null) {
                json.writeStringProperty("title", messages.text(round.title()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        text("journal", outcome.journal());
        boolean cured = outcome.status() == Outcome.Status.CURED;
        words("loads", cured ? Epilogue.loads(finding, outcome) : List.of());
        json.writeArrayPropertyStart("open");
        for (Diagnosis each : cured ? Epilogue.open(finding, outcome) : finding.beside()) {
            json.writeStartObject();
            text("cause", each.cause());
            text("module", each.module());
            json.writeStringProperty("says", messages.text(each.summary()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("proof");
        for (Outcome.Proof proof : outcome.proof()) {
            json.writeStartObject();
            command("command", proof.command());
            json.writeNumberProperty("exitCode", proof.exitCode());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("tried");
        for (Outcome.Tried tried : outcome.tried()) {
            json.writeStartObject();
            text("treatment", tried.treatment());
            text(
                    "result",
                    switch (tried.result()) {
                        case FAILED -> "failed";
                        case REFUTED -> "refuted";
                        case UNCOVERED -> "uncovered";
                    });
            json.writeStringProperty("says", messages.text(tried.why()));
            json.writeArrayPropertyStart("said");
            tried.said().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String status(Outcome.Status status) {
        return switch (status) {
            case CURED -> "cured";
            case NOT_CURED -> "not-cured";
            case ROLLED_BACK -> "rolled-back";
            case ROLLBACK_FAILED -> "rollback-failed";
            case NOTHING_TO_DO -> "nothing-to-do";
            case REFUSED -> "refused";
        };
    }

    JsonGenerator generator() {
        return json;
    }

    /** A text that comes from elsewhere, masked; or null. */
    void text(String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, Secrets.mask(value));
        }
    }

    /** A list of such texts. */
    void words(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(Secrets.mask(value));
        }
        json.writeEndArray();
    }

    /** A command, complete; or null. */
    void command(String name, @Nullable Command command) {
        json.writeName(name);
        command(command);
    }

    /** The same without a name. */
    void command(@Nullable Command command) {
        if (command == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        words("argv", Secrets.maskWords(command.argv()));
        text("cwd", command.folder());
        json.writeObjectPropertyStart("env");
        json.writeObjectPropertyStart("set");
        for (Map.Entry<String, String> variable : command.set().entrySet()) {
            json.writeStringProperty(variable.getKey(), Secrets.maskVariable(variable.getKey(), variable.getValue()));
        }
        json.writeEndObject();
        words("unset", List.copyOf(command.unset()));
        json.writeEndObject();
        json.writeEndObject();
    }
}

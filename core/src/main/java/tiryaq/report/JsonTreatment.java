package tiryaq.report;

import tiryaq.report.messages.Messages;
import tiryaq.treatment.Change;
import tiryaq.treatment.Needs;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tools.jackson.core.JsonGenerator;

/** A treatment within the JSON of a finding. */
final class JsonTreatment {
    private final JsonForm form;
    private final JsonGenerator json;
    private final Messages messages;

    JsonTreatment(JsonForm form, Messages messages) {
        this.form = form;
        this.json = form.generator();
        this.messages = messages;
    }

    void write(Treatment treatment) {
        json.writeStartObject();
        form.text("id", treatment.id());
        form.text("kind", treatment.kind());
        json.writeStringProperty("title", messages.text(treatment.title()));
        form.text(
                "scope",
                switch (treatment.scope()) {
                    case NONE -> "none";
                    case ISOLATED -> "isolated";
                    case ENVIRONMENT -> "environment";
                    case SYSTEM -> "system";
                });
        json.writeBooleanProperty("reversible", treatment.reversible());
        needs(treatment.needs());
        form.words("installs", treatment.installs());
        changes(treatment);
        json.writeArrayPropertyStart("steps");
        treatment.steps().forEach(this::step);
        json.writeEndArray();
        json.writeArrayPropertyStart("proof");
        treatment.proof().forEach(form::command);
        json.writeEndArray();
        form.command("cured", treatment.cured());
        json.writeEndObject();
    }

    private void needs(Needs needs) {
        json.writeObjectPropertyStart("needs");
        json.writeBooleanProperty("network", needs.network());
        json.writeBooleanProperty("root", needs.root());
        if (needs.bytes() < 0) {
            json.writeNullProperty("bytes");
        } else {
            json.writeNumberProperty("bytes", needs.bytes());
        }
        json.writeEndObject();
    }

    private void changes(Treatment treatment) {
        if (treatment.changes() == null) {
            json.writeNullProperty("changes");
            return;
        }
        json.writeArrayPropertyStart("changes");
        for (Change change : treatment.changes()) {
            json.writeStartObject();
            form.text("path", change.path());
            form.text("change", change.change());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void step(Step step) {
        json.writeStartObject();
        switch (step) {
            case Step.Run run -> {
                form.text("kind", "run");
                form.command("command", run.command());
                form.command("otherwise", run.otherwise());
            }
            case Step.Write write -> {
                form.text("kind", "write");
                form.text("path", write.path());
                json.writeStringProperty("says", messages.text(write.what()));
            }
            case Step.Manual manual -> {
                form.text("kind", "manual");
                json.writeStringProperty("says", messages.text(manual.what()));
                form.command("command", manual.command());
            }
        }
        json.writeEndObject();
    }
}

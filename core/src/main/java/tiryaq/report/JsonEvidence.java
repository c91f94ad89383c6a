package tiryaq.report;

import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Owner;
import tiryaq.report.messages.Messages;
import tools.jackson.core.JsonGenerator;

/** A piece of evidence within the JSON of a finding: its kind, its typed fields, and prose. */
final class JsonEvidence {
    private final JsonForm form;
    private final JsonGenerator json;
    private final Messages messages;

    JsonEvidence(JsonForm form, Messages messages) {
        this.form = form;
        this.json = form.generator();
        this.messages = messages;
    }

    void write(Evidence evidence) {
        json.writeStartObject();
        form.text("kind", Testimony.kind(evidence));
        fields(evidence);
        json.writeStringProperty("says", Testimony.prose(evidence, messages).flat());
        json.writeEndObject();
    }

    private void fields(Evidence evidence) {
        switch (evidence) {
            case Evidence.Printed p -> {
                number("line", p.line() > 0 ? p.line() : -1);
                form.text("words", p.words());
            }
            case Evidence.Ran r -> {
                form.text("executable", r.executable());
                form.text("version", r.version());
                form.text("means", r.means());
            }
            case Evidence.WantedFound w -> {
                form.text("path", w.path());
                form.text("wanted", w.wanted());
                form.text("found", w.found());
                owner(w.owner());
            }
            case Evidence.DamagedFile d -> {
                form.text("path", d.path());
                number("size", d.size());
                number("expected", d.expected());
                form.text("fault", d.fault().word());
                owner(d.owner());
            }
            case Evidence.Searched s -> {
                form.text("module", s.module());
                form.words("entries", s.entries());
            }
            case Evidence.InstalledElsewhere i -> {
                form.text("module", i.module());
                form.text("distribution", i.distribution());
                form.text("version", i.version());
                form.text("interpreter", i.interpreter());
                form.text("location", i.location());
            }
            case Evidence.Provides p -> {
                form.text("module", p.module());
                form.text("distribution", p.distribution());
                form.text("source", p.source());
            }
            case Evidence.Shadow s -> {
                form.text("path", s.path());
                form.text("hidden", s.hidden());
            }
            case Evidence.RecordMismatch r -> {
                form.text("path", r.path());
                form.text("distribution", r.distribution());
                form.text("version", r.version());
                form.text("fault", r.fault().word());
            }
            case Evidence.PathEntryGuilty p -> {
                form.text("entry", p.entry());
                form.text("declaredBy", p.declaredBy());
                form.text("why", p.why().word());
            }
            case Evidence.OwnedByOther o -> {
                form.text("module", o.module());
                form.text("path", o.path());
                owner(o.owner());
                form.text("wanted", o.wanted());
            }
        }
    }

    /** A count, null where it is unknown. */
    private void number(String name, long value) {
        if (value < 0) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }

    private void owner(Owner owner) {
        json.writeObjectPropertyStart("owner");
        form.text(
                "kind",
                switch (owner.kind()) {
                    case DISTRIBUTION -> "distribution";
                    case SYSTEM_PACKAGE -> "system-package";
                    case NOBODY -> "nobody";
                });
        form.text("name", owner.name().isEmpty() ? null : owner.name());
        form.text("version", owner.version().isEmpty() ? null : owner.version());
        json.writeEndObject();
    }
}

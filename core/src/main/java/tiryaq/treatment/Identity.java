package tiryaq.treatment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.digest.Sha256;
import tiryaq.machine.OsText;

/**
 * The hash of all that a treatment says it will do. Every part is written with its length, so that none runs into
 * another.
 */
final class Identity {
    private static final int BYTES = 6;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private Identity() {}

    static String of(Treatment treatment) {
        Identity all = new Identity();
        all.text(treatment.kind());
        all.text(treatment.scope().name());
        all.say(treatment.title());
        all.text(Boolean.toString(treatment.reversible()));
        all.text(treatment.needs().toString());
        List<Change> changes = treatment.changes();
        if (changes == null) {
            all.text("unknown");
        } else {
            all.text(Integer.toString(changes.size()));
            changes.forEach(each -> {
                all.text(each.path());
                all.text(each.change());
            });
        }
        all.text(Integer.toString(treatment.steps().size()));
        treatment.steps().forEach(all::step);
        all.text(Integer.toString(treatment.proof().size()));
        treatment.proof().forEach(all::command);
        all.command(treatment.cured());
        all.text(treatment.content());
        return HexFormat.of().formatHex(Sha256.of(all.content.toByteArray()), 0, BYTES);
    }

    private void step(Step step) {
        switch (step) {
            case Step.Run(Command command, Command otherwise) -> {
                text("run");
                command(command);
                command(otherwise);
            }
            case Step.Write(String path, Say what) -> {
                text("write");
                text(path);
                say(what);
            }
            case Step.Manual(Say what, Command command) -> {
                text("manual");
                say(what);
                command(command);
            }
        }
    }

    private void say(Say say) {
        text(say.key());
        map(say.places());
    }

    private void command(@Nullable Command command) {
        if (command == null) {
            text("none");
            return;
        }
        text(Integer.toString(command.argv().size()));
        command.argv().forEach(this::text);
        text(command.folder());
        map(command.set());
        text(Integer.toString(command.unset().size()));
        command.unset().forEach(this::text);
    }

    private void map(Map<String, String> values) {
        text(Integer.toString(values.size()));
        values.forEach((name, value) -> {
            text(name);
            text(value);
        });
    }

    private void text(String text) {
        byte[] bytes = OsText.encode(text);
        content.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        content.writeBytes(bytes);
    }
}

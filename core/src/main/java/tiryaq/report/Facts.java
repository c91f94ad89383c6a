package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Owner;
import tiryaq.diagnosis.Say;
import tiryaq.report.Document.Block;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Prose;

/** The evidence: what was wanted against what was found, then as many of the other facts as there is room for. */
final class Facts {
    private Facts() {}

    /**
     * Adds what a reader can check, the most telling kinds first.
     *
     * @param explained whether a cause was found; if not, which interpreter was examined matters, too
     */
    static void add(
            List<Evidence> evidence, boolean explained, Answer.Room room, Messages messages, List<Block> blocks) {
        List<Prose> sentences = new ArrayList<>();
        boolean compared = false;
        for (int weight = 0; weight <= 4; weight++) {
            for (Evidence each : evidence) {
                boolean examined = !explained && each instanceof Evidence.Ran;
                if (weight(each) != weight || (weight > 2 && !room.all() && !examined)) {
                    continue;
                }
                if (!compared && each instanceof Evidence.WantedFound found) {
                    blocks.add(comparison(found, messages));
                    compared = true;
                } else if (sentences.size() < room.facts()) {
                    sentences.add(Testimony.prose(each, messages));
                    if (room.all() && each instanceof Evidence.Searched searched) {
                        sentences.add(messages.prose(
                                Say.of("evidence.searched.places", "places", String.join(", ", searched.entries()))));
                    }
                }
            }
        }
        // The comparison says it better than any sentence, so that facts beside it wait for -v.
        if (!sentences.isEmpty() && (!compared || room.all())) {
            blocks.add(new Document.Points(sentences));
        }
    }

    private static int weight(Evidence evidence) {
        return switch (evidence) {
            case Evidence.WantedFound w -> 0;
            case Evidence.DamagedFile d -> 0;
            case Evidence.Shadow s -> 0;
            case Evidence.OwnedByOther o -> 0;
            case Evidence.PathEntryGuilty p -> 0;
            case Evidence.InstalledElsewhere i -> 1;
            case Evidence.RecordMismatch r -> 1;
            case Evidence.Searched s -> 2;
            case Evidence.Provides p -> 2;
            case Evidence.Ran r -> 3;
            case Evidence.Printed p -> 4;
        };
    }

    private static Block comparison(Evidence.WantedFound found, Messages messages) {
        List<Document.Row> rows = new ArrayList<>();
        rows.add(row(messages, "text.row.wanted", messages.code(found.wanted())));
        boolean pathSaysIt = found.path().endsWith("/" + found.found());
        rows.add(row(messages, "text.row.found", messages.code(pathSaysIt ? found.path() : found.found())));
        if (!pathSaysIt) {
            rows.add(row(messages, "text.row.in", messages.code(found.path())));
        }
        rows.add(row(messages, "text.row.from", owner(found.owner(), messages)));
        return new Document.Rows(rows);
    }

    private static Prose owner(Owner owner, Messages messages) {
        String name = Testimony.named(owner);
        return switch (owner.kind()) {
            case DISTRIBUTION -> messages.prose(Say.of("text.from.distribution", "owner", name));
            case SYSTEM_PACKAGE -> messages.prose(Say.of("text.from.system-package", "owner", name));
            case NOBODY -> messages.prose("text.from.nobody");
        };
    }

    private static Document.Row row(Messages messages, String label, Prose value) {
        return new Document.Row(messages.prose(label), value);
    }
}

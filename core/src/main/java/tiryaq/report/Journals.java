package tiryaq.report;

import java.util.List;
import tiryaq.diagnosis.Say;

/** The treatments that were applied, latest first. */
public record Journals(List<Entry> entries) {
    public Journals {
        entries = List.copyOf(entries);
    }

    /**
     * One of them.
     *
     * @param id for {@code tiryaq undo}
     * @param when ISO 8601 with offset
     * @param cause the code that it cured
     * @param treatment its title
     * @param folder where it was applied
     */
    public record Entry(String id, String when, String cause, Say treatment, String folder) {}
}

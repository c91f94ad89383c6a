package tiryaq.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What the user chose for all that follows, with which the next command is shown as well.
 *
 * @param everywhere words that every command of tiryaq understands: {@code --lang ar}
 * @param curing words that {@code fix} alone understands: {@code --yes}
 */
public record Chosen(List<String> everywhere, List<String> curing) {
    /** Nothing but what holds anyhow. */
    public static final Chosen NOTHING = new Chosen(List.of(), List.of());

    public Chosen {
        everywhere = List.copyOf(everywhere);
        curing = List.copyOf(curing);
    }

    /** A command of tiryaq with it behind the verb, unless it has it already. */
    List<String> in(List<String> argv) {
        int end = argv.indexOf("--");
        List<String> ours = end < 0 ? argv : argv.subList(0, end);
        List<String> more = new ArrayList<>();
        if (!everywhere.isEmpty() && !ours.contains(everywhere.getFirst())) {
            more.addAll(everywhere);
        }
        if (ours.contains("fix") && ours.indexOf("fix") == 1) {
            curing.stream().filter(each -> !ours.contains(each)).forEach(more::add);
        }
        List<String> words = new ArrayList<>(argv);
        words.addAll(2, more);
        return words;
    }
}

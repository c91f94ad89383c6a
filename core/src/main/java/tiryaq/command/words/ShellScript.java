package tiryaq.command.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that a small shell script starts in plain words.
 *
 * @param words that start it, its arguments included; those that are not plain stay as they are written, after
 *     {@link #UNKNOWN}
 * @param situation where it starts
 */
public record ShellScript(List<String> words, Situation situation) {
    /** Begins a word of which nobody knows the text. */
    public static final char UNKNOWN = ShellState.UNKNOWN;

    private static final int LONGEST = 2_000;
    private static final int MOST = 200;

    public ShellScript {
        words = List.copyOf(words);
    }

    /**
     * All programs that it may start, without those that only print or handle files. Empty where that is not sure: what
     * could change which one runs, where or how, and is not understood, makes all of it unknown.
     *
     * @param bash whether bash reads it
     * @param script what the script calls {@code $0}
     * @param start where it is run
     */
    public static Optional<List<ShellScript>> starts(
            String text, boolean bash, String script, List<String> arguments, Situation start) {
        List<ShellScript> found = new ArrayList<>();
        ShellValues values = new ShellValues(script, arguments, start.folder(), bash);
        ShellReader reader = new ShellReader(new ShellState(values, start, bash), bash, found);
        return ShellCommands.of(text, bash)
                .filter(commands -> commands.size() <= LONGEST && reader.read(commands) && found.size() <= MOST)
                .map(commands -> List.copyOf(found));
    }
}

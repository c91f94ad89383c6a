package tiryaq.treatment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.command.OptionWords;
import tiryaq.machine.Paths;

/**
 * The failed command, taken apart so that it can be started another way.
 *
 * @param options the interpreter's own options ({@code -s}, {@code -X dev})
 * @param program what it runs: {@code script.py} and its arguments, {@code -m module …}, {@code -c code …}
 * @param folder where it runs
 * @param firstEntry what a script puts first on the search path: its own folder, or the folder or archive that is run;
 *     null where it puts none there ({@code -P}), and for all that is no script
 * @param set variables that it sets itself
 * @param unset variables that it removes itself
 * @param starter what finds the interpreter on {@code PATH}, which it sets, and starts the program: a shell script,
 *     make; null where the interpreter is started directly
 */
public record Program(
        List<String> options,
        List<String> program,
        String folder,
        @Nullable String firstEntry,
        Map<String, String> set,
        SortedSet<String> unset,
        @Nullable Command starter) {
    private static final String PATH = "PATH";

    /** One whose interpreter is started directly. */
    public Program(
            List<String> options,
            List<String> program,
            String folder,
            @Nullable String firstEntry,
            Map<String, String> set,
            SortedSet<String> unset) {
        this(options, program, folder, firstEntry, set, unset, null);
    }

    public Program {
        options = List.copyOf(options);
        program = List.copyOf(program);
        set = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(set));
        unset = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(unset));
    }

    /** The module that {@code -m} names; empty for any other program. */
    public Optional<String> module() {
        return program.size() > 1 && program.getFirst().equals("-m") ? Optional.of(program.get(1)) : Optional.empty();
    }

    /** The whole of it under an interpreter. */
    public Command by(String python, VariableChange change) {
        if (starter != null) {
            String before = Paths.parent(python);
            String path = starter.set().getOrDefault(PATH, "");
            boolean first = path.equals(before) || path.startsWith(before + ":");
            Map<String, String> set = first ? Map.of() : Map.of(PATH, path.isEmpty() ? before : before + ":" + path);
            return starter.with(set, new TreeSet<>()).with(change.set(), change.unset());
        }
        List<String> words = new ArrayList<>();
        words.add(python);
        words.addAll(options);
        words.addAll(program);
        return new Command(words, folder, set, unset).with(change.set(), change.unset());
    }

    /** The interpreter alone, as it is started here, for other code. */
    public Command python(String python, VariableChange change) {
        List<String> words = new ArrayList<>();
        words.add(python);
        words.addAll(options);
        return new Command(words, folder, set, unset).with(change.set(), change.unset());
    }

    /** The same with one more option of the interpreter. */
    public Program withOption(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new Program(more, program, folder, firstEntry, set, unset, starter);
    }

    /** The same without one option of the interpreter that takes no value. */
    public Program withoutOption(char letter) {
        return new Program(OptionWords.without(options, letter), program, folder, firstEntry, set, unset, starter);
    }

    /**
     * The same with something else first on the search path, where it runs a script: no other program has a place
     * there.
     */
    public Program startingFrom(@Nullable String first) {
        boolean script = !program.isEmpty() && !program.getFirst().startsWith("-");
        return new Program(options, program, folder, script ? first : firstEntry, set, unset, starter);
    }
}

package tiryaq.symptom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One failure with its wrappers peeled off.
 *
 * @param failure what went wrong at the root
 * @param frames the stack that leads there, the program's own first line first; may be empty
 * @param wrappers the exceptions that came around it ({@code pyo3_runtime.PanicException: …}), innermost first
 * @param words the line of the output that says it, without colours and prefixes
 * @param line its line number in the output, from 1
 * @param survived whether the program caught it, told it and then went on to say other things
 * @param abridged whether something else than Python itself printed the stack, and may have left out frames of it
 */
public record Incident(
        Failure failure,
        List<Frame> frames,
        List<String> wrappers,
        String words,
        int line,
        boolean survived,
        boolean abridged) {
    /** How NumPy begins to say which interpreter it was loaded by. */
    public static final String PYTHON = "The Python version is: Python";

    /** The functions of the standard library in which a thread or a process begins. */
    private static final Set<String> STARTERS = Set.of("_bootstrap_inner", "__bootstrap_inner", "_bootstrap");

    public Incident {
        frames = List.copyOf(frames);
        wrappers = List.copyOf(wrappers);
    }

    /** One that ended the program, as far as is seen. */
    public Incident(Failure failure, List<Frame> frames, List<String> wrappers, String words, int line) {
        this(failure, frames, wrappers, words, line, false, false);
    }

    /** A failure that no traceback leads to. */
    public static Incident bare(Failure failure, String words, int line) {
        return new Incident(failure, List.of(), List.of(), words, line);
    }

    /** The same, with all that leads to it, of another failure: one that is known better than the words say it. */
    public Incident failing(Failure other) {
        return new Incident(other, frames, wrappers, words, line, survived, abridged);
    }

    /** The same with another stack. */
    public Incident at(List<Frame> stack) {
        return new Incident(failure, stack, wrappers, words, line, survived, abridged);
    }

    /** The same where its line has another number. */
    public Incident onLine(int number) {
        return new Incident(failure, frames, wrappers, words, number, survived, abridged);
    }

    /** The same with other exceptions around it. */
    public Incident within(List<String> around) {
        return new Incident(failure, frames, around, words, line, survived, abridged);
    }

    /** The same as a part of a group, which other exceptions may be around. */
    public Incident below(List<Frame> stack, List<String> around) {
        List<String> all = new ArrayList<>(wrappers);
        all.addAll(around);
        return new Incident(failure, stack, all, words, line, survived, abridged);
    }

    /** The same, after which the program went on. */
    public Incident outlived() {
        return new Incident(failure, frames, wrappers, words, line, true, abridged);
    }

    /** The same stack with what it came to as it is told elsewhere; what is told here, if anything, came around it. */
    public Incident explainedBy(Incident root) {
        List<String> around = new ArrayList<>(root.wrappers);
        if (!(failure instanceof Failure.OtherException other && other.type().isEmpty())) {
            around.add(words);
        }
        around.addAll(wrappers);
        return new Incident(root.failure, frames, around, root.words, root.line, survived, abridged);
    }

    /**
     * The interpreter that says by itself what it cannot run, {@code /usr/bin/python3: No module named x}; empty where
     * none speaks.
     */
    public Optional<String> speaker() {
        int colon = words.startsWith("/") && frames.isEmpty() ? words.indexOf(": ") : -1;
        boolean says = colon > 0
                && (words.startsWith(": No module named ", colon)
                        || words.startsWith(": Error while finding module specification for ", colon));
        return says ? Optional.of(words.substring(0, colon)) : Optional.empty();
    }

    /** The interpreter that the output itself names as the one that ran; empty where it names none. */
    public Optional<String> python() {
        for (String each : wrappers) {
            int at = each.indexOf(PYTHON);
            int from = at < 0 ? -1 : each.indexOf(" from \"/", at);
            int end = from < 0 ? -1 : each.indexOf('"', from + 7);
            if (end > 0) {
                return Optional.of(each.substring(from + 7, end));
            }
        }
        return speaker();
    }

    /** Whether a module did not load in a thread or process that the program had started, which it can outlive. */
    public boolean ofOwnThread() {
        boolean kind = failure instanceof Failure.MissingModule
                || failure instanceof Failure.MissingName
                || failure instanceof Failure.NativeRefused;
        return kind && !frames.isEmpty() && STARTERS.contains(frames.getFirst().function());
    }

    /**
     * Whether the program died while it was still importing, or was being installed, and so had done nothing yet.
     *
     * @param code the text of the first frame that is none of {@code runpy}, where the output does not quote it: of
     *     {@code -c}, which old interpreters do not, or of a file in an archive; else empty
     */
    public boolean whileImporting(String code) {
        boolean kind = switch (failure) {
            case Failure.MissingModule _,
                    Failure.MissingName _,
                    Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.MissingAttribute _,
                    Failure.OtherException _ -> true;
            case Failure.Killed killed -> false;
        };
        if (frames.isEmpty()) {
            return kind && !(failure instanceof Failure.OtherException);
        }
        // For -m, runpy comes before the program's own first line.
        Frame first = frames.getFirst();
        int at = 0;
        for (; at + 1 < frames.size() && first.startsModules(); at++) {
            first = frames.get(at + 1);
        }
        String source =
                first.source() == null ? line(code, first) : first.source().strip();
        // Behind a semicolon stands more than an import; but what loads a module's own lines is the import.
        boolean loads = at + 1 < frames.size()
                && !frames.get(at + 1).internal()
                && frames.get(at + 1).function().equals("<module>");
        return kind
                && first.function().equals("<module>")
                && (source.indexOf(';') < 0 || loads || importsFirst(source, frames.subList(at + 1, frames.size())))
                && (source.startsWith("import ") || source.startsWith("from "));
    }

    /** Whether it is the first statement of a line that failed: what is not there at all it cannot have passed. */
    private boolean importsFirst(String source, List<Frame> deeper) {
        if (!(failure instanceof Failure.MissingModule missing)
                || !deeper.stream().allMatch(Frame::internal)) {
            return false;
        }
        int dot = missing.module().indexOf('.');
        String top = dot < 0 ? missing.module() : missing.module().substring(0, dot);
        String first = source.substring(0, source.indexOf(';'));
        return List.of(first.split("[\\s,.()]+")).contains(top);
    }

    private static String line(String code, Frame frame) {
        List<String> lines = code.lines().toList();
        boolean given = frame.file().equals("<string>") || !frame.internal();
        return given && frame.line() > 0 && frame.line() <= lines.size()
                ? lines.get(frame.line() - 1).strip()
                : "";
    }
}

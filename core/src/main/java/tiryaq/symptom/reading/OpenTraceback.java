package tiryaq.symptom.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Frame;
import tiryaq.symptom.lines.LinePrefix;
import tiryaq.symptom.lines.Prefixes;
import tiryaq.symptom.lines.Scan;
import tiryaq.symptom.lines.TracebackHeader;
import tiryaq.symptom.reading.Event.ChainLink;
import tiryaq.symptom.reading.Event.Place;
import tiryaq.symptom.reading.Event.Raised;

/** A traceback whose exception line is still to come. */
final class OpenTraceback {
    private static final String QUOTING = "AssertionError: " + TracebackHeader.WORDS + ":";
    private static final int NOISE = 4;
    private static final int BLANK = 3;
    private static final int INDENTED = 300;
    private static final int PIECES = 3;

    final LinePrefix prefix;
    private final boolean header;
    private final ChainLink link;
    private final Place place;
    private final Stack stack = new Stack();
    private int lastLine;
    private int noise;
    private int blank;
    private int indented;
    private boolean syntaxFrame;

    /** The beginning of a frame whose file name goes on in the next line; empty mostly. */
    private String broken = "";

    private int pieces;
    private boolean pytest;
    private boolean notebook;
    private boolean abridged;
    private boolean mixed;
    private String marked = "";

    /** In pytest's long form the source stands before its place. */
    private boolean quotable = true;

    OpenTraceback(LinePrefix prefix, boolean header, ChainLink link, Place place, int line) {
        this.prefix = prefix;
        this.header = header;
        this.link = link;
        this.place = place;
        lastLine = line;
    }

    /** One that IPython wrote. */
    static OpenTraceback ofNotebook(ChainLink link, Place place, int line) {
        OpenTraceback open = new OpenTraceback(new LinePrefix(""), true, link, place, line);
        open.notebook = true;
        return open;
    }

    /**
     * Exception groups mark their header with {@code +} and their other lines with {@code |}; one in another has the
     * bar.
     */
    static LinePrefix prefixOf(String before) {
        String group = " Exception Group ";
        int mark = before.endsWith(group) ? before.length() - group.length() - 1 : -1;
        boolean marked = mark >= 0 && (before.charAt(mark) == '+' || before.charAt(mark) == '|');
        return new LinePrefix(marked ? before.substring(0, mark) + "| " : before);
    }

    /** Where it begins before this one has named its exception: two processes print at once, frame by frame. */
    OpenTraceback among(@Nullable OpenTraceback other) {
        mixed = other != null && other.header && !other.notebook && !other.pytest && other.noise == 0;
        return this;
    }

    /** Whether what stands before a header names this one's exception: then the rest of its line is the message. */
    boolean isNamedBy(String lead, int number) {
        String line = prefix.remove(lead);
        return !stack.isEmpty() && !line.isBlank() && ExceptionText.afterFrames(line.strip(), number) != null;
    }

    void add(Frame frame) {
        stack.add(frame);
        noise = 0;
        blank = 0;
        indented = 0;
    }

    boolean isEmpty() {
        return stack.isEmpty();
    }

    int lastLine() {
        return lastLine;
    }

    /**
     * Whether a line says that an assertion of this traceback failed, in words that are a traceback of something else:
     * then that is only quoted. Where the assertion is that another program ended well, what is quoted is why it did
     * not.
     *
     * @param before the line before it
     */
    boolean failedAssertion(String text, String before) {
        int at = text.indexOf(QUOTING);
        String lead = at < 0
                ? ""
                : text.substring(Math.min(Prefixes.length(text), at), at).strip();
        if (at < 0 || !(lead.isEmpty() ? !stack.isEmpty() : lead.equals("E"))) {
            return false;
        }
        Frame last = stack.isEmpty() ? null : stack.frames().getLast();
        String source = lead.isEmpty() && last != null ? String.valueOf(last.source()) : before;
        return source.contains("assert ") && !source.contains("== 0") && !source.contains("returncode");
    }

    /** Whether the line before was none of its own. */
    boolean interrupted() {
        return noise > 0;
    }

    /** Whether too much came that belongs to no traceback. */
    boolean lost() {
        return noise > NOISE || blank > BLANK || indented > INDENTED;
    }

    /** The same with the last line that pytest marked as the one that failed; empty for none. */
    OpenTraceback marking(String line) {
        marked = line;
        return this;
    }

    /** The exception, if this is the line that names it. */
    @Nullable
    ExceptionText accept(String said, int number) {
        String line = broken.isEmpty() ? said : joined(said, number);
        if (!broken.isEmpty()) {
            return null;
        }
        if (line.isBlank()) {
            blank += header && !pytest && !notebook ? 1 : 0;
            // Python itself goes on with the first frame at once.
            abridged |= header && !pytest && !notebook && stack.isEmpty();
            return null;
        }
        if (notebook && ofNotebook(line, number)) {
            return null;
        }
        Frame frame = FrameLine.python(line);
        if (frame == null) {
            frame = FrameLine.pytest(line);
            pytest |= frame != null;
        } else if (frame.function().isEmpty()) {
            syntaxFrame = true;
        }
        if (frame != null) {
            add(pytest && frame.function().isEmpty() ? FrameLine.quoting(frame, marked) : frame);
            quotable = !pytest || !frame.function().isEmpty();
            lastLine = number;
            return null;
        }
        ExceptionText quoted = quotedByPytest(line, number);
        if (quoted != null) {
            pytest = true;
            return quoted;
        }
        if (FrameLine.breaksOff(line)) {
            broken = line;
            pieces = 0;
            return null;
        }
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t' || line.startsWith(">  ")) {
            indented++;
            quote(line);
            return null;
        }
        ExceptionText exception = pytest ? null : ExceptionText.afterFrames(line, number);
        noise += exception == null ? 1 : 0;
        return exception;
    }

    private boolean ofNotebook(String line, int number) {
        Frame frame = NotebookLine.frame(line);
        int arrow = frame == null ? NotebookLine.arrow(line) : -1;
        if (frame != null) {
            add(frame);
            lastLine = number;
        } else if (arrow > 0 && !stack.isEmpty()) {
            stack.source(line.substring(Scan.digits(line, arrow)), Scan.number(line, arrow));
        } else {
            // What stands around the line is numbered, too.
            indented += line.charAt(0) == ' ' ? 1 : 0;
            return line.charAt(0) == ' ';
        }
        return true;
    }

    /** The name of a folder may hold a line break; empty while the frame is not at its end, or the line was cut off. */
    private String joined(String said, int number) {
        String whole = broken + "\n" + said;
        boolean frame = FrameLine.python(whole) != null;
        boolean cut = FrameLine.python(said) != null || ExceptionText.afterFrames(said, number) != null;
        broken = frame || cut || ++pieces > PIECES ? "" : whole;
        return frame ? whole : said;
    }

    private void quote(String line) {
        if (quotable && !stack.isEmpty() && Scan.indent(line) >= 4) {
            stack.source(line, 0);
        }
    }

    /** {@code E   ModuleNotFoundError: …}; anything else behind the {@code E} is an assertion's explanation. */
    static @Nullable ExceptionText quotedByPytest(String line, int number) {
        if (!line.startsWith("E   ")) {
            return null;
        }
        ExceptionText said = ExceptionText.afterFrames(line.substring(4).strip(), number);
        return said == null
                ? new ExceptionText("AssertionError", line.substring(4).strip(), List.of(), number)
                : said;
    }

    /**
     * The first of pytest's lines is indented like this: in its long form as the failing line is; details are so by two
     * more.
     */
    static boolean beginsQuote(String line) {
        int indent = line.startsWith("E") ? Scan.indent(line.substring(1)) : 0;
        return indent % 4 == 3;
    }

    Raised raised(@Nullable ExceptionText exception, int line) {
        boolean script = exception != null && exception.isSyntaxError() && syntaxFrame;
        Place by = pytest && place == Place.PROGRAM ? Place.TEST : place;
        // Which of the frames lead to it, nothing tells.
        List<Frame> frames = mixed && exception != null ? List.of() : stack.frames();
        return new Raised(frames, exception, link, (header && !mixed) || script, by, prefix, abridged, line);
    }
}

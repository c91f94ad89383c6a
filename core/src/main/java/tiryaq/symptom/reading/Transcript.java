package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.lines.Controls;
import tiryaq.symptom.lines.JsonLines;
import tiryaq.symptom.lines.LinePrefix;
import tiryaq.symptom.lines.LineReader;
import tiryaq.symptom.lines.Prefixes;
import tiryaq.symptom.lines.Scan;
import tiryaq.symptom.lines.TracebackHeader;
import tiryaq.symptom.reading.Event.Alone;
import tiryaq.symptom.reading.Event.ChainLink;
import tiryaq.symptom.reading.Event.Place;
import tiryaq.symptom.reading.Event.Raised;
import tiryaq.symptom.reading.Event.Said;
import tiryaq.symptom.words.InstallerWords;
import tiryaq.symptom.words.InterpreterWords;
import tiryaq.symptom.words.LoaderWords;
import tiryaq.symptom.words.PytestWords;
import tiryaq.symptom.words.StarterWords;

/** Takes an output line by line and keeps what happened in it. */
final class Transcript implements LineReader {
    private static final int LONGEST_MESSAGE = 60;
    private static final int LINES_AFTER = 12;

    private final Event.Log events = new Event.Log();
    private @Nullable OpenTraceback traceback;
    private @Nullable OpenFatal fatal;
    private @Nullable Raised raised;
    private final List<String> message = new ArrayList<>();
    private final JsonLines json = new JsonLines();
    private ChainLink link = ChainLink.NONE;
    private final Sections sections = new Sections();
    private LinePrefix lastPrefix = new LinePrefix("");
    private String before = "";
    private String marked = "";
    private int lastLine;
    private int taken;
    private String atLeast = "";
    private final Mentions mentions = new Mentions();

    @Override
    public boolean open() {
        return traceback != null || fatal != null || raised != null || sections.wants();
    }

    /** Whether the lines that come next stand so near to what it told that they may belong to it. */
    boolean near() {
        return sections.awaits(taken) || (events.told() > 0 && taken - events.last() < Judgement.NEAR);
    }

    /** How many things it has told. */
    int told() {
        return events.told();
    }

    /** Whether the frames of a traceback are being read. */
    boolean inFrames() {
        return traceback != null;
    }

    /** Whether it is within a traceback of which only the first line says which process it is of. */
    boolean headed() {
        return traceback == null ? raised != null && lastPrefix.onlyFirst() : traceback.prefix.onlyFirst();
    }

    @Override
    public void accept(int number, String line) {
        sections.next();
        taken = number;
        // The name of a file may hold what a terminal would not show.
        String text = FrameLine.python(line) == null ? Controls.strip(line) : line;
        List<String> held = json.read(text);
        if (held == null) {
            take(number, text);
            before = text;
        } else {
            record(number, held);
        }
        lastLine = text.isBlank() ? lastLine : number;
    }

    /** The lines of one record of a log all have its number. */
    private void record(int number, List<String> held) {
        if (json.ofLogger()) {
            sections.logged(number);
        }
        for (String each : held) {
            String text = Controls.strip(each);
            take(number, text);
            before = text;
        }
        if (json.ofLogger() && traceback == null) {
            closeMessage();
        }
    }

    @Override
    public void passed(String line) {
        before = line;
    }

    private void take(int number, String text) {
        marked = FrameLine.marked(text.substring(Prefixes.length(text)), marked);
        if (fatal != null) {
            if (fatal.accept(text.substring(Prefixes.length(text)), number)) {
                return;
            }
            events.add(fatal.event());
            fatal = null;
        }
        if (traceback != null) {
            inTraceback(traceback, number, text);
        } else if (raised != null) {
            afterException(raised, number, text);
        } else {
            outside(number, text, false);
        }
    }

    @Override
    public void end() {
        if (fatal != null) {
            events.add(fatal.event());
        }
        if (traceback != null && !traceback.isEmpty()) {
            events.add(traceback.raised(null, traceback.lastLine()));
        }
        closeMessage();
    }

    /** The last line that was wanted and is not blank, from 1; 0 without any. */
    int lastLine() {
        return lastLine;
    }

    /** The oldest Python that prints such tracebacks; empty where they do not say. */
    String atLeast() {
        return atLeast;
    }

    /** What a test runner tells of itself. */
    Symptom.Testing testing() {
        return sections.testing();
    }

    /** What lines of the program's own quote of imports that failed. */
    Mentions mentions() {
        return mentions;
    }

    /** In the order of the output. */
    List<Event> events() {
        return events.all();
    }

    private void inTraceback(OpenTraceback open, int number, String text) {
        if (!open.failedAssertion(text, before) && header(number, text)) {
            return;
        }
        String line = open.prefix.remove(text);
        atLeast = FrameLine.later(atLeast, line);
        ExceptionText exception = open.marking(marked).accept(line, number);
        if (exception != null) {
            traceback = null;
            raised = open.raised(exception, number);
            lastPrefix = open.prefix;
            message.clear();
            events.add(raised);
            Symptom.StartFile started = raised.place() == Place.REPORTED ? sections.started(exception.words()) : null;
            if (started != null) {
                events.add(new Event.StartRaised(started, null, number));
            }
        } else if (open.lost() || (open.interrupted() && said(text.substring(Prefixes.length(text)), before) != null)) {
            traceback = null;
            outside(number, text, false);
        }
    }

    private void afterException(Raised last, int number, String text) {
        if (header(number, text)) {
            return;
        }
        String line = lastPrefix.remove(text);
        if (line.startsWith("During handling of the above exception, another exception occurred")) {
            link = ChainLink.CONTEXT;
        } else if (line.startsWith("The above exception was the direct cause of the following exception")) {
            link = ChainLink.CAUSE;
        } else if ((link == ChainLink.NONE && line.startsWith("E  ")) || !outside(number, text, true)) {
            message.add(line);
            Frame place = FrameLine.pytest(line);
            place = place == null ? FrameLine.told(line, last.exception()) : place;
            if (place != null) {
                raised = last.at(FrameLine.quoting(place, marked));
                events.amend(last, raised);
            }
            if (number - last.line() >= (wantsMore(last) ? LONGEST_MESSAGE : LINES_AFTER)) {
                closeMessage();
            }
        } else if (raised != null && raised.line() == last.line()) {
            // Else the line was an exception itself, with lines of its own to come.
            closeMessage();
        }
    }

    private static boolean wantsMore(Raised before) {
        return before.exception() != null
                && (before.exception().isImportError()
                        || before.exception().message().isEmpty());
    }

    /** The lines that came after an exception line are its message as far as nothing else began. */
    private void closeMessage() {
        Raised done = raised;
        if (done != null && done.exception() != null && !message.isEmpty() && wantsMore(done)) {
            Event full = new Raised(
                    done.frames(),
                    done.exception().withMore(message),
                    done.link(),
                    done.whole(),
                    done.place(),
                    done.prefix(),
                    done.abridged(),
                    done.line());
            events.amend(done, full);
        }
        raised = null;
        message.clear();
        link = ChainLink.NONE;
    }

    private boolean header(int number, String text) {
        int at = text.indexOf(TracebackHeader.WORDS);
        if (at < 0) {
            return false;
        }
        String rest = text.substring(at + TracebackHeader.WORDS.length());
        if (rest.isBlank() && NotebookLine.begins(text.substring(0, at))) {
            ChainLink chained = link;
            closeMessage();
            traceback = OpenTraceback.ofNotebook(chained, sections.placeOf(number), number);
            return true;
        }
        if (!rest.startsWith(":")
                || !(rest.length() == 1
                        || rest.isBlank()
                        || rest.substring(1).isBlank()
                        || FrameLine.python(rest.substring(1)) != null)) {
            return false;
        }
        ChainLink chained = link;
        closeMessage();
        Place by = before.strip().equals("Exception raised:") ? Place.TEST : sections.placeOf(number);
        if (by == Place.PROGRAM && (Caught.announces(before) || Caught.announces(text.substring(0, at)))) {
            by = Place.LOGGED;
        }
        OpenTraceback open = new OpenTraceback(OpenTraceback.prefixOf(text.substring(0, at)), true, chained, by, number)
                .among(traceback == null || traceback.isNamedBy(text.substring(0, at), number) ? null : traceback);
        Frame first = FrameLine.python(rest.substring(1));
        if (first != null) {
            open.add(first);
        }
        traceback = open;
        return true;
    }

    /** A line that belongs to no traceback; whether it meant something. */
    private boolean outside(int number, String text, boolean inMessage) {
        if (header(number, text)) {
            return true;
        }
        int prefix = Prefixes.length(text);
        String line = text.substring(prefix);
        if (line.isBlank()) {
            return false;
        }
        Symptom.StartFile started = sections.started(line, number);
        if (started != null) {
            events.add(new Event.StartRaised(started, ExceptionText.alone(line, number), number));
            return true;
        }
        if (sections.heading(line, before, number) || begins(number, text, line, prefix, inMessage)) {
            return true;
        }
        Raised told = sections.failures() && !inMessage ? FrameLine.failed(line, number) : null;
        if (told != null) {
            events.add(told);
            return true;
        }
        Failure said = said(line, before);
        if (said != null) {
            events.add(new Said(said, line.strip(), number));
            return true;
        }
        return alone(number, text, line, prefix, inMessage);
    }

    private static @Nullable Failure said(String line, String before) {
        Failure said = StarterWords.of(line);
        if (said == null) {
            said = InterpreterWords.of(line);
        }
        if (said == null && line.startsWith(LoaderWords.INCONSISTENCY)) {
            said = new Failure.NativeRefused(null, Failure.NativeRefused.Fault.OTHER, line.strip());
        }
        if (said == null) {
            said = PytestWords.of(line, before);
        }
        return said == null ? InstallerWords.of(line) : said;
    }

    /** What opens something of several lines. */
    private boolean begins(int number, String text, String line, int prefix, boolean inMessage) {
        if (line.startsWith("Fatal Python error: ")) {
            closeMessage();
            fatal = new OpenFatal(line, number);
            return true;
        }
        if (line.contains("thread '") && line.contains("panicked at")) {
            events.add(new Event.Panicked(number));
            return true;
        }
        Frame frame = FrameLine.python(line);
        Frame pytest = frame == null ? FrameLine.pytest(line) : null;
        boolean quoted = OpenTraceback.beginsQuote(line) && OpenTraceback.quotedByPytest(line, number) != null;
        if ((frame == null || inMessage || Scan.indent(line) < 2)
                && !quoted
                && (pytest == null || (pytest.function().isEmpty() && (inMessage || !sections.wants())))) {
            return false;
        }
        ChainLink chained = link;
        closeMessage();
        String lead = frame == null ? "" : text.substring(0, prefix + Scan.indent(line) - 2);
        OpenTraceback open =
                new OpenTraceback(new LinePrefix(lead), frame == null, chained, sections.placeOf(number), number);
        traceback = open;
        inTraceback(open, number, text);
        return true;
    }

    private boolean alone(int number, String text, String line, int prefix, boolean inMessage) {
        ExceptionText exception = ExceptionText.alone(line, number);
        String logger = "";
        if (exception == null) {
            int at = Math.max(line.indexOf("ImportError: "), line.indexOf("ModuleNotFoundError: "));
            if (at > 0) {
                exception = ExceptionText.alone(line.substring(at), number);
                logger = text.substring(0, prefix + at);
            }
        }
        if (exception == null && line.startsWith("Error: No module named '") && line.endsWith("'")) {
            exception = new ExceptionText("Error", line.substring("Error: ".length()), List.of(), number);
        }
        if (exception == null) {
            mentions.hear(number, line, inMessage);
            return false;
        }
        // Below a line that cannot be read IPython, too, has such marks.
        boolean rest = !exception.isSyntaxError() && FrameLine.quotes(before);
        events.add(new Alone(exception, logger, inMessage, rest, number));
        return !inMessage;
    }
}

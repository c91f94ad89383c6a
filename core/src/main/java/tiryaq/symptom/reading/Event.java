package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.lines.LinePrefix;

/** What the transcript of an output consists of, in the order it was printed. */
sealed interface Event {
    /** The line where it ends, from 1. */
    int line();

    /**
     * A traceback, or what is left of one.
     *
     * @param exception null when the output ends, or goes elsewhere, before it
     * @param link how it hangs on the traceback before it
     * @param whole whether its beginning is there
     * @param place what printed it
     * @param prefix what the output has in front of its header
     * @param abridged whether a hook of the program's printed it, which may leave frames out
     */
    record Raised(
            List<Frame> frames,
            @Nullable ExceptionText exception,
            ChainLink link,
            boolean whole,
            Place place,
            LinePrefix prefix,
            boolean abridged,
            int line)
            implements Event {
        public Raised {
            frames = List.copyOf(frames);
        }

        /** With one more frame, the innermost. */
        Raised at(Frame frame) {
            List<Frame> deeper = new ArrayList<>(frames);
            deeper.add(frame);
            return new Raised(deeper, exception, link, whole, place, prefix, abridged, line);
        }

        boolean repeats(Event other) {
            return other instanceof Raised raised
                    && link == ChainLink.NONE
                    && raised.link == ChainLink.NONE
                    && place == raised.place
                    && frames.equals(raised.frames)
                    && exception != null
                    && raised.exception != null
                    && exception.type().equals(raised.exception.type())
                    && exception.message().equals(raised.exception.message());
        }
    }

    /**
     * An exception line without frames.
     *
     * @param prefix a logger's prefix before it, empty mostly
     * @param inMessage whether it follows another exception line and may belong to its message
     * @param rest whether the line before it is one of a traceback whose beginning is not there
     */
    record Alone(ExceptionText exception, String prefix, boolean inMessage, boolean rest, int line) implements Event {}

    /** Rust's {@code thread '…' panicked at …}. */
    record Panicked(int line) implements Event {}

    /** {@code Fatal Python error: …}, with the stack of faulthandler if there is one. */
    record Fatal(String reason, List<Frame> frames, String words, int line) implements Event {
        public Fatal {
            frames = List.copyOf(frames);
        }
    }

    /**
     * A file that Python runs as it starts had raised.
     *
     * @param exception null where the traceback of it is an event of its own
     */
    record StartRaised(Symptom.StartFile file, @Nullable ExceptionText exception, int line) implements Event {}

    /** One line that says it all: of a shell, an installer, the interpreter. */
    record Said(Failure failure, String words, int line) implements Event {}

    /** How a traceback hangs on the one before it. */
    enum ChainLink {
        NONE,
        CONTEXT,
        CAUSE
    }

    /** What printed a traceback: only the first of these ends the program. */
    enum Place {
        PROGRAM,
        /** A test runner, of a test that failed. */
        TEST,
        /** A logger, or the program itself that caught it; it may go on or end after that. */
        LOGGED,
        /** A thread, whose death the program survives. */
        THREAD,
        /** Something that Python or a test runner reports and then ignores. */
        REPORTED
    }

    /** The first and the last events of an output; one that repeats at once counts once, where it came last. */
    final class Log {
        private static final int FIRST = 48;
        private static final int MOST = 144;

        private final List<Event> events = new ArrayList<>();
        private int told;
        private int last;

        void add(Event event) {
            if (event instanceof Event.Raised raised && !events.isEmpty() && raised.repeats(events.getLast())) {
                events.removeLast();
            }
            events.add(event);
            told++;
            last = event.line();
            if (events.size() > MOST) {
                events.remove(FIRST);
            }
        }

        /** Puts the fuller form of an event in its place, if it is still kept. */
        void amend(Event old, Event full) {
            int at = events.lastIndexOf(old);
            if (at >= 0) {
                events.set(at, full);
            }
        }

        /** How many there were, of which not all may be kept. */
        int told() {
            return told;
        }

        /** The line of the last one; 0 without any. */
        int last() {
            return last;
        }

        List<Event> all() {
            return List.copyOf(events);
        }
    }
}

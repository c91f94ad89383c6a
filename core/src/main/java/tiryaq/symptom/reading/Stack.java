package tiryaq.symptom.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import tiryaq.symptom.Frame;

/** Frames in the order they came in, of a stack too deep the first and the last ones. */
final class Stack {
    private static final int FIRST = 64;
    private static final int LAST = 64;
    private static final int LONGEST_SOURCE = 400;

    private final List<Frame> first = new ArrayList<>();
    private final Deque<Frame> last = new ArrayDeque<>();

    void add(Frame frame) {
        if (first.size() < FIRST) {
            first.add(frame);
            return;
        }
        last.addLast(frame);
        if (last.size() > LAST) {
            last.removeFirst();
        }
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    /**
     * The quoted source of the frame added last, unless it has one.
     *
     * @param number of its line, for a frame that came without
     */
    void source(String text, int number) {
        Frame frame = last.isEmpty() ? first.getLast() : last.getLast();
        if (frame.source() != null) {
            return;
        }
        String shown = text.strip();
        if (shown.length() > LONGEST_SOURCE) {
            shown = shown.substring(0, LONGEST_SOURCE);
        }
        Frame quoted = new Frame(frame.file(), frame.line() == 0 ? number : frame.line(), frame.function(), shown);
        if (last.isEmpty()) {
            first.set(first.size() - 1, quoted);
        } else {
            last.removeLast();
            last.addLast(quoted);
        }
    }

    List<Frame> frames() {
        List<Frame> all = new ArrayList<>(first);
        all.addAll(last);
        return all;
    }

    /** For the stacks that begin with the most recent call. */
    List<Frame> reversed() {
        List<Frame> all = frames();
        Collections.reverse(all);
        return all;
    }
}

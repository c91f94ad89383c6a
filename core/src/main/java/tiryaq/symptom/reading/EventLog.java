package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;

/** The first and the last events of an output; one that repeats at once counts once, where it came last. */
final class EventLog {
    private static final int FIRST = 48;
    private static final int MOST = 144;

    private final List<Event> events = new ArrayList<>();

    void add(Event event) {
        if (event instanceof Event.Raised raised && !events.isEmpty() && raised.repeats(events.getLast())) {
            events.removeLast();
        }
        events.add(event);
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

    List<Event> all() {
        return List.copyOf(events);
    }
}

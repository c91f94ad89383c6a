package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;
import tiryaq.symptom.Incident;
import tiryaq.symptom.words.QuotedWords;

/** The first imports of which a program tells in lines of its own that they failed, and goes on. */
final class Mentions {
    private static final int MOST = 8;

    private final List<Incident> all = new ArrayList<>();

    /** Takes a line that is none of a traceback; what follows an exception may belong to its message. */
    void hear(int number, String line, boolean inMessage) {
        if (!inMessage && all.size() < MOST && line.contains("No module named '")) {
            QuotedWords.in(line)
                    .map(failure -> Incident.bare(failure, line.strip(), number).outlived())
                    .ifPresent(all::add);
        }
    }

    List<Incident> all() {
        return List.copyOf(all);
    }
}

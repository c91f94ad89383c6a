package tiryaq.symptom.reading;

import java.util.Map;
import java.util.TreeMap;

/** The lines of one process in a log, counted without those of the others. */
final class Lane {
    private static final int PLACES = 512;
    private static final int FIRST_PLACES = 128;

    /** One that says nothing more for so long is not waited for. */
    private static final int SILENT = 1000;

    final Transcript transcript = new Transcript();

    /** From which of its own lines on how many lines of others had come before, where something happened in it. */
    private final TreeMap<Integer, Integer> others = new TreeMap<>();

    private int middle;
    private int lines;
    private int first;
    private int last;

    /**
     * Takes a line of its own.
     *
     * @param number its place in the whole log
     * @param taken how many lines all lanes have taken before it
     */
    void accept(int number, int taken, String line) {
        int foreign = taken - lines;
        int told = transcript.told();
        first = lines == 0 ? number : first;
        last = number;
        lines++;
        transcript.accept(number - foreign, line);
        if (foreign > 0 && (transcript.open() || transcript.told() > told)) {
            place(number - foreign, foreign);
        }
    }

    private void place(int own, int foreign) {
        Map.Entry<Integer, Integer> before = others.lastEntry();
        if (before != null && before.getValue() == foreign) {
            return;
        }
        others.put(own, foreign);
        middle = others.size() <= FIRST_PLACES ? own : middle;
        Integer oldest = others.higherKey(middle);
        if (others.size() > PLACES && oldest != null) {
            others.remove(oldest);
        }
    }

    /** Whether something may soon follow that belongs to what it has told. */
    boolean awaits(int now) {
        return now - last < SILENT && transcript.near();
    }

    /** Whether nothing would be lost with it. */
    boolean spare() {
        return transcript.told() == 0
                && !transcript.open()
                && !transcript.testing().ran()
                && transcript.mentions().all().isEmpty();
    }

    /** Where in the whole log one of its own lines stands. */
    int place(int own) {
        Map.Entry<Integer, Integer> before = others.floorEntry(own);
        return before == null ? own : own + before.getValue();
    }

    /** Whether one of them had begun before the other ended. */
    boolean beside(Lane other) {
        return first <= other.last && other.first <= last;
    }
}

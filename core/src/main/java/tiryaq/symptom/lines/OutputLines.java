package tiryaq.symptom.lines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Splits bytes into lines and hands a reader only those that it could want: every line while it is inside of
 * something, else those with a telling word. The rest is counted and never decoded.
 */
public final class OutputLines {
    private static final int BUFFER = 256 * 1024;
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int LONGEST_TAIL = 4 * 1024;

    private final InputStream in;
    private final LineReader reader;
    private final byte[] bytes = new byte[BUFFER];
    private int end;
    private int line = 1;

    private OutputLines(InputStream in, LineReader reader) {
        this.in = in;
        this.reader = reader;
    }

    /**
     * Hands a reader the lines of an output, to its end, in memory that does not grow with it.
     *
     * @throws IOException when the output cannot be read further
     */
    public static void feed(InputStream in, LineReader reader) throws IOException {
        new OutputLines(in, reader).run();
    }

    private void run() throws IOException {
        int searched = 0;
        while (true) {
            int read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                break;
            }
            end += read;
            int lastBreak = lastBreak(searched, end);
            if (lastBreak >= 0) {
                whole(lastBreak + 1);
                keepFrom(lastBreak + 1);
            } else if (end == bytes.length) {
                shorten();
            }
            searched = end;
        }
        whole(end);
        reader.end();
    }

    private void keepFrom(int start) {
        System.arraycopy(bytes, start, bytes, 0, end - start);
        end -= start;
    }

    /** A line longer than the buffer keeps its beginning and the end read so far, so that it costs linear time. */
    private void shorten() {
        System.arraycopy(bytes, end - LONGEST_TAIL, bytes, LONGEST_HEAD, LONGEST_TAIL);
        end = LONGEST_HEAD + LONGEST_TAIL;
    }

    private void whole(int limit) {
        int at = 0;
        while (at < limit) {
            if (!reader.open()) {
                int hit = TellingWords.find(bytes, at, limit);
                int start = hit < 0 ? limit : lineStart(at, hit);
                line += breaks(at, start);
                if (start > at) {
                    reader.passed(text(lineStart(at, start - 1), start - 1));
                }
                at = start;
            }
            if (at < limit) {
                int stop = lineEnd(at, limit);
                reader.accept(line++, text(at, stop));
                at = stop + 1;
            }
        }
    }

    private int breaks(int from, int to) {
        byte[] all = bytes;
        int breaks = 0;
        for (int i = from; i < to; i++) {
            if (all[i] == '\n') {
                breaks++;
            }
        }
        return breaks;
    }

    private String text(int from, int to) {
        if (to - from <= LONGEST_HEAD + LONGEST_TAIL) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        return new String(bytes, from, LONGEST_HEAD, StandardCharsets.UTF_8)
                + new String(bytes, to - LONGEST_TAIL, LONGEST_TAIL, StandardCharsets.UTF_8);
    }

    private int lastBreak(int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private int lineStart(int from, int hit) {
        int i = hit;
        while (i > from && bytes[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    private int lineEnd(int from, int limit) {
        byte[] all = bytes;
        int i = from;
        while (i < limit && all[i] != '\n') {
            i++;
        }
        return i;
    }
}

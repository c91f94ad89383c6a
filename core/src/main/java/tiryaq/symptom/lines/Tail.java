package tiryaq.symptom.lines;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Passes an output on, keeps its last lines, and sees by its beginning whether it is text at all. */
public final class Tail extends FilterInputStream {
    /** How many of the last lines are kept at most. */
    public static final int LINES = 12;

    private static final int KEPT = 4096;
    private static final int SAMPLE = 64 * 1024;

    /** Of so many bytes one may be a control that no terminal knows. */
    private static final int TEXT = 20;

    /** What is no text, or has no line, is read so far: a log that was emptied in use has a hole, a device no end. */
    private static final long PATIENCE = 16L << 30;

    private final byte[] last = new byte[KEPT];
    private int length;
    private int sampled;
    private int controls;
    private boolean cut;
    private long all;
    private boolean anyLine;

    /** Passes on what {@code in} gives. */
    public Tail(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        if (all > PATIENCE && !(anyLine && text())) {
            return -1;
        }
        int read = in.read(bytes, from, most);
        if (read > 0) {
            all += read;
            for (int i = from; !anyLine && i < from + read; i++) {
                anyLine = bytes[i] == '\n';
            }
            sample(bytes, from, read);
            keep(bytes, from, read);
        }
        return read;
    }

    private void sample(byte[] bytes, int from, int read) {
        for (int i = from; i < from + read && sampled < SAMPLE; i++) {
            byte b = bytes[i];
            // Zeros at the beginning are what a log leaves that was emptied while in use.
            if (b != 0 || sampled > 0) {
                sampled++;
                controls += b >= 0 && b < ' ' && "\t\n\r\f\b\u0007\u001b".indexOf(b) < 0 ? 1 : 0;
            }
        }
    }

    private void keep(byte[] bytes, int from, int read) {
        int fresh = Math.min(read, KEPT);
        int old = Math.min(length, KEPT - fresh);
        cut |= old < length || fresh < read;
        System.arraycopy(last, length - old, last, 0, old);
        System.arraycopy(bytes, from + read - fresh, last, old, fresh);
        length = old + fresh;
    }

    /** Whether what came is text, and not the bytes of something else. */
    public boolean text() {
        return controls * TEXT <= sampled && (sampled > 0 || all == 0);
    }

    /** The last lines that are not blank, the very last first, without what a terminal would not show. */
    public List<String> lines() {
        String[] all = new String(last, 0, length, StandardCharsets.UTF_8).split("\n");
        List<String> lines = new ArrayList<>();
        for (String line : cut && all.length > 1 ? Arrays.copyOfRange(all, 1, all.length) : all) {
            String shown = Controls.strip(line).strip();
            if (!shown.isEmpty()) {
                lines.add(shown);
            }
        }
        Collections.reverse(lines);
        return lines.subList(0, Math.min(LINES, lines.size()));
    }
}

package tiryaq.symptom.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** UTF-16, as PowerShell writes it with {@code >}, known by its byte order mark or by the zeros in its ASCII. */
public final class WideText {
    private static final int SAMPLE = 4096;

    private WideText() {}

    /** The same text in UTF-8, without a byte order mark. */
    public static InputStream asUtf8(InputStream in) throws IOException {
        byte[] sample = in.readNBytes(SAMPLE);
        int mark = markLength(sample);
        InputStream rest = new SequenceInputStream(
                new java.io.ByteArrayInputStream(sample, mark, sample.length - mark), new Unclosed(in));
        Charset wide = wide(sample);
        return wide == null ? rest : new Transcoded(new InputStreamReader(rest, wide));
    }

    private static int markLength(byte[] sample) {
        if (starts(sample, 0xff, 0xfe) || starts(sample, 0xfe, 0xff)) {
            return 2;
        }
        return starts(sample, 0xef, 0xbb, 0xbf) ? 3 : 0;
    }

    private static @Nullable Charset wide(byte[] sample) {
        if (starts(sample, 0xff, 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        if (starts(sample, 0xfe, 0xff)) {
            return StandardCharsets.UTF_16BE;
        }
        int[] zeros = new int[2];
        int[] plain = new int[2];
        for (int i = 0; i < sample.length; i++) {
            byte b = sample[i];
            if (b == 0) {
                zeros[i & 1]++;
            } else if (b >= ' ' || b == '\n' || b == '\r' || b == '\t') {
                plain[i & 1]++;
            }
        }
        int half = sample.length / 2;
        if (half >= 4 && zeros[1] > half * 3 / 4 && zeros[0] == 0 && plain[0] > half * 3 / 4) {
            return StandardCharsets.UTF_16LE;
        }
        return half >= 4 && zeros[0] > half * 3 / 4 && zeros[1] == 0 && plain[1] > half * 3 / 4
                ? StandardCharsets.UTF_16BE
                : null;
    }

    private static boolean starts(byte[] sample, int... bytes) {
        if (sample.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((sample[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Passes on reads in bulk and leaves the closing to whoever opened the stream. */
    private static final class Unclosed extends InputStream {
        private final InputStream in;

        Unclosed(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return in.read(into, offset, length);
        }
    }

    private static final class Transcoded extends InputStream {
        private final Reader reader;
        private final char[] chars = new char[8192];
        private byte[] ready = new byte[0];
        private int at;

        Transcoded(Reader reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            return fill() ? ready[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, ready.length - at);
            System.arraycopy(ready, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean fill() throws IOException {
            while (at == ready.length) {
                int read = reader.read(chars, 0, chars.length);
                if (read < 0) {
                    return false;
                }
                ready = new String(chars, 0, read).getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            return true;
        }
    }
}

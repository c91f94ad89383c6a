package tiryaq.cli.stream;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Our stdout or stderr, which remembers whether something did not get out. */
public final class Outlet extends PrintStream {
    private final Sink sink;

    private Outlet(Sink sink) {
        super(sink, false, StandardCharsets.UTF_8);
        this.sink = sink;
    }

    /** To a descriptor of ours, or anywhere else. */
    public static Outlet to(OutputStream stream) {
        return new Outlet(new Sink(stream));
    }

    /**
     * Whether the reader lacks something that it waits for. One that has gone, as {@code head} does, waits for nothing.
     */
    public boolean lost() {
        flush();
        return sink.failed;
    }

    private static final class Sink extends FilterOutputStream {
        private boolean failed;

        Sink(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                // As write(2) words it under C.UTF-8, which is where our own program runs.
                failed |= !"Broken pipe".equals(e.getMessage());
                throw e;
            }
        }
    }
}

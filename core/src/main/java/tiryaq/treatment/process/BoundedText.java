package tiryaq.treatment.process;

import java.io.ByteArrayOutputStream;
import tiryaq.machine.OsText;

/** The head and the tail of a stream of bytes, so that memory stays bounded however much comes. */
final class BoundedText {
    private static final int HEAD = 128 << 10;
    private static final int TAIL = 256 << 10;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] ring = new byte[TAIL];
    private long inRing;

    synchronized void add(byte[] bytes, int length) {
        int first = Math.min(length, HEAD - head.size());
        head.write(bytes, 0, first);
        for (int i = first; i < length; i++) {
            ring[(int) (inRing++ % TAIL)] = bytes[i];
        }
    }

    synchronized boolean truncated() {
        return inRing > TAIL;
    }

    synchronized String text() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toByteArray());
        if (truncated()) {
            all.writeBytes(new byte[] {'\n'});
        }
        for (long i = Math.max(0, inRing - TAIL); i < inRing; i++) {
            all.write(ring[(int) (i % TAIL)]);
        }
        return OsText.decode(all.toByteArray());
    }
}

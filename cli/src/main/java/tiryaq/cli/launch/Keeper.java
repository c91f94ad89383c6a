package tiryaq.cli.launch;

import java.util.Arrays;

/** Keeps the head and the tail of a stream in bounded memory, which grows only with what has come. */
final class Keeper {
    private byte[] head = new byte[1 << 13];
    private int headLength;
    private byte[] ring = new byte[0];
    /** Bytes that came after the head; the ring holds the last of them. */
    private long later;

    void add(byte[] bytes, int offset, int length) {
        int first = Math.min(length, Output.HEAD - headLength);
        if (headLength + first > head.length) {
            head = Arrays.copyOf(head, Math.min(Output.HEAD, Math.max(head.length * 2, headLength + first)));
        }
        System.arraycopy(bytes, offset, head, headLength, first);
        headLength += first;
        for (int done = first; done < length; ) {
            if (ring.length == 0) {
                ring = new byte[Output.TAIL];
            }
            int at = (int) (later % ring.length);
            int some = Math.min(length - done, ring.length - at);
            System.arraycopy(bytes, offset + done, ring, at, some);
            later += some;
            done += some;
        }
    }

    Output kept() {
        byte[] tail = new byte[(int) Math.min(later, ring.length)];
        if (tail.length > 0) {
            int start = later <= ring.length ? 0 : (int) (later % ring.length);
            int some = Math.min(tail.length, ring.length - start);
            System.arraycopy(ring, start, tail, 0, some);
            System.arraycopy(ring, 0, tail, some, tail.length - some);
        }
        return new Output(Arrays.copyOf(head, headLength), tail, later > ring.length);
    }
}

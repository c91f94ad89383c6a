package tiryaq.cli.launch;

/**
 * What is kept of an output that may be endless.
 *
 * @param head its first bytes, at most 1 MiB
 * @param tail its last bytes, at most 4 MiB; they follow the head and never repeat it
 * @param truncated whether bytes between head and tail were dropped
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a copy of 5 MiB would buy nothing.
public record Output(byte[] head, byte[] tail, boolean truncated) {
    static final int HEAD = 1 << 20;
    static final int TAIL = 4 << 20;

    /** Whether nothing was printed. */
    public boolean isEmpty() {
        return head.length == 0 && tail.length == 0;
    }

    /** Whether the last line that was printed is ended. */
    public boolean endsLine() {
        byte[] last = tail.length == 0 ? head : tail;
        return last.length > 0 && last[last.length - 1] == '\n';
    }

    /** Head and tail in one piece, with a line of dots where bytes were dropped. */
    public byte[] joined() {
        byte[] gap = truncated ? new byte[] {'\n', '.', '.', '.', '\n'} : new byte[0];
        byte[] all = new byte[head.length + gap.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(gap, 0, all, head.length, gap.length);
        System.arraycopy(tail, 0, all, head.length + gap.length, tail.length);
        return all;
    }
}

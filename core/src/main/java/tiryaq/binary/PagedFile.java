package tiryaq.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tiryaq.machine.Content;
import tiryaq.machine.Machine;
import tiryaq.machine.Problem;

/** A file read by pages on demand, with numbers in its byte order. What is not there reads as zeros and is noted. */
final class PagedFile {
    private static final int PAGE = 4096;
    /** A hostile file could point everywhere; no honest header needs as many pages. */
    private static final int MOST_PAGES = 512;

    private static final int LONGEST_TEXT = 4096;
    /** All names that one file may give, so that overlapping ones cannot fill the memory. */
    private static final int MOST_TEXT = 1 << 20;

    private final Machine machine;
    private final String path;
    private final long size;
    private final Map<Long, byte[]> pages = new HashMap<>(8);
    private Problem problem = Problem.NONE;
    private byte[] last = new byte[0];
    private long lastPage = -1;
    private int textSoFar;
    boolean littleEndian = true;

    PagedFile(Machine machine, String path, long size) {
        this.machine = machine;
        this.path = path;
        this.size = size;
    }

    long size() {
        return size;
    }

    Problem problem() {
        return problem;
    }

    /** The first page. */
    byte[] first() {
        page(0);
        return last;
    }

    /** Whether a stretch lies within the file. */
    boolean holds(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
    }

    int u8(long offset) {
        if (offset < 0 || offset >= size) {
            return 0;
        }
        page(offset / PAGE);
        int within = (int) (offset % PAGE);
        return within < last.length ? last[within] & 0xff : 0;
    }

    int u16(long offset) {
        int one = u8(offset);
        int two = u8(offset + 1);
        return littleEndian ? one | two << 8 : one << 8 | two;
    }

    long u32(long offset) {
        long one = u16(offset);
        long two = u16(offset + 2);
        return littleEndian ? one | two << 16 : one << 16 | two;
    }

    /** 64 bits; negative stands for more than any file has. */
    long u64(long offset) {
        long one = u32(offset);
        long two = u32(offset + 4);
        return littleEndian ? one | two << 32 : one << 32 | two;
    }

    /** A number as wide as an address. */
    long word(long offset, boolean wide) {
        return wide ? u64(offset) : u32(offset);
    }

    /** A text that ends with a zero byte, before {@code end}. */
    String text(long offset, long end) {
        if (offset < 0 || offset >= end || textSoFar > MOST_TEXT) {
            return "";
        }
        int most = (int) Math.min(LONGEST_TEXT, Math.min(end, size) - offset);
        byte[] bytes = new byte[Math.max(0, Math.min(most, 64))];
        int length = 0;
        for (int next; length < most && (next = u8(offset + length)) != 0; length++) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length] = (byte) next;
        }
        textSoFar += length;
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void page(long number) {
        if (number == lastPage) {
            return;
        }
        byte[] page = pages.get(number);
        if (page == null) {
            page = pages.size() < MOST_PAGES ? load(number) : new byte[0];
        }
        last = page;
        lastPage = number;
    }

    private byte[] load(long number) {
        Content content = machine.read(path, number * PAGE, PAGE);
        if (content.problem() != Problem.NONE) {
            problem = content.problem();
        }
        pages.put(number, content.bytes());
        return content.bytes();
    }
}

package tiryaq.cli.launch;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A terminal that the command writes to in place of the real one behind stderr, so that it still sees a terminal: same
 * window size, colours, progress bars. What it writes goes on to the real one as it comes, and is kept. Lines are not
 * changed on the way (no {@code OPOST}); the real terminal does that.
 */
final class PseudoTerminal {
    private static final long WINDOW_SIZE = SystemCalls.MAC ? 0x40087468L : 0x5413;
    private static final long SET_WINDOW_SIZE = SystemCalls.MAC ? 0x80087467L : 0x5414;
    private static final long ATTRIBUTES = SystemCalls.MAC ? 0x40487413L : 0x5401;
    private static final long SET_ATTRIBUTES = SystemCalls.MAC ? 0x80487414L : 0x5402;

    /** Of Linux: {@code TIOCSPTLCK}, {@code TIOCGPTN}. */
    private static final long SET_LOCK = 0x40045431L;

    private static final long NUMBER = 0x80045430L;

    /** Of macOS: {@code TIOCPTYGRANT}, {@code TIOCPTYUNLK}, {@code TIOCPTYGNAME}. */
    private static final long GRANT = 0x20007454L;

    private static final long UNLOCK = 0x20007452L;
    private static final long NAME = 0x40807453L;

    private static final int OUTPUT_PROCESSING = 1;
    private static final int REAL = 2;
    private static final int HANG_UP = 1;
    private static final int TERMINATE = 15;

    /** What a command printed at its end; a daemon that it leaves behind may talk for ever. */
    private static final long LAST = 1 << 16;

    private final Arena arena = Arena.global();
    private final MemorySegment buffer = arena.allocate(1 << 16);
    private final MemorySegment size = arena.allocate(8, 2);
    private final byte[] bytes = new byte[1 << 16];
    private final FileOutputStream real = new FileOutputStream(FileDescriptor.err);
    private final int master;
    private final int messages;
    private final String name;
    private int slave = -1;
    private boolean shown = true;

    private PseudoTerminal(int master, String name, String messagePath) {
        this.master = master;
        this.name = name;
        this.messages = SystemCalls.open(arena, messagePath, SystemCalls.NO_WAITING);
    }

    /** A new one, whose owner reads messages from this pipe; null when the system gives none. */
    static @Nullable PseudoTerminal open(String messagePath) {
        try (Arena brief = Arena.ofConfined()) {
            int master =
                    SystemCalls.open(brief, "/dev/ptmx", SystemCalls.READ_WRITE | SystemCalls.NO_CONTROLLING_TERMINAL);
            if (master < 0) {
                return null;
            }
            String name = SystemCalls.MAC ? unlockOnMac(brief, master) : unlock(brief, master);
            if (name == null) {
                SystemCalls.close(master);
                return null;
            }
            PseudoTerminal terminal = new PseudoTerminal(master, name, messagePath);
            terminal.prepare();
            if (terminal.slave < 0 || terminal.messages < 0) {
                terminal.close();
                return null;
            }
            return terminal;
        }
    }

    private void close() {
        for (int each : new int[] {slave, messages, master}) {
            if (each >= 0) {
                SystemCalls.close(each);
            }
        }
    }

    /** The path that the command's stderr is to be opened from. */
    String name() {
        return name;
    }

    /**
     * Makes ready for a command: holds the other side open, for else reading ends before the command has begun, sets
     * the window size, and lets signals for the whole group be the command's affair.
     */
    void prepare() {
        if (slave < 0) {
            slave = SystemCalls.open(arena, name, SystemCalls.READ_WRITE | SystemCalls.NO_CONTROLLING_TERMINAL);
            MemorySegment attributes = arena.allocate(128, 8);
            if (SystemCalls.control(slave, ATTRIBUTES, attributes) >= 0) {
                if (SystemCalls.MAC) {
                    attributes.set(JAVA_LONG, 8, attributes.get(JAVA_LONG, 8) & ~OUTPUT_PROCESSING);
                } else {
                    attributes.set(JAVA_INT, 4, attributes.get(JAVA_INT, 4) & ~OUTPUT_PROCESSING);
                }
                SystemCalls.control(slave, SET_ATTRIBUTES, attributes);
            }
        }
        copyWindowSize();
    }

    /** Forwards and keeps what the command writes until the launcher's message that it has ended, which it returns. */
    String forward(Keeper keeper) throws IOException {
        long onTerminate = SystemCalls.signal(TERMINATE, 1);
        long onHangUp = SystemCalls.signal(HANG_UP, 1);
        StringBuilder line = new StringBuilder();
        MemorySegment entries = SystemCalls.pollEntries(arena, master, messages);
        try {
            while (true) {
                if (SystemCalls.poll(entries, -1) < 0) {
                    // A signal: what stands in the entries is of the call before.
                    continue;
                }
                if ((SystemCalls.found(entries, 0) & SystemCalls.READABLE) != 0) {
                    pass(keeper);
                }
                int news = SystemCalls.found(entries, 1);
                if (news == 0) {
                    continue;
                }
                long length = SystemCalls.read(messages, buffer);
                if (length == 0 || (news & SystemCalls.READABLE) == 0) {
                    throw new LauncherGoneException();
                }
                MemorySegment.copy(buffer, 0, MemorySegment.ofArray(bytes), 0, Math.max(0, length));
                line.append(new String(bytes, 0, (int) Math.max(0, length), StandardCharsets.US_ASCII));
                for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
                    String message = line.substring(0, end);
                    line.delete(0, end + 1);
                    if (message.equals("resized")) {
                        copyWindowSize();
                    } else {
                        drain(keeper);
                        return message;
                    }
                }
            }
        } finally {
            SystemCalls.signal(TERMINATE, onTerminate);
            SystemCalls.signal(HANG_UP, onHangUp);
        }
    }

    /** Whether somebody else, a daemon that a command left behind, still holds the other side. */
    boolean isHeld() {
        MemorySegment entries = SystemCalls.pollEntries(arena, master);
        SystemCalls.poll(entries, 0);
        return slave < 0 && (SystemCalls.found(entries, 0) & SystemCalls.HUNG_UP) == 0;
    }

    /** Goes on forwarding, without keeping, until nobody holds the other side. */
    void forwardToTheEnd() {
        MemorySegment entries = SystemCalls.pollEntries(arena, master);
        while (true) {
            if (SystemCalls.poll(entries, -1) < 0) {
                continue;
            }
            int found = SystemCalls.found(entries, 0);
            if ((found & SystemCalls.READABLE) != 0) {
                pass(null);
            } else if (found != 0) {
                return;
            }
        }
    }

    private void drain(Keeper keeper) {
        SystemCalls.close(slave);
        slave = -1;
        MemorySegment entries = SystemCalls.pollEntries(arena, master);
        long left = LAST;
        while (left > 0
                && SystemCalls.poll(entries, 0) > 0
                && (SystemCalls.found(entries, 0) & SystemCalls.READABLE) != 0) {
            left -= pass(keeper);
        }
    }

    /** How many bytes were passed on. */
    private long pass(@Nullable Keeper keeper) {
        long length = SystemCalls.read(master, buffer);
        if (length <= 0) {
            return 0;
        }
        MemorySegment.copy(buffer, 0, MemorySegment.ofArray(bytes), 0, length);
        if (keeper != null) {
            keeper.add(bytes, 0, (int) length);
        }
        if (shown) {
            try {
                real.write(bytes, 0, (int) length);
            } catch (IOException e) {
                // The real terminal is gone; the command is not to die of that before its time.
                shown = false;
            }
        }
        return length;
    }

    private void copyWindowSize() {
        if (SystemCalls.control(REAL, WINDOW_SIZE, size) >= 0) {
            SystemCalls.control(master, SET_WINDOW_SIZE, size);
        }
    }

    private static @Nullable String unlock(Arena arena, int master) {
        MemorySegment number = arena.allocate(4, 4);
        if (SystemCalls.control(master, SET_LOCK, number) < 0 || SystemCalls.control(master, NUMBER, number) < 0) {
            return null;
        }
        return "/dev/pts/" + number.get(JAVA_INT, 0);
    }

    private static @Nullable String unlockOnMac(Arena arena, int master) {
        MemorySegment path = arena.allocate(128);
        if (SystemCalls.control(master, GRANT, path) < 0
                || SystemCalls.control(master, UNLOCK, path) < 0
                || SystemCalls.control(master, NAME, path) < 0) {
            return null;
        }
        return path.getString(0);
    }
}

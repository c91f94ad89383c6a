package tiryaq.cli.launch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The few calls of POSIX that Java has no word for. Each handle costs milliseconds of start-up, so there are only
 * these, and nothing of it is touched when stderr is no terminal. Results below zero are failures.
 */
final class SystemCalls {
    static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");
    static final int READ_WRITE = 2;
    static final int NO_CONTROLLING_TERMINAL = MAC ? 0x20000 : 0x100;
    static final int NO_WAITING = MAC ? 0x4 : 0x800;
    static final int READABLE = 0x1;
    static final int HUNG_UP = 0x10;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN = handle(
            "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle CONTROL = handle(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle READ =
            handle("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle POLL =
            handle("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SIGNAL = handle("signal", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG));

    private SystemCalls() {}

    static int open(Arena arena, String path, int flags) {
        try {
            return (int) OPEN.invokeExact(arena.allocateFrom(path), flags, 0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static void close(int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static int control(int descriptor, long request, MemorySegment argument) {
        try {
            return (int) CONTROL.invokeExact(descriptor, request, argument);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static long read(int descriptor, MemorySegment buffer) {
        try {
            return (long) READ.invokeExact(descriptor, buffer, buffer.byteSize());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for one of the descriptors at most so many milliseconds (below 0: for ever). */
    static int poll(MemorySegment entries, int milliseconds) {
        try {
            return (int) POLL.invokeExact(entries, entries.byteSize() / 8, milliseconds);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets what a signal does (0 the default, 1 nothing, else an address); gives what it did before. */
    static long signal(int number, long handler) {
        try {
            return (long) SIGNAL.invokeExact(number, handler);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Room for {@code struct pollfd} of each descriptor, asking for what can be read. */
    static MemorySegment pollEntries(Arena arena, int... descriptors) {
        MemorySegment entries = arena.allocate(8L * descriptors.length, 4);
        for (int i = 0; i < descriptors.length; i++) {
            entries.set(JAVA_INT, 8L * i, descriptors[i]);
            entries.set(JAVA_SHORT, 8L * i + 4, (short) READABLE);
        }
        return entries;
    }

    /** What {@link #poll} found out about one of them: {@link #READABLE}, {@link #HUNG_UP}. */
    static int found(MemorySegment entries, int index) {
        return entries.get(JAVA_SHORT, 8L * index + 6);
    }

    @SuppressWarnings("restricted") // What this class is for; the image grants it to this module.
    private static MethodHandle handle(String name, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }
}

package tiryaq.binary;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.binary.NativeHeader.Broken;
import tiryaq.binary.NativeHeader.Fault;
import tiryaq.binary.NativeHeader.Format;
import tiryaq.binary.NativeHeader.MachO;
import tiryaq.binary.NativeHeader.Slice;

/** Reads Mach-O headers and load commands, as {@code mach-o/loader.h} and {@code mach-o/fat.h} lay them out. */
final class MachOReader {
    private static final int MOST_COMMANDS = 4096;
    private static final long MAGIC_32 = 0xfeedfaceL;
    private static final long MAGIC_64 = 0xfeedfacfL;

    private final PagedFile file;
    private final List<Slice> slices = new ArrayList<>(2);
    private long expected;

    private MachOReader(PagedFile file) {
        this.file = file;
    }

    static NativeHeader readThin(PagedFile file) {
        MachOReader reader = new MachOReader(file);
        @Nullable Fault fault = reader.slice(0);
        return fault == null
                ? new MachO(false, reader.slices, reader.expected, file.size())
                : new Broken(Format.MACH_O, fault, file.size());
    }

    static NativeHeader readFat(PagedFile file) {
        MachOReader reader = new MachOReader(file);
        file.littleEndian = false;
        boolean wide = file.u32(0) == 0xcafebabfL;
        long count = file.u32(4);
        int each = wide ? 32 : 20;
        if (!file.holds(8, count * each)) {
            return new Broken(Format.MACH_O, Fault.HEADER_CUT, file.size());
        }
        for (int i = 0; i < count; i++) {
            file.littleEndian = false;
            long at = 8 + (long) i * each;
            String cpu = cpu(file.u32(at), file.u32(at + 4));
            long offset = file.word(at + 8, wide);
            long length = file.word(at + (wide ? 16 : 12), wide);
            if (offset < 0 || length < 0 || offset + length < 0) {
                return new Broken(Format.MACH_O, Fault.TABLE_IMPOSSIBLE, file.size());
            }
            reader.expected = Math.max(reader.expected, offset + length);
            if (reader.slice(offset) != null) {
                // The list of slices says which processor it is for, even where the slice itself is gone.
                reader.slices.add(new Slice(cpu, 0, "", List.of(), List.of(), false));
            }
        }
        return new MachO(true, reader.slices, reader.expected, file.size());
    }

    /** Reads one slice; gives what is wrong with it, or null. */
    private @Nullable Fault slice(long start) {
        if (!file.holds(start, 28)) {
            return Fault.HEADER_CUT;
        }
        file.littleEndian = true;
        long magic = file.u32(start);
        if (magic != MAGIC_32 && magic != MAGIC_64) {
            file.littleEndian = false;
            magic = file.u32(start);
        }
        if (magic != MAGIC_32 && magic != MAGIC_64) {
            return Fault.FIELD_INVALID;
        }
        boolean wide = magic == MAGIC_64;
        String cpu = cpu(file.u32(start + 4), file.u32(start + 8));
        int type = (int) file.u32(start + 12);
        long count = file.u32(start + 16);
        long commandsSize = file.u32(start + 20);
        long at = start + (wide ? 32 : 28);
        expected = Math.max(expected, at + commandsSize);
        Commands commands = new Commands();
        for (long i = 0; i < Math.min(count, MOST_COMMANDS) && file.holds(at, 8); i++) {
            long length = file.u32(at + 4);
            if (length < 8) {
                return Fault.FIELD_INVALID;
            }
            command(start, at, length, commands);
            at += length;
        }
        slices.add(new Slice(cpu, type, commands.minimumOs, commands.needed, commands.rpaths, commands.signed));
        return null;
    }

    private static final class Commands {
        private final List<String> needed = new ArrayList<>();
        private final List<String> rpaths = new ArrayList<>();
        private String minimumOs = "";
        private boolean signed;
    }

    private void command(long start, long at, long length, Commands commands) {
        switch ((int) file.u32(at)) {
            case 0x1 -> extent(start, file.u32(at + 32), file.u32(at + 36));
            case 0x19 -> extent(start, file.u64(at + 40), file.u64(at + 48));
            case 0xc, 0x80000018, 0x8000001f, 0x80000023, 0x20 ->
                commands.needed.add(file.text(at + file.u32(at + 8), at + length));
            case 0x8000001c -> commands.rpaths.add(file.text(at + file.u32(at + 8), at + length));
            case 0x24 -> commands.minimumOs = version(file.u32(at + 8));
            case 0x32 -> commands.minimumOs = version(file.u32(at + 12));
            case 0x1d -> {
                commands.signed = true;
                extent(start, file.u32(at + 8), file.u32(at + 12));
            }
            default -> {}
        }
    }

    private void extent(long start, long offset, long length) {
        long end = start + offset + length;
        if (offset >= 0 && length >= 0 && end >= 0) {
            expected = Math.max(expected, end);
        }
    }

    /** {@code xxxx.yy.zz} in one number of 32 bits. */
    private static String version(long packed) {
        return (packed >> 16) + "." + ((packed >> 8) & 0xff);
    }

    private static String cpu(long type, long subtype) {
        return switch ((int) type) {
            case 7 -> "i386";
            case 12 -> "arm";
            case 18 -> "ppc";
            case 0x01000007 -> "x86_64";
            case 0x0100000c -> (subtype & 0xff) == 2 ? "arm64e" : "arm64";
            case 0x01000012 -> "ppc64";
            default -> "cpu-" + type;
        };
    }
}
